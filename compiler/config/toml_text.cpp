#include "compiler/config/toml_text.h"

#include <fmt/format.h>

#include "lang/diagnostics/text.h"

namespace smcost::config {

namespace {

constexpr size_t kMostDots = 8;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Text in one quote ends with its line.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  std::optional<Refusal> read() {
    for (size_t at = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; at < text_.size();) {
      const diagnostics::CodePoint point = diagnostics::decode(text_, at);
      if (!point.valid) return refused(at, 1, "a byte that is no UTF-8");
      if (point.bytes > 1 && quote_ == 0) {
        return refused(at, point.bytes, fmt::format("`{}` outside of quotes", text_.substr(at, point.bytes)));
      }
      if (auto refusal = take(at)) return refusal;
      at += point.bytes + (is_escape_ ? 1 : 0);
    }
    return std::nullopt;
  }

 private:
  static Refusal refused(size_t at, size_t bytes, std::string why) {
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + bytes), std::move(why)};
  }
  // Inside a comment `quote_` is this, which closes with the line alone.
  static constexpr char kComment = '#';

  std::optional<Refusal> take(size_t at) {
    const char c = text_[at];
    is_escape_ = quote_ == '"' && c == '\\' && at + 1 < text_.size() && (text_[at + 1] == '"' || text_[at + 1] == '\\');
    if (c == '\n') {
      quote_ = 0;
      dots_ = 0;
      line_ = at + 1;
    } else if (quote_ != 0) {
      if (c == quote_ && c != kComment) quote_ = 0;
    } else if (c == '"' || c == '\'') {
      if (text_.substr(at, 3) == std::string(3, c)) return refused(at, 3, "text in three quotes, where a setting is text on one line");
      quote_ = c;
    } else if (c == kComment) {
      quote_ = kComment;
    } else if (c == '.' && ++dots_ > kMostDots) {
      return refused(line_, 0, "a name of very many parts");
    }
    return std::nullopt;
  }

  std::string_view text_;
  size_t line_ = 0, dots_ = 0;  // where the line begins, and its dots so far
  char quote_ = 0;              // of the text at hand; 0: none
  bool is_escape_ = false;      // the next character does not close it
};

}  // namespace

std::optional<Refusal> refusedToml(std::string_view text) { return Scan(text).read(); }

}  // namespace smcost::config
