// Names in the text of which nobody said what they mean.
#pragma once

#include <vector>

#include "compiler/query/names.h"

namespace smcost::query {

// The parts of words, paths and names of the user's files that no occurrence covers, in order of files and text. Not among them:
// the words of the language itself (`total`, `max`, `title` of a source, `monday`, …).
std::vector<source::Span> unexplained(const session::Session& session, const Names& names);

}  // namespace smcost::query
