// `skus where gpus >= 4 by price(training) / gpus`: what is asked of all SKUs.
#pragma once

#include "lang/check/asks/asks.h"

namespace smcost::check {

// Adds the query to the program.
void addQuery(Asks& cx, const Scope& scope, ast::NodeId node);

}  // namespace smcost::check
