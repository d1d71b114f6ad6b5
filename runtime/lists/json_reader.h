// JSON of any size, walked in order through a window of a fixed size. simdjson finds where the tokens of a window
// begin, and proves its strings; what is not asked for is stepped over, token by token. A window ends anywhere
// between two tokens, so that what is to be read in one piece is read by `whole`, which starts it again with more
// of the file when the window ends in it. Views live until the next `whole`.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/lists/list_error.h"
#include "runtime/lists/json_windows.h"

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
  std::string_view text() {
    if (kind() != '"') fail();
    const char* const begin = text_ + tokens_[at_] + 1;
    const char* end = text_ + tokens_[++at_] - 1;
    while (*end != '"') --end;
    if (end < begin) fail();
    return {begin, static_cast<size_t>(end - begin)};
  }
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
  // A name that is not measured, since most are of no interest.
  class Name {
   public:
    explicit Name(const char* begin) : begin_(begin) {}
    template <size_t size>
    bool is(const char (&wanted)[size]) const {
      static_assert(size <= kBehindWindow);
      return std::memcmp(begin_, wanted, size - 1) == 0 && begin_[size - 1] == '"';
    }

   private:
    const char* begin_;
  };
  // each(name) takes the value.
  template <class Each>
  void members(Each each) {
    expect('{');
    if (closes('}')) return;
    do {
      if (kind() != '"') fail();
      const Name name(text_ + tokens_[at_++] + 1);
      expect(':');
      each(name);
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
  // `offset` is one of the file.
  [[noreturn]] void fail(std::string_view what, size_t offset) const;
  // Whether nothing of the file is behind the tokens at hand.
  bool isEnd() const { return window_->is_last && (!is_bridge_ || taken_ == window_->count); }
  void more();
  void takeWindow(size_t begin);
  void useWindow(size_t at);
  void beginBridge();
  void extendBridge(size_t count);

  std::string path_;
  std::function<void(size_t)> progress_;
  int file_ = -1;
  size_t size_ = 0;
  std::unique_ptr<JsonWindows> windows_;
  const JsonWindow* window_ = nullptr;
  // What is read: the window, or a bridge to it, from where the one before had no whole value any more.
  const char* text_ = nullptr;
  const uint32_t* tokens_ = nullptr;
  size_t count_ = 0, at_ = 0;
  size_t offset_ = 0;               // in the file, of `text_`
  bool is_bridge_ = false;
  std::vector<char> bridge_text_;
  std::vector<uint32_t> bridge_tokens_;
  size_t own_bytes_ = 0, own_ = 0;  // of the bridge, in front of the window
  size_t taken_ = 0;                // tokens of the window that the bridge has
};

}  // namespace smcost::lists
