#include "compiler/rpc/framing.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace smcost::rpc {

namespace {

constexpr size_t kMostHeaderBytes = 4096;
constexpr std::string_view kLength = "content-length:";

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// How long the message behind these headers is.
std::optional<size_t> lengthIn(std::string_view headers) {
  std::optional<size_t> found;
  while (!headers.empty()) {
    std::string_view line = headers.substr(0, headers.find('\n'));
    headers.remove_prefix(std::min(line.size() + 1, headers.size()));
    std::string name(line.substr(0, kLength.size()));
    std::transform(name.begin(), name.end(), name.begin(), lowered);
    if (name != kLength) continue;
    line.remove_prefix(kLength.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    size_t length = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length);
    if (error != std::errc() || end != line.data() + line.size()) return std::nullopt;
    found = length;
  }
  return found;
}

}  // namespace

std::optional<FrameReader::Frame> FrameReader::next() {
  const size_t gone = std::min(skipped_, bytes_.size());
  bytes_.erase(0, gone);
  skipped_ -= gone;
  if (skipped_ > 0) return std::nullopt;
  return framing_ == Framing::lines ? nextLine() : nextOfHeaders();
}

std::optional<FrameReader::Frame> FrameReader::nextLine() {
  for (;;) {
    // What was looked at before has no end in it.
    const size_t end = bytes_.find('\n', std::min(looked_at_, bytes_.size()));
    const bool is_cut = end == std::string::npos;
    looked_at_ = is_cut ? bytes_.size() : 0;
    if (is_cut && bytes_.size() <= most_bytes_ && !skips_line_) return std::nullopt;
    const bool was_skipped = std::exchange(skips_line_, is_cut);
    std::string line = bytes_.substr(0, end);
    bytes_.erase(0, is_cut ? bytes_.size() : end + 1);
    looked_at_ = 0;
    if (was_skipped && is_cut) return std::nullopt;
    if (was_skipped) continue;
    if (line.size() > most_bytes_) return Frame{{}, fmt::format("a message of more than {} bytes", most_bytes_)};
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) return Frame{std::move(line), {}};
  }
}

std::optional<FrameReader::Frame> FrameReader::nextOfHeaders() {
  size_t end = bytes_.find("\n\n"), begin = end + 2;
  if (const size_t usual = bytes_.find("\n\r\n"); usual < end) end = usual, begin = usual + 3;
  if (end == std::string::npos || end > kMostHeaderBytes) {
    if (bytes_.size() <= kMostHeaderBytes) return std::nullopt;
    // No headers begin so; perhaps some do behind it.
    const size_t other = bytes_.find("Content-Length:", 1);
    bytes_.erase(0, other == std::string::npos ? bytes_.size() - kLength.size() : other);
    return Frame{{}, "no message begins here: there is no `Content-Length`"};
  }
  const std::optional<size_t> length = lengthIn(std::string_view(bytes_).substr(0, end + 1));
  if (!length) {
    // Perhaps the header stands behind something that is none.
    const size_t other = bytes_.find("Content-Length:", 1);
    bytes_.erase(0, other < end ? other : begin);
    return Frame{{}, "a message without a `Content-Length`"};
  }
  if (*length > most_bytes_) {
    skipped_ = *length;
    bytes_.erase(0, begin);
    return Frame{{}, fmt::format("a message of {} bytes; the most are {}", *length, most_bytes_)};
  }
  if (bytes_.size() - begin < *length) return std::nullopt;
  Frame frame{bytes_.substr(begin, *length), {}};
  bytes_.erase(0, begin + *length);
  return frame;
}

std::string framed(Framing framing, const std::string& text) {
  return framing == Framing::lines ? text + "\n" : fmt::format("Content-Length: {}\r\n\r\n{}", text.size(), text);
}

}  // namespace smcost::rpc
