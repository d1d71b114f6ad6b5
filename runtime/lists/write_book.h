// A price book as text, from its rows as they come.
#pragma once

#include <cstring>
#include <string_view>

#include "runtime/book/text.h"
#include "runtime/lists/digest_beside.h"
#include "runtime/lists/large_vector.h"

namespace smcost::lists {

class BookText {
 public:
  std::string_view view() const { return {bytes_.data() + begin_, size_}; }

 private:
  friend class BookWriter;
  LargeArray<char> bytes_;
  size_t begin_ = 0, size_ = 0;
};

class BookWriter {
 public:
  // There will be some `rows` rows, or a few more.
  explicit BookWriter(size_t rows);

  // In the order that a text has.
  void add(const book::Row& row) {
    if (static_cast<size_t>(end_ - next_) < roomFor(row)) grow(roomFor(row));
    for (const std::string_view cell : row.cells) {
      // Most cells are of one letter, which needs no call.
      if (cell.size() == 1) *next_ = cell[0];
      else std::memcpy(next_, cell.data(), cell.size());
      next_ += cell.size();
      *next_++ = '\t';
    }
    next_[-1] = '\n';
    ++rows_;
    if (static_cast<size_t>(next_ - digested_) >= kDigestedAtOnce) digestAll();
  }
  size_t rows() const { return rows_; }
  // Sets count and digest in the header. No row comes behind.
  BookText finish(book::Header& header);

 private:
  // What stands in front of the rows seldom is longer.
  static constexpr size_t kHead = size_t{1} << 14;
  static constexpr size_t kRow = 256;
  static constexpr size_t kDigestedAtOnce = size_t{1} << 20;

  static size_t roomFor(const book::Row& row) {
    size_t size = 0;
    for (const std::string_view cell : row.cells) size += cell.size() + 1;
    return size;
  }
  void grow(size_t more);
  void digestAll();

  LargeArray<char> bytes_;      // room for the head, then the lines
  size_t head_ = kHead;
  char* next_;
  char* end_;
  const char* digested_;        // up to here, or under way
  size_t rows_ = 0;
  DigestBeside digest_;         // reads the bytes: it goes before them
};

}  // namespace smcost::lists
