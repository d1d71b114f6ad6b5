// Lists into a price book, for the commands that have some: files that a user names, or what was fetched.
#pragma once

#include <string>
#include <vector>

#include "compiler/driver/run/run.h"
#include "lang/program/price_list.h"

namespace smcost::driver {

struct ListToRead {
  std::string path, name;      // what is opened, and what people are told
};

// Where the book of a list is written when nobody says: in `prices` beside the current folder's specs if there is such a
// folder, or else with the user's data; of one without a home in such a folder that is made.
std::string bookPathOf(const program::PriceList& declared, const Arguments& arguments);

// Every `price_list` of the library; what is wrong with one is in the sink.
std::vector<program::PriceList> declaredLists(const Arguments& arguments, source::SourceManager& sources, diagnostics::Sink& sink);

// Reads the lists, puts them into the book, writes it whole or not at all, and prints the account.
ExitCode importLists(const std::vector<program::PriceList>& declared, const std::vector<ListToRead>& lists, const std::string& book,
                     const std::vector<std::string>& regions, const Arguments& arguments, diagnostics::Sink& sink);
ExitCode importLists(const program::PriceList& declared, const std::vector<ListToRead>& lists, const std::string& book,
                     const std::vector<std::string>& regions, const Arguments& arguments, diagnostics::Sink& sink);

}  // namespace smcost::driver
