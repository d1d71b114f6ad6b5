#include "lang/syntax/repair.h"

#include <algorithm>

#include "lang/base/nearest.h"
#include "lang/syntax/lexemes.h"

namespace smcost::ast {

namespace {

// A longer item is left as it is: trying costs a reading each time.
constexpr size_t kLongestItem = 16 * 1024;
constexpr size_t kMost = 3;

// Words of the language, beside those that begin a declaration, that a slip of the finger may
// have hidden. The names and units of libraries are the checker's matter.
constexpr std::string_view kWords[] = {
    "printed", "erratum", "warn", "step", "else", "then", "with", "each", "less", "plus", "grows", "per", "and", "not", "for",
    "from", "until", "shown", "always", "weekdays", "days", "day", "last", "first", "month", "otherwise", "average", "round",
    "granularity", "minimum", "basis", "free", "quote", "trial", "term", "payment", "upfront", "excludes", "after", "credit", "tax", "since", "next", "cliff",
    "bare", "many", "stock", "facts", "where", "summer", "none", "usage", "usage_prefix", "ignore"};

// What is often left out, in the order of trying: signs, then words that stand before something.
constexpr std::string_view kMissing[] = {"==", "=", ",", ":", "@", "..", "/", "with", "printed", "erratum", "for", "days", "day"};
// Words that begin an item, and stand before what may begin none.
constexpr std::string_view kBeginnings[] = {"use", "region", "period", "expect", "let", "budget"};

// A name that nothing declares and the grammar does not know.
constexpr std::string_view kAnyWord = "any_word";

struct Piece {
  uint32_t begin;
  uint32_t end;
};

class Repairs {
 public:
  Repairs(std::string_view text, uint32_t begin, uint32_t end, const FurthestFailure& failure, const Reads& reads)
      : text_(text), begin_(begin), end_(end), failure_(failure), reads_(reads) {
    split();
    while (at_ < pieces_.size() && pieces_[at_].end <= failure.offset) ++at_;
  }

  std::vector<Repair> find() {
    if (pieces_.empty()) return {};
    leaveOutDoubled();
    if (found_.empty()) respell();
    if (found_.empty()) respellSign();
    if (found_.empty()) {
      swap();
      insert();
    }
    if (found_.empty()) leaveOut();
    return std::move(found_);
  }

 private:
  // The item as names, numbers, texts and signs.
  void split() {
    const char* base = text_.data();
    const char* end = base + end_;
    for (const char* p = base + begin_; p < end;) {
      if (*p == ' ' || *p == '\n' || *p == ';') {
        ++p;
        continue;
      }
      const char* stop = pieceEnd(p, end);
      pieces_.push_back({static_cast<uint32_t>(p - base), static_cast<uint32_t>(stop - base)});
      p = stop;
    }
  }

  static const char* pieceEnd(const char* p, const char* end) {
    for (auto* scan : {lexemes::text, lexemes::date, lexemes::month, lexemes::decimal, lexemes::compareSign}) {
      if (const char* stop = scan(p, end)) return stop;
    }
    if (const char* stop = lexemes::rawName(p, end)) {
      while (end - stop >= 2 && *stop == '.' && lexemes::isWordChar(stop[1])) {
        const char* part = lexemes::skipWordChars(stop + 1, end);
        while (end - part >= 2 && *part == '-' && lexemes::isWordChar(part[1])) part = lexemes::skipWordChars(part + 1, end);
        stop = part;
      }
      return stop;
    }
    if (end - p >= 2 && p[0] == '.' && p[1] == '.') return p + 2;
    do ++p;
    while (p < end && (static_cast<unsigned char>(*p) & 0xC0U) == 0x80U);
    return p;
  }

  std::string_view piece(size_t i) const { return text_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin); }

  // Keeps the edit when the item then reads.
  bool attempt(Repair::Kind kind, uint32_t begin, uint32_t end, std::string replacement, Piece about) {
    if (found_.size() == kMost || !readsWith(begin, end, replacement)) return false;
    found_.push_back({kind, begin, end, std::move(replacement), about.begin, about.end});
    return true;
  }

  bool readsWith(uint32_t begin, uint32_t end, std::string_view replacement) const {
    std::string item(text_.substr(begin_, begin - begin_));
    item += replacement;
    item += text_.substr(end, end_ - end);
    return reads_(item);
  }

  // Pairs of neighbours at the failure and shortly before it, and the first pair: the slip may be before
  // the place to which reading came.
  template <class Do>
  void forPairs(Do visit) {
    const size_t last = std::min(at_ + 1, pieces_.size() - 1);
    for (size_t right = last; right > 0 && right + 3 > at_; --right) visit(right - 1);
    if (at_ > 3) visit(0);
  }

