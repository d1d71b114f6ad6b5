// Axes of the SKUs that `in skus where …` allows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/points.h"
#include "compiler/session/session.h"

namespace smcost::questions {

// More sets are not made for one question.
inline constexpr uint64_t kMostSets = 1'000;

// Of a `param` by its number, as the checked spec has it, in the order in which they are declared. None: `why` says so as a sentence.
std::optional<std::vector<Value>> skusOf(const session::Session& session, size_t parameter, std::string& why);

// A set that hangs on other axes has what it has at any of their values: at the others such a point has no bill. `spec` opens the file.
// False: `why` says so as a sentence.
bool widenSets(const session::Options& spec, std::vector<Axis>& axes, std::string& why);

}  // namespace smcost::questions
