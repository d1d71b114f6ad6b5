#include "lang/syntax/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "lang/syntax/lexemes.h"

namespace smcost::ast {

namespace kinds = diagnostics::kinds;

namespace {

// Longer words and texts are cut in messages.
constexpr size_t kShown = 40;

constexpr std::string_view kLastComma = "leave out the last comma";

bool isBlank(char c) { return c == ' ' || c == '\n' || c == ';'; }

class SyntaxError {
 public:
  SyntaxError(std::string_view text, source::FileId file, uint32_t begin, uint32_t end, const FurthestFailure& failure,
              const Reads& reads, diagnostics::Sink& sink)
      : item_(text.substr(0, end)), file_(file), begin_(begin), at_(std::min<size_t>(failure.offset, end)), failure_(failure), reads_(reads), sink_(sink) {
    while (at_ < item_.size() && item_[at_] == ' ') ++at_;
  }

  void report() {
    if (reportPeriod() || reportGroups() || reportAlways()) return;
    if (isTightMinus()) return reportMinus();
    std::string hint(habitHint());
    std::vector<Repair> repairs;
    if (hint.empty()) {
      hint = slipHint();
      repairs = findRepairs(item_, static_cast<uint32_t>(begin_), static_cast<uint32_t>(item_.size()), failure_, reads_);
    }
    auto& diagnostic = isElsewhere(repairs) ? reportRepair(repairs) : reportFailure();
    const bool is_respelt = !repairs.empty() && repairs[0].kind == Repair::Kind::respell && repairs[0].from == at_;
    if (!hint.empty() && (is_respelt || !isElsewhere(repairs))) diagnostic.hint(hint);
    for (const Repair& repair : repairs) diagnostic.fix(span(repair.begin, repair.end), repair.replacement, titleOf(repair));
  }

 private:
  source::Span span(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  char charAt(size_t i) const { return i >= begin_ && i < item_.size() ? item_[i] : '\n'; }
  bool startsWith(std::string_view text) const { return item_.substr(at_).starts_with(text); }
  bool atEnd() const { return std::all_of(item_.begin() + static_cast<std::ptrdiff_t>(at_), item_.end(), isBlank); }

  size_t foundLength() const {
    if (at_ >= item_.size() || item_[at_] == '\n') return 0;
    const char* p = item_.data() + at_;
    const char* end = item_.data() + item_.size();
    const char* stop = lexemes::text(p, end);
    if (!stop) stop = lexemes::rawName(p, end);
    if (!stop) stop = lexemes::skipWordChars(p, end);
    if (stop > p) return static_cast<size_t>(stop - p);
    size_t length = 1;
    while (at_ + length < item_.size() && (static_cast<unsigned char>(item_[at_ + length]) & 0xC0U) == 0x80U) ++length;
    return length;
  }

  // --- what would make it read ---

  // Does the likeliest repair say that the slip is not where reading stopped, or what should stand there?
  bool isElsewhere(const std::vector<Repair>& repairs) const {
    if (repairs.empty() || repairs[0].kind == Repair::Kind::leave_out) return false;
    return repairs[0].kind != Repair::Kind::insert || repairs[0].from < at_;
  }

  diagnostics::Diagnostic& reportFailure() {
    size_t length = foundLength();
    return sink_.report(span(at_, at_ + length), kinds::unexpected_text, expected(), found(length));
  }

  diagnostics::Diagnostic& reportRepair(const std::vector<Repair>& repairs) {
    const Repair& first = repairs.front();
    std::string wanted, seen = quoted(textOf(first.from, first.to));
    for (size_t i = 0; i < repairs.size() && repairs[i].kind == first.kind; ++i) {
      wanted += fmt::format("{}{}", i == 0 ? "" : " or ", quoted(trimmed(repairs[i].replacement)));
    }
    if (first.kind == Repair::Kind::once) {
      wanted = seen + " once";
      seen = "it twice";
    }
    return sink_.report(span(first.from, first.to), kinds::unexpected_text, wanted, seen);
  }

  std::string titleOf(const Repair& repair) const {
    switch (repair.kind) {
      case Repair::Kind::once: return fmt::format("leave out the second {}", quoted(textOf(repair.from, repair.to)));
      case Repair::Kind::leave_out: return fmt::format("leave out {}", quoted(textOf(repair.from, repair.to)));
      case Repair::Kind::insert:
        return repair.replacement == " " ? "insert a blank" : fmt::format("insert {}", quoted(trimmed(repair.replacement)));
      case Repair::Kind::respell:
      case Repair::Kind::swap: return fmt::format("write {}", quoted(repair.replacement));
    }
    return {};
  }

  std::string_view textOf(size_t begin, size_t end) const { return item_.substr(begin, end - begin); }

  static std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
  }

