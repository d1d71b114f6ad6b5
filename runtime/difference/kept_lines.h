// A program without some of its lines: what its bill would be if they had never been written.
#pragma once

#include <functional>

#include "lang/program/program.h"

namespace smcost::runtime {

using KeepsLine = std::function<bool(program::UsageTableId, uint32_t line, uint32_t row)>;

// Statements that keep nothing are not billed, and their commitments are none. Tables and rows
// change places; shapes stay, so that compiled code serves on. Checks of the file must not be
// evaluated any more.
void keepLines(program::Program& program, const KeepsLine& keeps);

}  // namespace smcost::runtime
