// JSON of any size, walked in order through a window of a fixed size. simdjson finds where the tokens of a window
// begin, and proves its strings; what is not asked for is stepped over, token by token. A window ends anywhere
// between two tokens, so that what is to be read in one piece is read by `whole`, which starts it again with more
// of the file when the window ends in it. Views live until the next `whole`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/lists/list_error.h"
#include "runtime/lists/read_ahead.h"

namespace smcost::lists {

class JsonReader {
 public:
  // Throws ListError.
  JsonReader(std::string path, std::function<void(size_t)> progress);
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  // Of the file, in bytes.
  size_t size() const { return size_; }
  // From the beginning of the file again.
  void rewind();

  // The first character of the next value; NUL: none.
  char kind() const { return text_[tokens_[at_]]; }
  // Of a text what stands between the quotes, escapes as they are written.
  std::string_view text();
  // A text or a number as it is written.
  std::string_view scalar();
  void skip();
  // each(key) takes the value.
  template <class Each>
  void object(Each each) {
    expect('{');
    if (closes('}')) return;
    do {
      const std::string_view key = text();
      expect(':');
      each(key);
    } while (goesOn('}'));
  }
  template <class Each>
  void array(Each each) {
    expect('[');
    if (closes(']')) return;
    do {
      each();
    } while (goesOn(']'));
  }

  template <class Read>
  auto whole(Read read) {
    while (true) {
      const size_t begin = at_;
      try {
        return read();
      } catch (const Ended&) {
        at_ = begin;
        more();
      }
    }
  }
  // The same of an object or list of any length; each value is taken by one `whole` or more.
  template <class Each>
  void objectInParts(Each each) {
    whole([&] { expect('{'); });
    std::string key;
    for (bool is_first = true;; is_first = false) {
      const bool has = whole([&] {
        if (closes('}')) return false;
        if (!is_first) expect(',');
        key = text();
        expect(':');
        return true;
      });
      if (!has) return;
      each(std::string_view(key));
    }
  }
  template <class Each>
  void arrayInParts(Each each) {
    whole([&] { expect('['); });
    for (bool is_first = true;; is_first = false) {
      const bool has = whole([&] {
        if (closes(']')) return false;
        if (!is_first) expect(',');
        return true;
      });
      if (!has) return;
      each();
    }
  }
  // Steps over a value of any length.
  void skipInParts();
  char kindInParts() { return whole([&] { return kind() ? kind() : fail(); }); }
  // Nothing stands behind.
  void finish();

 private:
  struct Ended {};
  struct Tokens;

  void expect(char wanted) {
    if (kind() != wanted) fail();
    ++at_;
  }
  bool closes(char end) {
    if (kind() != end) return false;
    ++at_;
    return true;
  }
  bool goesOn(char end) {
    const char next = kind();
    if (next != ',' && next != end) fail();
    ++at_;
    return next == ',';
  }
  // Throws Ended where the window ends, ListError elsewhere.
  [[noreturn]] char fail();
  [[noreturn]] void fail(std::string_view what, size_t offset) const;
  void more();
  void makeRoom(size_t lead, size_t block);
  void take(size_t begin);
  void findTokens();
  bool findTokensUpTo(size_t end);

  std::string path_;
  std::function<void(size_t)> progress_;
  int file_ = -1;
  size_t size_ = 0;
  bool is_all_read_ = false;
  size_t offset_ = 0;               // in the file, of the window
  size_t lead_ = 0, block_ = 0;
  std::unique_ptr<char[]> here_, next_;   // each: what goes on from the window before, at most `lead_`; a block; padding
  std::unique_ptr<ReadAhead> ahead_;      // reads the block of `next_`
  char* text_ = nullptr;            // of the window, in `here_`
  size_t filled_ = 0;
  size_t end_ = 0;                  // of the tokens found; a NUL stands there in place of `held_`
  char held_ = 0;
  std::unique_ptr<Tokens> found_;
  const uint32_t* tokens_ = nullptr;
  size_t count_ = 0, at_ = 0;
};

}  // namespace smcost::lists
