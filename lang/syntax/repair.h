// One-token repairs of an item that does not read: what, if it stood there instead, would
// make the whole item read. Private to lang/syntax.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace smcost::ast {

// Where reading came furthest, and what could have stood there.
struct FurthestFailure {
  uint32_t offset = 0;
  std::vector<std::string_view> expected;
};

struct Repair {
  enum class Kind : uint8_t { once, respell, swap, insert, leave_out } kind;
  uint32_t begin = 0;        // bytes of the file that are replaced
  uint32_t end = 0;
  std::string replacement;
  // The pieces that the edit is about. once: the second of two equal pieces; swap: both;
  // insert: the one before which something is missing.
  uint32_t from = 0;
  uint32_t to = 0;
};

// Does this text, instead of the item's, read?
using Reads = std::function<bool(std::string_view)>;

// `text` is the laid-out text of the file, the item its bytes [begin, end). At most three, the likeliest
// first; all of one kind, but that what is swapped may also be missing. A long item has none. `reads` is asked
// a bounded number of times.
std::vector<Repair> findRepairs(std::string_view text, uint32_t begin, uint32_t end, const FurthestFailure& failure,
                                const Reads& reads);

}  // namespace smcost::ast