  static std::string quoted(std::string_view text) {
    return text.size() > kShown ? fmt::format("`{}…`", cut(text)) : fmt::format("`{}`", text);
  }

  std::string found(size_t length) const {
    if (atEnd()) return "the end of the statement";
    if (length == 0) return "the end of the line";
    if (length > kShown && item_[at_] == '"') return "a text";
    return quoted(item_.substr(at_, length));
  }

  static std::string_view cut(std::string_view text) {
    size_t length = std::min(text.size(), kShown);
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
    return text.substr(0, length);
  }

  std::string expected() const {
    std::vector<std::string_view> words;
    for (std::string_view word : failure_.expected) {
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }
    // A blank is only worth a word when nothing else is.
    if (words.size() > 1) std::erase(words, "a blank");
    if (words.empty()) return "something else";
    if (words.size() == 1 && words[0] == "a blank" && atEnd()) return "more behind this word";
    std::string all(words[0]);
    for (size_t i = 1; i < words.size(); ++i) all += fmt::format("{}{}", i + 1 == words.size() ? " or " : ", ", words[i]);
    return all;
  }

  // --- the usual slips ---

  // `a -b`, `2-1`: a minus that is neither a sign nor has its blanks.
  bool isTightMinus() const {
    if (charAt(at_) != '-' || startsWith("--") || at_ == begin_) return false;
    bool blank_before = isBlank(charAt(at_ - 1)), blank_behind = isBlank(charAt(at_ + 1));
    bool has_operands = !isBlank(charAt(at_ - 1)) || (at_ >= begin_ + 2 && isOperandEnd(previous()));
    return has_operands && !(blank_before && blank_behind) && charAt(at_ + 1) != '>' && at_ + 1 < item_.size();
  }

  static bool isOperandEnd(char c) { return lexemes::isWordChar(c) || c == ')' || c == '"' || c == '%' || c == ']'; }

  // Does a bracket or the item end there?
  bool isClosing(size_t i) const {
    while (i < item_.size() && isBlank(item_[i])) ++i;
    return i >= item_.size() || item_[i] == '}' || item_[i] == ')' || item_[i] == ']';
  }

  // The last character before the failure that is no blank.
  char previous() const {
    size_t i = at_;
    while (i > begin_ && isBlank(item_[i - 1])) --i;
    return i > begin_ ? item_[i - 1] : '\n';
  }

  void reportMinus() {
    size_t left = at_, right = at_ + 1;
    while (left > begin_ && item_[left - 1] == ' ') --left;
    size_t left_blank = left;
    while (left > begin_ && at_ - left < kShown && !isBlank(item_[left - 1])) --left;
    while (right < item_.size() && item_[right] == ' ') ++right;
    size_t right_blank = right;
    while (right < item_.size() && right - at_ < kShown && !isBlank(item_[right])) ++right;
    sink_.report(span(at_, at_ + 1), kinds::minus_without_blanks, item_.substr(left, right - left))
        .hint("names may hold `-`, so a difference is written `a - b`; in a phrase it stands in parentheses")
        .fix(span(left_blank, right_blank), " - ", "write ` - `");
  }

  // --- what other tools write ---

  // The item's text behind its first word.
  std::string_view restOf(std::string_view word) const {
    const char* p = item_.data() + begin_;
    if (!lexemes::wordAt(p, item_.data() + item_.size(), word)) return {};
    return trimmed(item_.substr(begin_ + word.size()));
  }

  // `2025/03`, `2025-3`, `03/2025`, `march 2025`: the month that is meant, or nothing.
  static std::string monthOf(std::string_view text) {
    constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    std::string year;
    int month = 0;
    size_t parts = 0;
    for (size_t i = 0; i < text.size(); ++parts) {
      size_t end = i;
      while (end < text.size() && lexemes::isDigit(text[end]) == lexemes::isDigit(text[i]) && lexemes::isWordChar(text[end])) ++end;
      const std::string_view part = text.substr(i, end - i);
      std::string lower;
      for (const char c : part) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (part.size() == 4 && lexemes::isDigit(part[0]) && year.empty()) year = part;
      else if (!part.empty() && part.size() <= 2 && lexemes::isDigit(part[0]) && month == 0) month = std::stoi(lower);
      else if (part.size() < 3 || month != 0) return {};
      else {
        for (size_t k = 0; k < std::size(kMonths); ++k) month = lower.starts_with(kMonths[k]) ? static_cast<int>(k) + 1 : month;
      }
      i = end;
      while (i < text.size() && !lexemes::isWordChar(text[i])) ++i;
    }
    const bool is_month = parts == 2 && !year.empty() && month >= 1 && month <= 12;
    return is_month ? fmt::format("{}-{:02}", year, month) : std::string();
  }

