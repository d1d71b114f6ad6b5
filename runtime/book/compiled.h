// The compiled form of a price book: what a process opens. It is data, never trusted: each block of
// it is proved when it is first touched, so that opening costs the same for ten rows and a million.
//
// Layout, all numbers little-endian: a head (magic, size, counts, digest of the text, hash of the table of
// blocks, hash of the head itself); the table, a hash for each 4096 bytes of what follows; then the
// header's text, the offsets of the strings, the strings, sorted, and the rows of ids, sorted as in the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/book/text.h"

namespace smcost::book {

inline constexpr char kMagic[] = "smpbook1";
inline constexpr size_t kBlockBytes = 4096;

struct Head {
  char magic[8];
  uint64_t size;        // of the whole form
  uint64_t header_at, header_bytes;
  uint64_t offsets_at, strings;            // one offset more than strings
  uint64_t bytes_at, bytes;
  uint64_t rows_at, rows;
  char text_digest[64];                    // SHA-256 of the book's text
  uint64_t blocks_hash;                    // of the table of blocks
  uint64_t head_hash;                      // of what stands before it here
};

// A row: ids of strings in their order, so that rows compare by number.
struct CompiledRow {
  static constexpr uint32_t kNoDay = UINT32_MAX;
  uint32_t meter, region, key, plan, lower, upper, from, until, price, unit, id, usage, source, note;
};

// The compiled form of a book's text; none with its fault.
std::optional<std::string> compile(std::string_view text, Fault& fault);

}  // namespace smcost::book
