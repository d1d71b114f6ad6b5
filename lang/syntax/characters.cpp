// First half of the layout pass: one walk over the bytes. Texts are left alone, comments
// are blanked out, what is no text is reported, and brackets find their partners.

#include <fmt/format.h>

#include <algorithm>

#include "lang/syntax/layout.h"
#include "lang/syntax/lexemes.h"
#include "lang/syntax/parse.h"

namespace smcost::ast {

namespace kinds = diagnostics::kinds;

namespace {

// The length of the UTF-8 sequence at `p`; 0 when it is none (overlong forms,
// surrogates and anything beyond U+10FFFF are none).
size_t utf8Length(const char* p, const char* end) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(p[i]); };
  auto follows = [&](size_t i) { return p + i < end && (byte(i) & 0xC0U) == 0x80U; };
  unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

class Characters {
 public:
  Characters(source::FileId file, diagnostics::Sink& sink, Layout& layout)
      : file_(file), sink_(sink), layout_(layout), text_(layout.text) {}

  bool read() {
    if (text_.starts_with("\xEF\xBB\xBF")) blank(0, 3);
    for (size_t i = 0; i < text_.size() && !isFull();) i = readAt(i);
    // What is left in the middle of a text or a comment is no layout, wherever the file ends.
    if (isFull()) return false;
    for (uint32_t opener : openers_) text_[opener] = kUnclosed;
    return true;
  }

 private:
  source::Span span(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  void blank(size_t begin, size_t end) { text_.replace(begin, end - begin, end - begin, ' '); }

  // Were there too many errors to go on?
  bool isFull() const { return layout_.error_offsets.size() >= kMaxErrors; }

  void markError(size_t offset) { layout_.error_offsets.push_back(static_cast<uint32_t>(offset)); }

  // One piece of text; returns where the next begins.
  size_t readAt(size_t i) {
    char c = text_[i];
    switch (c) {
      case '\n': case ' ': return i + 1;
      case '\t': text_[i] = ' '; return i + 1;
      case '"': return readText(i);
      case '#': return readComment(i);
      case ',': return readComma(i);
      case '(': case '[': case '{': open(i); return i + 1;
      case ')': case ']': case '}': close(i); return i + 1;
      default:
        if (!lexemes::isWordChar(c)) return readByte(i, true);
        return static_cast<size_t>(lexemes::skipWordChars(text_.data() + i, text_.data() + text_.size()) - text_.data());
    }
  }

  // A byte or a code point which must be text; `in_code` when it is outside texts and comments.
  size_t readByte(size_t i, bool in_code) {
    auto c = static_cast<unsigned char>(text_[i]);
    if (c >= 0x20 && c < 0x7F) return i + 1;
    if (c >= 0x80) {
      if (size_t length = utf8Length(&text_[i], text_.data() + text_.size())) return i + length;
      // One message for what is left of a cut code point.
      size_t end = i + 1;
      while (end < text_.size() && end < i + 4 && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
      sink_.report(span(i, end), kinds::invalid_utf8).hint("save the file as UTF-8");
      markError(i);
      blank(i, end);
      return end;
    } else if (c == '\t' || (c == '\r' && (i + 1 == text_.size() || text_[i + 1] == '\n'))) {
      if (in_code) text_[i] = ' ';
      return i + 1;
    } else if (c == 0) {
      sink_.report(span(i, i + 1), kinds::nul_byte).hint("the file may be UTF-16 or binary: save it as UTF-8");
    } else {
      sink_.report(span(i, i + 1), kinds::control_character, unsigned{c});
    }
    markError(i);
    text_[i] = ' ';
    return i + 1;
  }

  size_t readText(size_t begin) {
    for (size_t i = begin + 1; i < text_.size() && text_[i] != '\n' && !isFull();) {
      if (text_[i] == '"') return i + 1;
      i = readByte(i, false);
    }
    if (isFull()) return text_.size();
    size_t end = text_.find('\n', begin);
    if (end == std::string::npos) end = text_.size();
    // A byte in it that is no text is the better message; the item is bad from where the text begins.
    std::vector<uint32_t>& errors = layout_.error_offsets;
    if (!errors.empty() && errors.back() > begin) {
      errors.insert(std::lower_bound(errors.begin(), errors.end(), begin), static_cast<uint32_t>(begin));
    } else {
      size_t shown_end = end > begin + 1 && text_[end - 1] == '\r' ? end - 1 : end;
      sink_.report(span(begin, shown_end), kinds::unterminated_text).hint("a text ends on the line on which it begins");
      markError(begin);
    }
    blank(begin + 1, end);
    text_[begin] = 'x';
    return end;
  }

  size_t readComment(size_t begin) {
    size_t i = begin;
    while (i < text_.size() && text_[i] != '\n' && !isFull()) i = readByte(i, false);
    if (isFull()) return text_.size();
    size_t end = i > begin && text_[i - 1] == '\r' ? i - 1 : i;
    bool is_doc = end - begin >= 2 && text_[begin + 1] == '#';
    layout_.comments.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), is_doc});
    blank(begin, i);
    return i;
  }

