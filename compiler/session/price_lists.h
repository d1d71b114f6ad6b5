// How the library, or a file and all it uses, says that providers' lists are read.
#pragma once

#include <vector>

#include "compiler/session/session.h"
#include "lang/program/price_list.h"

namespace smcost::session {

// Every `price_list` of the file that the options name and of all it uses; of the whole library when they name none.
// What is wrong with one is in `sink`.
std::vector<program::PriceList> priceLists(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink);

}  // namespace smcost::session
