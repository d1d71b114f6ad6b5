// The exact least and greatest total of a spec, each `param` that says a range or a set within it.
#pragma once

#include <string>

#include "compiler/questions/axes.h"
#include "runtime/report/ends.h"

namespace smcost::questions {

// Of a figure; `spec` opens the file, which was checked as `session`. None: no `param` says what it may be but those that are given.
// A range without steps is known by its ends where the figure is proved to go one way between them.
std::optional<runtime::Ends> findEnds(const session::Options& spec, const session::Session& session, const std::string& figure);

}  // namespace smcost::questions
