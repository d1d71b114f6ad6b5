#include "runtime/lists/json_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace smcost::lists {

namespace {

// Text and tokens of a window stay in the cache of a core.
constexpr size_t kWindow = size_t{512} << 10;
// One record is never longer than this.
constexpr size_t kLargestWindow = size_t{64} << 20;
constexpr size_t kDepth = 1024;
constexpr uint32_t kNoToken = 0;

}  // namespace

struct JsonReader::Tokens {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> finder;

  explicit Tokens(size_t capacity) {
    const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, kDepth, finder);
    if (error) throw std::bad_alloc();
  }
};

JsonReader::JsonReader(std::string path, std::function<void(size_t)> progress) : path_(std::move(path)), progress_(std::move(progress)) {
  file_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) throw ListError(std::strerror(errno));
  rewind();
}

JsonReader::~JsonReader() {
  if (file_ >= 0) ::close(file_);
}

void JsonReader::rewind() {
  if (::lseek(file_, 0, SEEK_SET) != 0) throw ListError("it is no regular file");
  offset_ = filled_ = 0;
  is_all_read_ = false;
  if (!text_) {
    capacity_ = kWindow;
    text_ = std::make_unique<char[]>(capacity_ + simdjson::SIMDJSON_PADDING);
    found_ = std::make_unique<Tokens>(capacity_);
  }
  filled_ = read(0);
  findTokens();
}

// Fills the window from `at` on.
size_t JsonReader::read(size_t at) {
  while (at < capacity_ && !is_all_read_) {
    const ssize_t count = ::read(file_, text_.get() + at, capacity_ - at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw ListError(std::strerror(errno));
    is_all_read_ = count == 0;
    at += static_cast<size_t>(count);
  }
  std::memset(text_.get() + at, 0, simdjson::SIMDJSON_PADDING);
  if (progress_) progress_(offset_ + at);
  return at;
}

// A window ends where no token does: at the end of a line, which no text goes over, or in front of a quote
// that begins one.
void JsonReader::findTokens() {
  at_ = 0;
  if (is_all_read_ || filled_ < capacity_) {
    if (findTokensUpTo(filled_)) return;
    fail("it ends inside of a text", filled_);
  }
  const size_t half = filled_ / 2;
  if (const void* const line = memrchr(text_.get() + half, '\n', filled_ - half)) {
    const size_t end = static_cast<size_t>(static_cast<const char*>(line) - text_.get());
    if (findTokensUpTo(end)) return;
    fail("a text goes on in the next line", end);
  }
  for (size_t end = filled_; const void* const quote = memrchr(text_.get(), '"', end);) {
    end = static_cast<size_t>(static_cast<const char*>(quote) - text_.get());
    if (end == 0) break;
    if (text_[end - 1] != '\\' && findTokensUpTo(end)) return;
  }
  count_ = 0;
  end_ = 0;
  held_ = text_[0];
  text_[0] = 0;
  tokens_ = &kNoToken;
}

// False: a text goes over the end.
bool JsonReader::findTokensUpTo(size_t end) {
  held_ = text_[end];
  text_[end] = 0;
  end_ = end;
  auto& finder = *found_->finder;
  const auto* const bytes = reinterpret_cast<const uint8_t*>(text_.get());
  const simdjson::error_code error = end == 0 ? simdjson::EMPTY : finder.stage1(bytes, end, simdjson::stage1_mode::regular);
  if (error == simdjson::UNCLOSED_STRING) {
    text_[end] = held_;
    return false;
  }
  if (error && error != simdjson::EMPTY) {
    text_[end] = held_;
    fail(error == simdjson::UTF8_ERROR ? "it is no UTF-8" : error == simdjson::UNESCAPED_CHARS ? "a control character stands in a text" : "it is no JSON", 0);
  }
  count_ = error ? 0 : finder.n_structural_indexes;
  finder.structural_indexes[count_] = static_cast<uint32_t>(end);
  tokens_ = finder.structural_indexes.get();
  return true;
}

// Begins the window at the token that is next, and reads behind it.
void JsonReader::more() {
  const size_t begin = tokens_[at_];
  text_[end_] = held_;
  if (begin == 0 && filled_ == capacity_) {
    if (capacity_ >= kLargestWindow) fail("one of its records is too long", 0);
    capacity_ *= 4;
    auto text = std::make_unique<char[]>(capacity_ + simdjson::SIMDJSON_PADDING);
    std::memcpy(text.get(), text_.get(), filled_);
    text_ = std::move(text);
    found_ = std::make_unique<Tokens>(capacity_);
  } else {
    std::memmove(text_.get(), text_.get() + begin, filled_ - begin);
    filled_ -= begin;
    offset_ += begin;
  }
  filled_ = read(filled_);
  findTokens();
}

std::string_view JsonReader::text() {
  if (kind() != '"') fail();
  const char* const begin = text_.get() + tokens_[at_] + 1;
  const char* end = text_.get() + tokens_[++at_] - 1;
  while (*end != '"') --end;
  if (end < begin) fail();
  return {begin, static_cast<size_t>(end - begin)};
}

std::string_view JsonReader::scalar() {
  const char first = kind();
  if (first == '"') return text();
  if (first == 0 || std::string_view("{}[]:,").find(first) != std::string_view::npos) fail();
  const char* const begin = text_.get() + tokens_[at_];
  const char* end = text_.get() + tokens_[++at_];
  while (static_cast<unsigned char>(end[-1]) <= ' ') --end;
  return {begin, static_cast<size_t>(end - begin)};
}

void JsonReader::skip() {
  const char first = kind();
  if (first != '{' && first != '[') {
    if (first == '"') ++at_;
    else scalar();
    return;
  }
  for (size_t depth = 0;; ++at_) {
    const char next = kind();
    if (next == '{' || next == '[') ++depth;
    if (next == 0) fail();
    if ((next == '}' || next == ']') && --depth == 0) break;
  }
  ++at_;
}

void JsonReader::skipInParts() {
  if (kindInParts() == '{') objectInParts([&](std::string_view) { skipInParts(); });
  else if (kind() == '[') arrayInParts([&] { skipInParts(); });
  else whole([&] { scalar(); });
}

void JsonReader::finish() {
  while (at_ == count_ && !(is_all_read_ && end_ == filled_)) more();
  if (at_ < count_) fail("something stands behind its end", tokens_[at_]);
}

char JsonReader::fail() {
  if (at_ < count_) fail("it is no JSON", tokens_[at_]);
  if (!(is_all_read_ && end_ == filled_)) throw Ended();
  fail("it ends in the middle", filled_);
}

// A file that is wrong is read again, for its line.
void JsonReader::fail(std::string_view what, size_t offset) const {
  size_t left = offset_ + offset, line = 1;
  std::string part(kWindow, 0);
  for (off_t from = 0; left > 0;) {
    const ssize_t count = ::pread(file_, part.data(), std::min(part.size(), left), from);
    if (count <= 0) break;
    line += static_cast<size_t>(std::count(part.begin(), part.begin() + count, '\n'));
    left -= static_cast<size_t>(count);
    from += count;
  }
  throw ListError(fmt::format("{}: line {}", what, line));
}

}  // namespace smcost::lists
