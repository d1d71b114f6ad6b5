#include "lang/syntax/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>

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
    if (isTightMinus()) return reportMinus();
    std::string hint(habitHint());
    std::vector<Repair> repairs;
    if (hint.empty()) {
      hint = slipHint();
      repairs = findRepairs(item_, static_cast<uint32_t>(begin_), static_cast<uint32_t>(item_.size()), failure_, reads_);
      // To leave something out is a guess; a usual slip is none.
      if (!hint.empty() && hint != kLastComma) std::erase_if(repairs, [](const Repair& repair) { return repair.kind == Repair::Kind::leave_out; });
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

  // What is right in other languages, or elsewhere in this one.
  std::string_view habitHint() const {
    char c = charAt(at_);
    // `a / / b` gets past the first stroke of `a // b`.
    bool behind_stroke = at_ > begin_ && item_[at_ - 1] == '/' && (c == '/' || c == '*');
    if (behind_stroke || startsWith("//") || startsWith("/*") || startsWith("--")) return "comments begin with `#`";
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
    if (c == '=' && charAt(at_ + 1) != '=') return "values are compared with `==`; a name is bound with `let NAME = …`";
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