  bool reportPeriod() {
    const std::string_view rest = restOf("period");
    // Of a range one month may be missing.
    if (rest.empty() || rest.size() > kShown || rest.find("..") != std::string_view::npos) return false;
    const bool has_year = std::search_n(rest.begin(), rest.end(), 4, true, [](char c, bool) { return lexemes::isDigit(c); }) != rest.end();
    if (!has_year) return false;
    const auto begin = static_cast<size_t>(rest.data() - item_.data());
    auto& diagnostic = sink_.report(span(begin, begin + rest.size()), kinds::unexpected_text, "a month such as `2025-03`", quoted(rest));
    const std::string month = monthOf(rest);
    if (month.empty()) diagnostic.hint("a month is written `2025-03`, a year by its months, `2025-01..2025-12`");
    else diagnostic.hint(fmt::format("a month is written `{}`", month))
             .fix(span(begin, begin + rest.size()), month, fmt::format("write `{}`", month), diagnostics::Applicability::alone);
    return true;
  }

  // `1 000 000`: digits in groups of three.
  bool reportGroups() {
    size_t begin = at_;
    while (begin > begin_ && item_[begin - 1] == ' ') --begin;
    if (begin == at_ || !groupAt(at_)) return false;
    while (begin > begin_ && lexemes::isDigit(item_[begin - 1])) --begin;
    std::string joined(item_.substr(begin, at_ - begin));
    joined.erase(joined.find_last_not_of(' ') + 1);
    if (joined.empty() || joined.size() > 3 || (begin > begin_ && lexemes::isWordChar(item_[begin - 1]))) return false;
    size_t end = at_;
    while (groupAt(end)) {
      joined += '_';
      joined += item_.substr(end, 3);
      end += 3;
      if (charAt(end) == ' ') ++end;
    }
    if (item_[end - 1] == ' ') --end;
    // `100 100` is rather one written twice.
    if (joined.size() == 7 && joined.substr(0, 3) == joined.substr(4)) return false;
    if (!readsWith(begin, end, joined)) return false;
    sink_.report(span(begin, end), kinds::unexpected_text, quoted(joined), quoted(textOf(begin, end)))
        .hint("`_` groups digits, a blank ends a number")
        .fix(span(begin, end), joined, fmt::format("write `{}`", joined));
    return true;
  }

  bool groupAt(size_t i) const {
    for (size_t k = 0; k < 3; ++k) {
      if (!lexemes::isDigit(charAt(i + k))) return false;
    }
    return !lexemes::isDigit(charAt(i + 3));
  }

  // `24/7`
  bool reportAlways() {
    const bool is_behind = at_ >= begin_ + 2 && textOf(at_ - 2, at_) == "24";
    if (!is_behind || !startsWith("/7") || lexemes::isWordChar(charAt(at_ + 2)) || (at_ > begin_ + 2 && !isBlank(item_[at_ - 3]))) return false;
    auto& diagnostic = sink_.report(span(at_ - 2, at_ + 2), kinds::unexpected_text, "`always`", "`24/7`").hint("all the time is written `always`");
    if (readsWith(at_ - 2, at_ + 2, "always")) diagnostic.fix(span(at_ - 2, at_ + 2), "always", "write `always`", diagnostics::Applicability::alone);
    return true;
  }

  bool readsWith(size_t begin, size_t end, std::string_view replacement) const {
    std::string changed(item_.substr(begin_, begin - begin_));
    changed += replacement;
    changed += item_.substr(end);
    return reads_(changed);
  }

