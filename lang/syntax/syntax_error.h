// What to say about an item that does not read. Private to lang/syntax.
#pragma once

#include <string_view>
#include <vector>

#include "lang/diagnostics/sink.h"

namespace smcost::ast {

// Where reading came furthest, and what could have stood there.
struct FurthestFailure {
  uint32_t offset = 0;
  std::vector<std::string_view> expected;
};

// `text` is the laid-out text of the file, the item its bytes [begin, end).
void reportSyntaxError(std::string_view text, source::FileId file, uint32_t begin, uint32_t end,
                       const FurthestFailure& failure, diagnostics::Sink& sink);

}  // namespace smcost::ast
