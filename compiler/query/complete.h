// What could come next in a text: parameters still open, SKUs with their price here, options,
// units behind a number, names, words that begin a declaration. Knows no protocol and no terminal.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::query {

struct Completion {
  std::string text;         // in place of the word before the cursor
  std::string note;         // shown beside it: a price, a type, a summary
  enum class Kind : uint8_t { word, keyword, workload, option, parameter, sku, unit, name, line, module, region } kind = Kind::word;
};

struct Completions {
  size_t begin = 0;         // where the word begins that is completed
  std::vector<Completion> items;
};

// The spec as far as it is known, checked; with the prices of these meters for all their keys.
using Priced = std::function<const session::Session&(const std::vector<std::string>& meters)>;

// For an item of a text and the cursor's place in it. In order of what fits best; none when nothing does.
Completions complete(const Priced& spec, const std::string& item, size_t cursor);

}  // namespace smcost::query