  void leaveOutDoubled() {
    forPairs([&](size_t i) {
      if (!found_.empty() || piece(i) != piece(i + 1) || isOneThing(i)) return;
      attempt(Repair::Kind::once, pieces_[i].end, pieces_[i + 1].end, "", pieces_[i + 1]);
    });
  }

  bool isApart(size_t i) const { return pieces_[i].end < pieces_[i + 1].begin; }
  bool isNumber(size_t i) const { return lexemes::isDigit(piece(i)[0]); }
  bool isWord(size_t i) const { return lexemes::isLetter(piece(i)[0]); }

  // `2**10` has a sign of other languages, `1 000 000` is one number: nothing in them was written twice.
  bool isOneThing(size_t i) const {
    const bool is_sign = !isNumber(i) && !isWord(i);
    const bool is_group = isNumber(i) && piece(i).size() == 3 && i > 0 && isNumber(i - 1);
    return is_group || (is_sign && !isApart(i));
  }

  void respell() {
    std::vector<std::string> words(std::begin(kWords), std::end(kWords));
    words.insert(words.end(), std::begin(lexemes::kDeclarationWords), std::end(lexemes::kDeclarationWords));
    for (size_t back = 0; back < 4 && found_.empty(); ++back) {
      const size_t i = back == 3 ? 0 : at_ - back;
      if (i >= pieces_.size() || !lexemes::isLetter(piece(i)[0])) continue;
      if (std::find(words.begin(), words.end(), piece(i)) != words.end()) continue;
      // Where any word would do, it is not the spelling that is wrong.
      if (readsWith(pieces_[i].begin, pieces_[i].end, kAnyWord)) continue;
      for (const std::string& word : base::nearest(piece(i), words)) {
        attempt(Repair::Kind::respell, pieces_[i].begin, pieces_[i].end, word, pieces_[i]);
      }
    }
  }

  // `=` binds, `==` compares; `name: work` is a name bound as other languages do.
  void respellSign() {
    if (at_ >= pieces_.size()) return;
    const bool is_name_before = at_ == 1 && isWord(0) && !lexemes::isDeclarationWord(piece(0));
    const std::string_view sign = piece(at_);
    const std::string_view other = sign == "=" ? "==" : sign == "==" || (sign == ":" && is_name_before) ? "=" : "";
    if (sign == ":" && !other.empty()) {
      attempt(Repair::Kind::respell, pieces_[0].end, pieces_[at_].end, " =", pieces_[at_]);
      return;
    }
    if (!other.empty()) attempt(Repair::Kind::respell, pieces_[at_].begin, pieces_[at_].end, std::string(other), pieces_[at_]);
  }

  static bool isOneOf(std::string_view sign, std::string_view signs) {
    return sign.size() == 1 && signs.find(sign) != std::string_view::npos;
  }

  // Whole words and signs may stand in the wrong order. A number moves only before the name that may be its unit:
  // `first 5` and `1e6` are no `5 first` and no `e61`.
  bool mayBeInWrongOrder(size_t i) const {
    if (isNumber(i) && isNumber(i + 1)) return false;
    if (!isNumber(i) && !isNumber(i + 1)) return !(isWord(i) && isWord(i + 1)) || isApart(i);
    if (!isApart(i)) return false;
    if (isNumber(i)) return !isWord(i + 1);
    const std::string_view word = piece(i);
    return !isWord(i) || !(lexemes::isStopWord(word) || lexemes::isScheduleWord(word) || lexemes::isDeclarationWord(word));
  }

  void swap() {
    forPairs([&](size_t i) {
      // `f(` is a call, `(f` would be none; and what ends with an operator lacks a value.
      const std::string_view sign = piece(i + 1);
      const bool is_last = i + 2 == pieces_.size();
      if (!found_.empty() || piece(i) == sign || isOneOf(sign, "([{") || (is_last && isOneOf(sign, "+-*/"))) return;
      // Almost any two words read as a statement: an item that begins as a declaration is meant as one.
      if (i == 0 && lexemes::isDeclarationWord(piece(0)) && !lexemes::isDeclarationWord(sign)) return;
      if (!mayBeInWrongOrder(i)) return;
      const Piece left = pieces_[i], right = pieces_[i + 1];
      std::string swapped(piece(i + 1));
      swapped += text_.substr(left.end, right.begin - left.end);
      swapped += piece(i);
      attempt(Repair::Kind::swap, left.begin, right.end, std::move(swapped), {left.begin, right.end});
    });
  }

