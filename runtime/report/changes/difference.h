// Why two bills differ: the lines that changed, and the parts of the change.
#pragma once

#include <iosfwd>

#include "runtime/difference/parts.h"
#include "runtime/report/changes/comparison.h"

namespace smcost::runtime {

// A comment on a pull request holds 65,536 characters; there is room for a word beside it.
inline constexpr size_t kMaxMarkdownBytes = 60'000;

// Text and markdown have the largest changes first. Markdown stays below kMaxMarkdownBytes: what
// does not fit is one row that says how many lines it is. JSON (difference.schema.json) has all.
void writeDifference(std::ostream& out, const ComparedBill& before, const ComparedBill& after,
                     const Difference& difference, Format format);

}  // namespace smcost::runtime
