#include "runtime/lists/json_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace smcost::lists {

namespace {

// Handing a block from thread to thread takes as long as reading some hundred kilobytes: it is worth it for more.
constexpr size_t kBlock = size_t{4} << 20;
constexpr size_t kLead = size_t{64} << 10;
// One record is never longer than this.
constexpr size_t kLargestRecord = size_t{16} << 20;
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
  struct stat status {};
  if (::fstat(file_, &status) == 0) size_ = static_cast<size_t>(status.st_size);
  rewind();
}

JsonReader::~JsonReader() {
  ahead_.reset();
  if (file_ >= 0) ::close(file_);
}

void JsonReader::rewind() {
  ahead_.reset();
  if (::lseek(file_, 0, SEEK_SET) != 0) throw ListError("it is no regular file");
  offset_ = filled_ = 0;
  if (!here_) makeRoom(kLead, kBlock);
  text_ = here_.get();
  ahead_ = std::make_unique<ReadAhead>(file_);
  ahead_->begin(next_.get() + lead_, block_);
  take(0);
}

void JsonReader::makeRoom(size_t lead, size_t block) {
  lead_ = lead;
  block_ = block;
  for (auto* room : {&here_, &next_}) *room = std::make_unique_for_overwrite<char[]>(lead_ + block_ + simdjson::SIMDJSON_PADDING);
  found_ = std::make_unique<Tokens>(lead_ + block_);
}

// The next window: what this one has from `begin` on, and the block behind it.
void JsonReader::take(size_t begin) {
  const size_t left = filled_ - begin;
  if (left > kLargestRecord) fail("one of its records is too long", begin);
  const char* const goes_on = text_ + begin;
  const size_t count = ahead_->end();
  is_all_read_ = count < block_;
  if (left <= lead_) {
    std::swap(here_, next_);
    text_ = here_.get() + lead_ - left;
    std::memcpy(text_, goes_on, left);
  } else {
    const auto old_here = std::move(here_), old_next = std::move(next_);
    const char* const block = old_next.get() + lead_;
    // Twice what there is, so that a long record is looked at a few times only.
    makeRoom(2 * left, std::max(2 * left, block_));
    text_ = here_.get() + lead_ - left;
    std::memcpy(text_, goes_on, left);
    std::memcpy(text_ + left, block, count);
  }
  filled_ = left + count;
  offset_ += begin;
  std::memset(text_ + filled_, 0, simdjson::SIMDJSON_PADDING);
  if (!is_all_read_) ahead_->begin(next_.get() + lead_, block_);
  if (progress_) progress_(offset_ + filled_);
  findTokens();
}

// A window ends where no token does: at the end of a line, which no text goes over, or in front of a quote
// that begins one.
void JsonReader::findTokens() {
  at_ = 0;
  if (is_all_read_) {
    if (findTokensUpTo(filled_)) return;
    fail("it ends inside of a text", filled_);
  }
  const size_t half = filled_ / 2;
  if (const void* const line = memrchr(text_ + half, '\n', filled_ - half)) {
    const size_t end = static_cast<size_t>(static_cast<const char*>(line) - text_);
    if (findTokensUpTo(end)) return;
    fail("a text goes on in the next line", end);
  }
  for (size_t end = filled_; const void* const quote = memrchr(text_, '"', end);) {
    end = static_cast<size_t>(static_cast<const char*>(quote) - text_);
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
  const auto* const bytes = reinterpret_cast<const uint8_t*>(text_);
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
  text_[end_] = held_;
  take(tokens_[at_]);
}

std::string_view JsonReader::text() {
  if (kind() != '"') fail();
  const char* const begin = text_ + tokens_[at_] + 1;
  const char* end = text_ + tokens_[++at_] - 1;
  while (*end != '"') --end;
  if (end < begin) fail();
  return {begin, static_cast<size_t>(end - begin)};
}

std::string_view JsonReader::scalar() {
  const char first = kind();
  if (first == '"') return text();
  if (first == 0 || std::string_view("{}[]:,").find(first) != std::string_view::npos) fail();
  const char* const begin = text_ + tokens_[at_];
  const char* end = text_ + tokens_[++at_];
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
  std::string part(kBlock, 0);
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
