// A piece as one function for kernels: it fails apart where it is not this piece's to answer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/questions/piece.h"

namespace smcost::questions {

struct JoinedFunction {
  total::Function function;   // params and outputs as those of the piece; the outputs of a piece without a bill are 0
  uint32_t taken = 0;         // sites below it: an earlier piece holds there
  uint32_t others = 0;        // and below it: none of them does, nor this one
};

// None where a guard can fail itself. `earlier` are pieces over the same variables; `figures` is how many are asked for. Without a piece all that the
// earlier ones do not answer is left to others.
std::optional<JoinedFunction> join(const Piece* piece, size_t figures, const std::vector<std::unique_ptr<Piece>>& earlier);

}  // namespace smcost::questions