  // What is right in other languages, or elsewhere in this one.
  std::string_view habitHint() const {
    char c = charAt(at_);
    if (lexemes::groupStart(item_.data() + begin_, item_.data() + item_.size())) return "a bill is grouped by tags, the outermost first: `group by team, env`";
    // `a / / b` gets past the first stroke of `a // b`.
    bool behind_stroke = at_ > begin_ && item_[at_ - 1] == '/' && (c == '/' || c == '*');
    if (startsWith("--") && lexemes::isLetter(charAt(at_ + 2))) return "a setting or a label has no `--` before it; comments begin with `#`";
    if (behind_stroke || startsWith("//") || startsWith("/*") || startsWith("--")) return "comments begin with `#`";
    for (std::string_view sign : {"$", "\u20ac", "\u00a3", "\u00a5"}) {
      if (startsWith(sign)) return "a currency is a unit behind its number: `5 USD`, `0.96 USD/h`";
    }
    if (c == '*' && at_ > begin_ && item_[at_ - 1] == '*') return "a power is written `x ^ 2`";
    if (c == '^') return "a power is written in parentheses here: `(2 ^ 10 * 1 GB)`";
    if (c == '@') return "behind `@` stands the edition of a library; another region is written `region NAME`";
    for (std::string_view word : {"first", "last"}) {
      if (lexemes::wordAt(item_.data() + at_, item_.data() + item_.size(), word)) return "days are written `first 5 days`, `last 2 days of month` or `days 1..5`";
    }
    if (startsWith(":=") || (c == '=' && at_ > begin_ && item_[at_ - 1] == ':')) return "a name is bound with `=`";
    if (startsWith("..") && at_ > begin_ && lexemes::isLetter(item_[at_ - 1])) return "a range is one of numbers, dates or clock times; Monday to Friday is `weekdays`";
    if (c == ':' && at_ > begin_ && lexemes::isDigit(item_[at_ - 1]) && lexemes::isDigit(charAt(at_ + 1))) {
      return "clock times stand in a range, `9:00..17:00`; how long something runs is written `1h30min`";
    }
    if (c == 'p' && lexemes::wordAt(item_.data() + at_, item_.data() + item_.size(), "per")) return "`per` stands behind a number and its unit: `5 GB per day`";
    if (c == '\'') return "texts stand in `\"`";
    if (startsWith("=>")) return "the comparison is spelled `>=`";
    if (startsWith("=<")) return "the comparison is spelled `<=`";
    if (startsWith("&&") || startsWith("||") || c == '!') return "the words are `and`, `or` and `not`";
    if (c == '(' && at_ > begin_ && lexemes::isWordChar(charAt(at_ - 1))) return "in a phrase a call stands in parentheses: `(f(x))`";
    return {};
  }

  // The usual slips.
  std::string slipHint() const {
    char c = charAt(at_);
    if (c == '=' && charAt(at_ + 1) != '=') return "values are compared with `==`; a name is bound with `let NAME = …`; a label has no `=` behind it";
    if (c == ':') return "a label has its value behind a blank, without `:`";
    if ((previous() == ',' && isClosing(at_)) || (c == ',' && isClosing(at_ + 1))) return std::string(kLastComma);
    if (c == ',' && !isBlank(charAt(at_ + 1))) return "a comma is followed by a blank";
    if ((c == '+' || c == '-' || c == '*' || c == '/') && failureExpects("the end of the statement")) {
      return "an operator has a blank on both sides; in a phrase a computed value stands in parentheses";
    }
    return wordHint();
  }

  std::string wordHint() const {
    const char* p = item_.data() + at_;
    const char* end = item_.data() + item_.size();
    const char* stop = lexemes::rawName(p, end);
    if (!stop) return {};
    std::string_view word = lexemes::textBetween(p, stop);
    if (at_ == begin_ && (word == "set" || word == "drop")) {
      return fmt::format("`{}` stands in a scenario: `scenario NAME {{ {} … }}`", word, word);
    }
    if (at_ == begin_ && lexemes::isDeclarationWord(word)) return fmt::format("`{}` begins a declaration: choose another name", word);
    if (lexemes::isReserved(word) && (failureExpects("a name") || failureExpects("a statement or a declaration"))) {
      return fmt::format("`{}` is a word of the language: choose another name", word);
    }
    return {};
  }

  bool failureExpects(std::string_view what) const {
    return std::find(failure_.expected.begin(), failure_.expected.end(), what) != failure_.expected.end();
  }

  std::string_view item_;  // the text up to the end of the item
  source::FileId file_;
  size_t begin_;
  size_t at_;
  const FurthestFailure& failure_;
  const Reads& reads_;
  diagnostics::Sink& sink_;
};

}  // namespace

void reportSyntaxError(std::string_view text, source::FileId file, uint32_t begin, uint32_t end,
                       const FurthestFailure& failure, const Reads& reads, diagnostics::Sink& sink) {
  SyntaxError(text, file, begin, end, failure, reads, sink).report();
}

}  // namespace smcost::ast
