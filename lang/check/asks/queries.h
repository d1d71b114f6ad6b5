// `skus where gpus >= 4 by price(training) / gpus`: what is asked of all SKUs.
#pragma once

#include <optional>

#include "lang/check/asks/asks.h"

namespace smcost::check {

// What is asked; none with its error reported.
std::optional<program::SkuQuery> readQuery(Asks& cx, const Scope& scope, ast::NodeId node);
// Adds the query to the program.
void addQuery(Asks& cx, const Scope& scope, ast::NodeId node);

}  // namespace smcost::check
