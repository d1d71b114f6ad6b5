// A line as a tree that a person can redo by hand.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

// The tree of one line name ("api", "api.compute"), or of the whole bill when `name` is
// empty. False, with nothing written, when no line is called so.
bool writeExplain(std::ostream& out, const ReportContext& context, std::string_view name);

// Every name that `explain` takes: "api", "api.compute", ...
std::vector<std::string> explainNames(const Bill& bill);

}  // namespace smcost::runtime
