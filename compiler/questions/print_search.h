// The best point, and where figures are equal, as text and JSON.
#pragma once

#include "compiler/questions/search.h"
#include "runtime/report/report.h"

namespace smcost::questions {

struct SearchHead {
  const session::Session& session;    // of the spec as written, asked for these figures
  const Space& space;
  const std::vector<Figure>& figures;
  runtime::Format format = runtime::Format::text;
  int digits = runtime::kUsualDigits;
  Wants wants = Wants::least;
};

// "time", "room", "wish"; of one that was stopped.
std::string_view stoppedWord(Search::Stopped stopped);
void writeSearch(std::ostream& out, const SearchHead& head, const Search& found);
// Of the variable `name`.
void writeCrossing(std::ostream& out, const SearchHead& head, const std::string& name, const Crossing& found);

}  // namespace smcost::questions
