// Sums of a column by group, of the groups that it has: what many small tables share does not
// cost each of them the length of the whole list.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "runtime/exact/column.h"

namespace smcost::runtime {

// `group[row]` is any number; rows with UINT32_MAX are left out. Groups in order of appearance.
std::vector<std::pair<uint32_t, base::Rational>> sumsOfGroups(const ResultColumn& column, std::vector<uint32_t> group);

}  // namespace smcost::runtime
