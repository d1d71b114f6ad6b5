// `skus where gpus >= 4 by price(training) / gpus`: what is asked of all SKUs.
#pragma once

#include "lang/check/context.h"

namespace smcost::check {

// What prices are called while a query is read.
class QueryPrices {
 public:
  virtual ~QueryPrices() = default;
  // `price(METER)`; an error is reported.
  virtual Value of(const Env& env, ast::NodeId meter) = 0;
};

// Adds the query to the program.
void addQuery(Context& cx, const Scope& scope, ast::NodeId node);

}  // namespace smcost::check