  // `1,5` is one number to some and two to others: never guessed.
  size_t readComma(size_t comma) {
    bool between = comma > 0 && comma + 1 < text_.size() && lexemes::isDigit(text_[comma - 1]) &&
                   lexemes::isDigit(text_[comma + 1]);
    if (!between) return comma + 1;
    // The digits on both sides, as far as a message can show them.
    constexpr size_t kShown = 20;
    const auto isPart = [&](size_t i) { return lexemes::isDigit(text_[i]) || text_[i] == '_' || text_[i] == ',' || isPoint(i); };
    size_t begin = comma, end = comma + 1;
    while (begin > 0 && comma - begin < kShown && isPart(begin - 1)) --begin;
    while (end < text_.size() && end - comma < kShown && isPart(end)) ++end;
    const std::string_view number(&text_[begin], end - begin);
    auto& diagnostic = sink_.report(span(begin, end), kinds::decimal_comma, std::string(number))
                           .hint("a decimal point is `.`, items are separated by a comma and a blank, and `_` groups digits");
    for (const std::string& reading : readingsOf(number)) diagnostic.fix(span(begin, end), reading, fmt::format("write `{}`", reading));
    markError(begin);
    // One message for `1,2,3`.
    size_t i = end;
    while (i < text_.size() && isPart(i)) ++i;
    return i;
  }

  // A point between two digits.
  bool isPoint(size_t i) const {
    return text_[i] == '.' && i > 0 && i + 1 < text_.size() && lexemes::isDigit(text_[i - 1]) && lexemes::isDigit(text_[i + 1]);
  }

  // What digits with commas may say, the likeliest first: `1,000` is rather a thousand than one with three
  // decimals, `1.000,50` and `1,000.50` are one number, `1,5` may be two.
  static std::vector<std::string> readingsOf(std::string_view number) {
    const size_t point = number.rfind('.');
    const bool is_mixed = point != std::string_view::npos;
    const size_t mark = is_mixed ? std::max(point, number.rfind(',')) : std::string_view::npos;
    const auto commas = std::count(number.begin(), number.end(), ',');
    if (number.find('_') != std::string_view::npos) return {};
    if (is_mixed) {
      // The last sign is the decimal one, if the other kind groups what is before it.
      const char group = number[mark] == ',' ? '.' : ',';
      if (std::count(number.begin(), number.end(), number[mark]) != 1) return {};
      const std::string whole = grouped(number.substr(0, mark), group);
      if (whole.empty()) return {};
      return {whole + "." + std::string(number.substr(mark + 1))};
    }
    std::vector<std::string> readings;
    const std::string whole = grouped(number, ',');
    if (!whole.empty()) readings.push_back(whole);
    if (commas > 1) return readings;
    const std::string_view left = number.substr(0, number.find(',')), right = number.substr(number.find(',') + 1);
    readings.push_back(fmt::format("{}.{}", left, right));
    // No number of its own begins with a zero.
    if (right[0] != '0' && left[0] != '0') readings.push_back(fmt::format("{}, {}", left, right));
    return readings;
  }

  // `1,000,000` with `_` for the sign; empty when it does not group by three.
  static std::string grouped(std::string_view number, char sign) {
    std::string all;
    size_t length = 0;
    for (const char c : number) {
      if (c == sign) {
        if (length == 0 || length > 3 || (length < 3 && !all.empty() && all.find('_') != std::string::npos)) return {};
        all += '_';
        length = 0;
      } else {
        if (!lexemes::isDigit(c)) return {};
        all += c;
        ++length;
      }
    }
    return length == 3 && number[0] != '0' ? all : std::string();
  }

  void open(size_t i) {
    if (openers_.size() < kMaxDepth) {
      openers_.push_back(static_cast<uint32_t>(i));
      ++counts_[static_cast<unsigned char>(closerOf(text_[i]))];
    } else {
      ++excess_;
    }
  }

  static char closerOf(char opener) { return opener == '(' ? ')' : opener == '[' ? ']' : '}'; }

  void close(size_t i) {
    if (excess_ > 0) {
      --excess_;
      return;
    }
    char closer = text_[i];
    if (counts_[static_cast<unsigned char>(closer)] == 0) {
      text_[i] = kUnmatched;
      return;
    }
    // What was opened further inside and does not match was never closed.
    while (true) {
      uint32_t opener = openers_.back();
      openers_.pop_back();
      char wanted = closerOf(text_[opener]);
      --counts_[static_cast<unsigned char>(wanted)];
      if (wanted == closer) return;
      text_[opener] = kUnclosed;
    }
  }

  source::FileId file_;
  diagnostics::Sink& sink_;
  Layout& layout_;
  std::string& text_;
  std::vector<uint32_t> openers_;
  size_t excess_ = 0;        // openers beyond the deepest level that is told apart
  size_t counts_[128] = {};  // how many in `openers_` wait for this closer
};

}  // namespace

bool readCharacters(std::string_view text, source::FileId file, diagnostics::Sink& sink, Layout& layout) {
  layout.text = std::string(text);
  bool complete = Characters(file, sink, layout).read();
  layout.has_errors = !layout.error_offsets.empty();
  return complete;
}

}  // namespace smcost::ast
