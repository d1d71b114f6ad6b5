// Rows of the price books that a spec in the root would take.
#pragma once

#include <optional>
#include <string>

#include "compiler/mcp/answer.h"

namespace smcost::mcp {

struct PricesWanted {
  std::string meter, key;             // empty: any; a key may be the beginning of one
  std::optional<std::string> region;
  std::optional<std::string> day;     // 2025-03-14; none: of all times
};

Answer pricesOf(const session::Options& spec, const PricesWanted& wanted);

// Heads of the books: {"service", "edition", "published", "currency"…}, as a text.
std::string bookHeads(const session::Options& spec);

}  // namespace smcost::mcp
