// A program without some of its lines: what its bill would be if they had never been written.
#pragma once

#include <functional>

#include "lang/program/program.h"

namespace smcost::runtime {

using KeepsLine = std::function<bool(program::UsageTableId, uint32_t line, uint32_t row)>;

// It goes on from the whole one, which must outlive it. Statements that keep nothing are not billed, and their commitments
// are none. Tables and rows change places; shapes stay, so that compiled code serves on. What is asked of the whole bill
// is left out.
program::Program keepLines(const program::Program& whole, const KeepsLine& keeps);

}  // namespace smcost::runtime
