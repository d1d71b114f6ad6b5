#include "runtime/lists/json_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace smcost::lists {

namespace {

constexpr size_t kLooked = size_t{4} << 20;
constexpr size_t kBridge = 4096;      // tokens

}  // namespace

JsonReader::JsonReader(std::string path, std::function<void(size_t)> progress) : path_(std::move(path)), progress_(std::move(progress)) {
  file_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) throw ListError(std::strerror(errno));
  struct stat status {};
  if (::fstat(file_, &status) == 0) size_ = static_cast<size_t>(status.st_size);
  rewind();
}

JsonReader::~JsonReader() {
  windows_.reset();
  if (file_ >= 0) ::close(file_);
}

void JsonReader::rewind() {
  windows_.reset();
  if (::lseek(file_, 0, SEEK_SET) != 0) throw ListError("it is no regular file");
  windows_ = std::make_unique<JsonWindows>(file_, size_);
  takeWindow(0);
  useWindow(0);
}

// What is wrong with the next window is told of where the reader has come to.
void JsonReader::takeWindow(size_t begin) {
  window_ = &windows_->next();
  if (progress_) progress_(window_->read);
  if (!window_->wrong.empty()) fail(window_->wrong, window_->wrong_at.value_or(begin));
}

void JsonReader::useWindow(size_t at) {
  is_bridge_ = false;
  text_ = window_->text;
  tokens_ = window_->tokens;
  count_ = window_->count;
  offset_ = window_->offset;
  at_ = at;
}

// What begins at the token that is next had an end too early: there is more of it then.
void JsonReader::more() {
  if (is_bridge_ && at_ >= own_) return useWindow(at_ - own_);
  if (is_bridge_ && taken_ < window_->count) return extendBridge(2 * taken_);
  if (at_ < count_) return beginBridge();
  takeWindow(offset_ + tokens_[count_]);
  useWindow(0);
}

void JsonReader::beginBridge() {
  const uint32_t begin = tokens_[at_], end = tokens_[count_];
  const size_t offset = offset_ + begin;
  if (end - begin > kLargestRecord) fail("one of its records is too long", offset);
  std::vector<char> text(text_ + begin, text_ + end);
  std::vector<uint32_t> tokens(tokens_ + at_, tokens_ + count_ + 1);
  for (uint32_t& token : tokens) token -= begin;
  takeWindow(offset);
  bridge_text_ = std::move(text);
  bridge_tokens_ = std::move(tokens);
  own_bytes_ = bridge_text_.size();
  own_ = bridge_tokens_.size() - 1;
  taken_ = 0;
  at_ = 0;
  is_bridge_ = true;
  extendBridge(kBridge);
}

void JsonReader::extendBridge(size_t count) {
  count = std::min(count, window_->count);
  const size_t end = window_->tokens[count];
  bridge_text_.resize(own_bytes_);
  bridge_text_.insert(bridge_text_.end(), window_->text, window_->text + end);
  bridge_text_.resize(own_bytes_ + end + kBehindWindow);
  bridge_tokens_.resize(own_);
  for (size_t i = 0; i <= count; ++i) bridge_tokens_.push_back(static_cast<uint32_t>(own_bytes_) + window_->tokens[i]);
  taken_ = count;
  text_ = bridge_text_.data();
  tokens_ = bridge_tokens_.data();
  count_ = own_ + taken_;
  offset_ = window_->offset - own_bytes_;
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
  while (at_ == count_ && !isEnd()) more();
  if (at_ < count_) fail("something stands behind its end", offset_ + tokens_[at_]);
}

char JsonReader::fail() {
  if (at_ < count_) fail("it is no JSON", offset_ + tokens_[at_]);
  if (!isEnd()) throw Ended();
  fail("it ends in the middle", offset_ + tokens_[count_]);
}

// A file that is wrong is read again, for its line.
void JsonReader::fail(std::string_view what, size_t offset) const {
  size_t left = offset, line = 1;
  std::string part(kLooked, 0);
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