  // Before the piece that was not expected.
  void insert() {
    const uint32_t behind = at_ > 0 ? pieces_[at_ - 1].end : begin_;
    const uint32_t before = at_ < pieces_.size() ? pieces_[at_].begin : behind;
    const Piece about = {before, at_ < pieces_.size() ? pieces_[at_].end : before};
    auto insertBefore = [&](std::string_view missing) {
      if (!mayBeMissing(missing)) return;
      attempt(Repair::Kind::insert, behind, before, spaced(missing, at_ == pieces_.size()), about);
    };
    if (at_ > 0) {
      // `15min,4 runs`
      if (at_ < pieces_.size() && piece(at_) == ",") attempt(Repair::Kind::insert, pieces_[at_].end, pieces_[at_].end, " ", about);
      for (std::string_view wanted : failure_.expected) {
        const bool is_quoted = wanted.size() > 2 && wanted.front() == '`' && wanted.find('`', 1) == wanted.size() - 1;
        if (is_quoted) insertBefore(wanted.substr(1, wanted.size() - 2));
      }
      for (std::string_view missing : kMissing) {
        if (!wasTried(missing)) insertBefore(missing);
      }
    }
    if (lexemes::isDeclarationWord(piece(0))) return;
    for (std::string_view word : kBeginnings) {
      if (found_.size() < 2) attempt(Repair::Kind::insert, begin_, begin_, std::string(word) + " ", pieces_[0]);
    }
  }

  // What reads in many places is offered only in its own.
  bool mayBeMissing(std::string_view missing) const {
    const std::string_view before = piece(at_ - 1);
    const bool is_last = at_ == pieces_.size();
    // Inside of `1h30` and `1e6` nothing is missing, whatever they were to say.
    const bool is_closed_up = !is_last && !isApart(at_ - 1) && lexemes::isWordChar(before.back()) && lexemes::isWordChar(piece(at_)[0]);
    if (is_closed_up) return false;
    const bool is_unit_before = at_ > 1 && lexemes::isLetter(before[0]) && lexemes::isDigit(piece(at_ - 2)[0]);
    if (missing == "==") return isCheck();
    if (missing == "/") return is_unit_before && at_ < pieces_.size() && lexemes::isLetter(piece(at_)[0]);
    if (missing == "days") return lexemes::isDigit(before[0]) && before != "1" && before.size() < 4;
    if (missing == "with" && !is_last && (!isWord(at_) || lexemes::isScheduleWord(piece(at_)))) return false;
    if (missing == "day") return before == "1" || before == "/";
    // A word of the language is missing only where no other word would do.
    if (!lexemes::isLetter(missing[0])) return true;
    const uint32_t behind = pieces_[at_ - 1].end;
    return !readsWith(behind, at_ < pieces_.size() ? pieces_[at_].begin : behind, spaced(kAnyWord, at_ == pieces_.size()));
  }

  // Does the item, or one in it, compare?
  bool isCheck() const {
    for (size_t i = 0; i < at_; ++i) {
      for (std::string_view word : {"expect", "assert", "budget", "require", "if"}) {
        if (piece(i) == word) return true;
      }
    }
    return false;
  }

  bool wasTried(std::string_view missing) const {
    return std::any_of(failure_.expected.begin(), failure_.expected.end(), [&](std::string_view wanted) {
      return wanted.size() == missing.size() + 2 && wanted.substr(1, missing.size()) == missing;
    });
  }

  // With the blanks that belong around it.
  static std::string spaced(std::string_view missing, bool is_last) {
    if (missing == "..") return "..";
    if (missing == "/") return "/";
    std::string text(missing);
    const bool is_closed_up = missing == "," || missing == ":";
    if (!is_closed_up) text.insert(0, " ");
    if (!is_last) text += ' ';
    return text;
  }

  // Only signs that say nothing: `instances: 4x`. A number, a word or a currency is never one too many.
  void leaveOut() {
    for (size_t back = 0; back < 2 && found_.empty(); ++back) {
      const size_t i = at_ - back;
      if (i >= pieces_.size() || i == 0 || !isOneOf(piece(i), ",:=")) continue;
      const uint32_t begin = i + 1 == pieces_.size() ? pieces_[i - 1].end : pieces_[i].begin;
      const uint32_t end = i + 1 == pieces_.size() ? pieces_[i].end : pieces_[i + 1].begin;
      // `instances: 4x` keeps its blank.
      const bool joins = end == pieces_[i].end ? false : begin == pieces_[i - 1].end;
      attempt(Repair::Kind::leave_out, begin, end, joins ? " " : "", pieces_[i]);
    }
  }

  std::string_view text_;
  uint32_t begin_;
  uint32_t end_;
  const FurthestFailure& failure_;
  const Reads& reads_;
  std::vector<Piece> pieces_;
  size_t at_ = 0;  // the piece at which reading stopped; their number when the item ended too soon
  std::vector<Repair> found_;
};

}  // namespace

std::vector<Repair> findRepairs(std::string_view text, uint32_t begin, uint32_t end, const FurthestFailure& failure,
                                const Reads& reads) {
  if (end - begin > kLongestItem) return {};
  return Repairs(text, begin, end, failure, reads).find();
}

}  // namespace smcost::ast
