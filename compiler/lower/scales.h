// Scale rules: from rationals to integers. A value is num * scale, or num / den * scale;
// constants stay rational until they meet a value.
#pragma once

#include <vector>

#include "compiler/lower/columns.h"
#include "compiler/lower/z_program.h"
#include "lang/program/expr.h"

namespace smcost::lower {

// The shape as integers, for columns of these facts (one per shape param). None when some
// node does not prove within 256 bits; the table is then the reference evaluator's.
std::optional<ZProgram> bindShape(const program::ExprPool& pool, const program::Shape& shape,
                                  const std::vector<ColumnFacts>& columns);

}  // namespace smcost::lower
