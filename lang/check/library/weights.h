// The weights of a `choice`: `{ 5min 3, 10min 1 }`, `{ 5min 75 %, 10min 25 % }`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/check/library/library.h"

namespace smcost::check {

struct Weight {
  base::Rational number;      // above 0; of 30 % it is 0.3
  bool is_percent = false;
  ast::NodeId node;
};

// None with its error reported.
std::optional<Weight> readWeight(Library& cx, const Env& env, ast::NodeId node);
// How many of equally many shares each of at least one weight has; none with its error reported, at `choice`.
std::optional<std::vector<uint32_t>> sharesOf(Library& cx, const Env& env, ast::NodeId choice, const std::string& name, const std::vector<Weight>& weights);

}  // namespace smcost::check
