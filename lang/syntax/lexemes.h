// What the smallest pieces of the text look like. Each function reads one piece at `p`
// and returns its end, or nullptr when there is none; none reads beyond `end`. What a piece
// consists of goes into its `Parts`. Private to lang/syntax.
#pragma once

#include <cstring>
#include <string_view>

#include "lang/syntax/parts.h"

namespace smcost::ast::lexemes {

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
inline bool isWordChar(char c) { return isLetter(c) || isDigit(c); }

inline const char* skipWordChars(const char* p, const char* end) {
  while (p < end && isWordChar(*p)) ++p;
  return p;
}

inline const char* skipBlanks(const char* p, const char* end) {
  while (p < end && *p == ' ') ++p;
  return p;
}

inline std::string_view textBetween(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

inline bool wordAt(const char* p, const char* end, std::string_view word) {
  if (static_cast<size_t>(end - p) < word.size() || std::memcmp(p, word.data(), word.size()) != 0) return false;
  p += word.size();
  return p == end || !(isWordChar(*p) || *p == '-');
}

// Words the grammar keeps for itself; no name is spelled like one.
inline bool isReserved(std::string_view word) {
  switch (word.size()) {
    case 2: return word == "or" || word == "if" || word == "as";
    case 3: return word == "and" || word == "not" || word == "per";
    case 4: return word == "with" || word == "then" || word == "else" || word == "less" || word == "plus" || word == "each";
    case 5: return word == "where";
    case 6: return word == "always";
    case 8: return word == "weekdays";
    case 9: return word == "otherwise";
    default: return false;
  }
}

// A number takes the word after it as its unit, except these and the reserved words.
inline bool isStopWord(std::string_view word) {
  switch (word.size()) {
    case 1: return word == "x";
    case 2:
      return word == "on" || word == "of" || word == "in" || word == "at" || word == "to" || word == "by" || isReserved(word);
    case 3: return word == "for" || isReserved(word);
    case 4: return word == "from" || word == "warn" || word == "step" || word == "over" || word == "peak" || isReserved(word);
    case 5: return word == "until" || word == "shown" || word == "grows" || isReserved(word);
    case 7: return word == "printed" || word == "erratum";
    default: return isReserved(word);
  }
}

// Words a declaration begins with; no statement, head or name of a statement is spelled like one.
inline constexpr std::string_view kDeclarationWords[] = {
    "use",    "include", "region",  "period", "currency",  "invoice", "edition", "source",  "let",
    "param",  "fn",      "dimension", "unit", "words",     "skus",    "regions", "workload", "option",
    "meter",  "rates",   "test",    "rejects", "expect",   "assert",  "budget",  "line",    "require",  "zones",
    "scenario", "set",   "drop",    "compare", "free_tier", "account", "commit", "allowance", "plan", "price_list", "agreement"};

inline bool isDeclarationWord(std::string_view word) {
  if (word.size() < 2 || word.size() > 10) return false;
  for (std::string_view known : kDeclarationWords) {
    if (known.size() == word.size() && known[0] == word[0] && known == word) return true;
  }
  return false;
}

// Words that only a schedule begins with.
inline bool isScheduleWord(std::string_view word) {
  return word == "always" || word == "weekdays" || word == "days" || word == "day" || word == "last" ||
         word == "first" || word == "otherwise";
}

// `mon`, `monday`, `weekends`: words of a schedule's place, and names anywhere else.
inline bool isWeekdayWord(std::string_view word) { return word == "weekends" || weekdayNamed(word); }

// Word characters and single hyphens between them: `page-de`, `us-east-1`.
inline const char* rawName(const char* p, const char* end) {
  if (p == end || !isLetter(*p)) return nullptr;
  p = skipWordChars(p, end);
  while (end - p >= 2 && *p == '-' && isWordChar(p[1])) p = skipWordChars(p + 1, end);
  return p;
}

inline const char* name(const char* p, const char* end) {
  const char* stop = rawName(p, end);
  return stop && !isReserved(textBetween(p, stop)) ? stop : nullptr;
}

inline const char* path(const char* p, const char* end) {
  p = name(p, end);
  if (!p) return nullptr;
  while (end - p >= 2 && *p == '.' && isWordChar(p[1])) {
    p = skipWordChars(p + 1, end);
    while (end - p >= 2 && *p == '-' && isWordChar(p[1])) p = skipWordChars(p + 1, end);
  }
  return p;
}

inline bool startsWithWord(const char* p, const char* end, bool (*test)(std::string_view)) {
  const char* stop = rawName(p, end);
  return stop && test(textBetween(p, stop));
}

// `skus where`, which is asked; `skus {` declares.
inline const char* queryStart(const char* p, const char* end) {
  const char* stop = rawName(p, end);
  if (!stop || textBetween(p, stop) != "skus") return nullptr;
  const char* next = skipBlanks(stop, end);
  const char* second = next == stop ? nullptr : rawName(next, end);
  return second && textBetween(next, second) == "where" ? second : nullptr;
}

// A label of a workload parameter: a word right before `name :`.
inline const char* label(const char* p, const char* end) {
  const char* stop = name(p, end);
  if (!stop) return nullptr;
  const char* next = skipBlanks(stop, end);
  if (next == stop) return nullptr;
  const char* second = name(next, end);
  if (!second) return nullptr;
  second = skipBlanks(second, end);
  return second < end && *second == ':' ? stop : nullptr;
}

inline const char* digits(const char* p, const char* end) {
  if (p == end || !isDigit(*p)) return nullptr;
  while (p < end && (isDigit(*p) || (*p == '_' && end - p >= 2 && isDigit(p[1])))) ++p;
  if (end - p >= 2 && *p == '.' && isDigit(p[1])) {
    ++p;
    while (p < end && isDigit(*p)) ++p;
  }
  return p;
}

// The `e-06` of `4.1667e-06`, as other programs print numbers.
inline const char* exponent(const char* p, const char* end) {
  if (p == end || (*p != 'e' && *p != 'E')) return nullptr;
  ++p;
  if (p < end && (*p == '+' || *p == '-')) ++p;
  if (p == end || !isDigit(*p)) return nullptr;
  while (p < end && isDigit(*p)) ++p;
  return p;
}

inline const char* decimal(const char* p, const char* end) {
  p = digits(p, end);
  const char* scaled = p ? exponent(p, end) : nullptr;
  return scaled ? scaled : p;
}

inline const char* num(const char* p, const char* end) {
  const char* plain = digits(p, end);
  p = decimal(p, end);
  if (!p || p != plain) return p;
  bool scaled = p < end && (*p == 'k' || *p == 'M' || *p == 'G' || *p == 'T') && (p + 1 == end || !isWordChar(p[1]));
  return scaled ? p + 1 : p;
}

inline const char* times(const char* p, const char* end) {
  p = num(p, end);
  return p && p < end && *p == 'x' && (p + 1 == end || !isWordChar(p[1])) ? p + 1 : nullptr;
}

inline const char* percent(const char* p, const char* end, Parts parts = {}) {
  const char* stop = num(p, end);
  if (!stop) return nullptr;
  parts.leaf(NodeKind::num, p, stop);
  p = skipBlanks(stop, end);
  return p < end && *p == '%' ? p + 1 : nullptr;
}

inline const char* digitRun(const char* p, const char* end, int count) {
  for (; count > 0; --count, ++p) {
    if (p == end || !isDigit(*p)) return nullptr;
  }
  return p;
}

inline const char* year(const char* p, const char* end) { return digitRun(p, end, 4); }

// Behind a word and its blanks; null when the word does not stand at `p`.
inline const char* behindWord(const char* p, const char* end, std::string_view word) {
  if (!wordAt(p, end, word)) return nullptr;
  const char* next = skipBlanks(p + word.size(), end);
  return next == p + word.size() ? nullptr : next;
}

// `days bavaria 2025..2026 =`, which declares a list; `days 1..10` is a schedule, and `days` may be a head.
inline const char* dayListStart(const char* p, const char* end) {
  const char* next = behindWord(p, end, "days");
  const char* stop = next ? name(next, end) : nullptr;
  if (!stop) return nullptr;
  next = skipBlanks(stop, end);
  if (const char* from = next > stop ? year(next, end) : nullptr) {
    const char* to = end - from > 2 && from[0] == '.' && from[1] == '.' ? year(from + 2, end) : nullptr;
    next = skipBlanks(to ? to : from, end);
  }
  return next < end && *next == '=' && (next + 1 == end || next[1] != '=') ? next : nullptr;
}

// `team "vision"`: a key with its value.
inline const char* taggedStart(const char* p, const char* end) {
  const char* stop = name(p, end);
  if (!stop) return nullptr;
  const char* next = skipBlanks(stop, end);
  return next > stop && next < end && *next == '"' ? next : nullptr;
}

// `tag team "vision"`; what is only called `tag` is no tag.
inline const char* tagStart(const char* p, const char* end) {
  const char* key = behindWord(p, end, "tag");
  return key ? taggedStart(key, end) : nullptr;
}

// `group by team, env`
inline const char* groupStart(const char* p, const char* end) {
  const char* by = behindWord(p, end, "group");
  return by && wordAt(by, end, "by") ? by + 2 : nullptr;
}

// `exchange USD/EUR`
inline const char* exchangeStart(const char* p, const char* end) {
  const char* from = behindWord(p, end, "exchange");
  const char* stroke = from ? name(from, end) : nullptr;
  return stroke && stroke < end && *stroke == '/' ? stroke : nullptr;
}

inline bool isQuestionWord(std::string_view word) {
  return word == "sweep" || word == "solve" || word == "minimise" || word == "maximise" || word == "sample";
}

// `sweep growth total`: a name, and a figure that begins with a name or `(`; `sweep = …`, `sweep box 3h` and `sweep box with …` are statements.
inline const char* questionStart(const char* p, const char* end) {
  if (!startsWithWord(p, end, isQuestionWord)) return nullptr;
  const char* word = rawName(p, end);
  const char* own = skipBlanks(word, end);
  const char* stop = own > word ? name(own, end) : nullptr;
  const char* next = stop ? skipBlanks(stop, end) : nullptr;
  if (!next || next == stop || next == end) return nullptr;
  return *next == '(' || name(next, end) || wordAt(next, end, "where") ? stop : nullptr;
}

inline const char* declarationStart(const char* p, const char* end) {
  const bool is_one = startsWithWord(p, end, isDeclarationWord) ? !queryStart(p, end)
                                                                : dayListStart(p, end) || tagStart(p, end) || groupStart(p, end) ||
                                                                      exchangeStart(p, end) || questionStart(p, end);
  return is_one ? p + 1 : nullptr;
}

// A path that begins a statement or names one.
inline const char* head(const char* p, const char* end) { return declarationStart(p, end) ? nullptr : path(p, end); }
inline const char* statementName(const char* p, const char* end) {
  return declarationStart(p, end) ? nullptr : name(p, end);
}

inline const char* yearAndMonth(const char* p, const char* end) {
  p = digitRun(p, end, 4);
  return p && p < end && *p == '-' ? digitRun(p + 1, end, 2) : nullptr;
}

inline const char* month(const char* p, const char* end) {
  p = yearAndMonth(p, end);
  return p && (p == end || !(isWordChar(*p) || *p == '-')) ? p : nullptr;
}

inline const char* date(const char* p, const char* end) {
  p = yearAndMonth(p, end);
  if (!p || p == end || *p != '-') return nullptr;
  p = digitRun(p + 1, end, 2);
  return p && (p == end || !(isWordChar(*p) || *p == '-')) ? p : nullptr;
}

inline const char* text(const char* p, const char* end) {
  if (p == end || *p != '"') return nullptr;
  for (++p; p < end; ++p) {
    if (*p == '"') return p + 1;
  }
  return nullptr;
}

// `SMC2107`
inline const char* code(const char* p, const char* end, Parts parts = {}) {
  if (end - p < 7 || std::memcmp(p, "SMC", 3) != 0) return nullptr;
  const char* stop = digitRun(p + 3, end, 4);
  if (!stop || (stop < end && isWordChar(*stop))) return nullptr;
  parts.leaf(NodeKind::num, p + 3, stop);
  return stop;
}

inline const char* compareSign(const char* p, const char* end) {
  if (p == end) return nullptr;
  bool equal_behind = end - p >= 2 && p[1] == '=';
  if (*p == '<' || *p == '>') return p + (equal_behind ? 2 : 1);
  if ((*p == '=' || *p == '!') && equal_behind) return p + 2;
  return nullptr;
}

// `round half_even …`: the word and a mode, so that a value called `round` stays possible.
inline const char* roundStart(const char* p, const char* end) {
  if (!wordAt(p, end, "round")) return nullptr;
  const char* mode = skipBlanks(p + 5, end);
  for (std::string_view known : {"down", "floor", "ceil", "up", "half_up", "half_even"}) {
    if (mode > p + 5 && wordAt(mode, end, known)) return p + 5;
  }
  return nullptr;
}

}  // namespace smcost::ast::lexemes
