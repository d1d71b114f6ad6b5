// Queries over SKUs, once it is known what they cost.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/engine.h"

namespace smcost::runtime {

// Why a row has no value, when no catalog row prices it.
inline constexpr const char* kNoPrice = "no price here";

struct QueryRow {
  uint32_t row = 0;                               // of the query
  std::optional<base::Rational> value;            // what it is sorted by
  std::string why;                                // there is no value: "no price here", "`memory` is not known"
  std::vector<program::RateRowId> prices;         // per price of the query; none: it has none, or is free
  std::vector<std::string> notes;                 // "first 10 TiB", "free: in preview"
};

struct QueryAnswer {
  std::vector<QueryRow> rows;                     // sorted; those without a value last
  std::vector<std::string> left_out;              // "41 SKUs whose `gpus` is not known"
};

// Prices are those on demand, in the bill's region, edition and period; of tiers the first one.
// None when a row that matches has a price that a bill could not take either (reported).
std::optional<QueryAnswer> answerQuery(const program::Program& program, const program::SkuQuery& query, Engine& engine,
                                       diagnostics::Sink& sink);

}  // namespace smcost::runtime
