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
    case 4: return word == "from" || word == "warn" || word == "step" || isReserved(word);
    case 5: return word == "until" || word == "shown" || isReserved(word);
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

// Words a schedule begins with; a phrase has no label or constant of that spelling.
inline bool isScheduleWord(std::string_view word) {
  return word == "always" || word == "weekdays" || word == "days" || word == "day" || word == "last" ||
         word == "first" || word == "otherwise";
}

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

inline const char* declarationStart(const char* p, const char* end) {
  return startsWithWord(p, end, isDeclarationWord) && !queryStart(p, end) ? p + 1 : nullptr;
}

inline const char* scheduleStart(const char* p, const char* end) {
  return startsWithWord(p, end, isScheduleWord) ? p + 1 : nullptr;
}

// A path that begins a statement or names one.
inline const char* head(const char* p, const char* end) { return declarationStart(p, end) ? nullptr : path(p, end); }
inline const char* statementName(const char* p, const char* end) {
  return declarationStart(p, end) ? nullptr : name(p, end);
}
// A bare word of a phrase.
inline const char* word(const char* p, const char* end) { return scheduleStart(p, end) ? nullptr : path(p, end); }

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

// Letters and `_` only; what stands behind is the caller's matter.
inline const char* unitLetters(const char* p, const char* end) {
  const char* stop = p;
  while (stop < end && isLetter(*stop)) ++stop;
  return stop > p && !isStopWord(textBetween(p, stop)) ? stop : nullptr;
}

// One unit name: not a longer name, the beginning of a path, or a call.
inline const char* unitName(const char* p, const char* end) {
  const char* stop = unitLetters(p, end);
  if (!stop || stop == end) return stop;
  bool is_path = *stop == '.' && end - stop >= 2 && isWordChar(stop[1]);
  return isDigit(*stop) || is_path || *stop == '(' ? nullptr : stop;
}

// `GB-month`
inline const char* unitProduct(const char* p, const char* end, Parts parts = {}) {
  const char* stop = unitName(p, end);
  if (stop) parts.leaf(NodeKind::unit_name, p, stop);
  while (stop && end - stop >= 2 && *stop == '-' && isLetter(stop[1])) {
    p = stop + 1;
    stop = unitName(p, end);
    if (stop) parts.leaf(NodeKind::unit_name, p, stop);
  }
  return stop;
}

inline bool wordAt(const char* p, const char* end, std::string_view word) {
  if (static_cast<size_t>(end - p) < word.size() || std::memcmp(p, word.data(), word.size()) != 0) return false;
  p += word.size();
  return p == end || !(isWordChar(*p) || *p == '-');
}

// `per 1M write_unit`, `per GB`, at the word `per`.
inline const char* perPhrase(const char* p, const char* end, Parts parts = {}) {
  if (!wordAt(p, end, "per")) return nullptr;
  const char* next = skipBlanks(p + 3, end);
  if (next == p + 3) return nullptr;
  const uint32_t first = parts.mark();
  if (const char* count = num(next, end)) {
    parts.leaf(NodeKind::num, next, count);
    next = skipBlanks(count, end);
  }
  const char* stop = unitProduct(next, end, parts);
  if (stop) parts.node(NodeKind::per, p, stop, first);
  return stop;
}

inline const char* slashPhrase(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const char* stop = p < end && *p == '/' ? unitProduct(p + 1, end, parts) : nullptr;
  if (stop) parts.node(NodeKind::per, p, stop, first);
  return stop;
}

// A name alone has no parts.
inline const char* endUnit(const char* stop, Parts parts, uint32_t first) {
  if (parts.mark() == first + 1) parts.drop(first);
  return stop;
}

// `USD/h`, `GB-month`, `USD per 1M write_unit`, `/day`, `per day`.
inline const char* unit(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const char* at = unitProduct(p, end, parts);
  if (!at) at = slashPhrase(p, end, parts);
  if (!at) at = perPhrase(p, end, parts);
  while (at) {
    const char* next = slashPhrase(at, end, parts);
    if (!next) {
      const char* behind = skipBlanks(at, end);
      next = behind > at ? perPhrase(behind, end, parts) : nullptr;
    }
    if (!next) break;
    at = next;
  }
  return endUnit(at, parts, first);
}

// A unit without `per`, where `per NAME` says something of its own.
inline const char* unitWithoutPer(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  p = unitProduct(p, end, parts);
  while (p) {
    const char* next = slashPhrase(p, end, parts);
    if (!next) break;
    p = next;
  }
  return endUnit(p, parts, first);
}

// The `h` of `1h30min`.
inline const char* unitBeforeDigit(const char* p, const char* end) {
  p = unitLetters(p, end);
  return p && p < end && isDigit(*p) ? p : nullptr;
}

inline const char* dayUnit(const char* p, const char* end) {
  for (std::string_view word : {"days", "day", "weeks", "week"}) {
    if (wordAt(p, end, word)) return p + word.size();
  }
  return nullptr;
}

// The `h/day` of `6h/day for 20 days`.
inline const char* timePerDay(const char* p, const char* end, Parts parts = {}) {
  const char* stroke = unitName(p, end);
  const char* stop = stroke && stroke < end && *stroke == '/' ? dayUnit(stroke + 1, end) : nullptr;
  return stop ? unit(p, stop, parts) : nullptr;
}

inline const char* digitRun(const char* p, const char* end, int count) {
  for (; count > 0; --count, ++p) {
    if (p == end || !isDigit(*p)) return nullptr;
  }
  return p;
}

inline const char* year(const char* p, const char* end) { return digitRun(p, end, 4); }

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

// `9:00`
inline const char* hourAndMinute(const char* p, const char* end, Parts parts = {}) {
  const char* colon = digitRun(p, end, 2);
  if (!colon) colon = digitRun(p, end, 1);
  const char* stop = colon && colon < end && *colon == ':' ? digitRun(colon + 1, end, 2) : nullptr;
  if (!stop || (stop < end && isWordChar(*stop))) return nullptr;
  const uint32_t first = parts.mark();
  parts.leaf(NodeKind::num, p, colon);
  parts.leaf(NodeKind::num, colon + 1, stop);
  parts.node(NodeKind::clock_time, p, stop, first);
  return stop;
}

// `1h30min`
inline const char* closedUpTime(const char* p, const char* end, Parts parts = {}) {
  const char* stop = p;
  const uint32_t first = parts.mark();
  size_t count = 0;
  while (const char* number = num(stop, end)) {
    const char* unit = unitLetters(number, end);
    if (!unit) break;
    parts.leaf(NodeKind::num, stop, number);
    parts.leaf(NodeKind::unit, number, unit);
    stop = unit;
    ++count;
  }
  if (count == 0 || (stop < end && isWordChar(*stop))) return nullptr;
  parts.node(count == 1 ? NodeKind::quantity : NodeKind::compound, p, stop, first);
  return stop;
}

// `9:00`, or `1h30min` counted from midnight.
inline const char* clockTime(const char* p, const char* end, Parts parts = {}) {
  const char* stop = hourAndMinute(p, end, parts);
  return stop ? stop : closedUpTime(p, end, parts);
}

// `Europe/Berlin` or `UTC`.
inline const char* zone(const char* p, const char* end) {
  if (wordAt(p, end, "UTC")) return p + 3;
  if (p == end || *p < 'A' || *p > 'Z') return nullptr;
  while (p < end && isLetter(*p)) ++p;
  if (end - p < 2 || *p != '/' || !isLetter(p[1])) return nullptr;
  ++p;
  while (p < end && (isLetter(*p) || *p == '/')) ++p;
  return p;
}

// `Europe/Berlin +1:00`: standard time against UTC.
inline const char* zoneRow(const char* p, const char* end, Parts parts = {}) {
  const char* stop = zone(p, end);
  const char* offset = stop ? skipBlanks(stop, end) : nullptr;
  if (!offset || offset == stop || offset == end) return nullptr;
  parts.leaf(NodeKind::zone, p, stop);
  if (*offset == '+' || *offset == '-') {
    parts.leaf(NodeKind::sign, offset, offset + 1);
    ++offset;
  }
  return hourAndMinute(offset, end, parts);
}

// `last sunday of march 1:00 UTC`
inline const char* zoneChange(const char* p, const char* end, Parts parts = {}) {
  for (int word = 0; word < 4; ++word) {
    const char* stop = p;
    while (stop < end && isLetter(*stop)) ++stop;
    const bool is_of = textBetween(p, stop) == "of";
    if (!is_of) parts.leaf(NodeKind::word, p, stop);
    p = skipBlanks(stop, end);
    if (p == stop || is_of != (word == 2)) return nullptr;
  }
  const char* stop = hourAndMinute(p, end, parts);
  if (!stop) return nullptr;
  const char* utc = skipBlanks(stop, end);
  if (utc == stop || !wordAt(utc, end, "UTC")) return stop;
  parts.leaf(NodeKind::zone, utc, utc + 3);
  return utc + 3;
}

// `9:00..17:00`, `0h..2h`, with `in Europe/Berlin` behind or not.
inline const char* clocks(const char* p, const char* end, Parts parts = {}) {
  p = clockTime(p, end, parts);
  if (!p || end - p < 2 || p[0] != '.' || p[1] != '.') return nullptr;
  p = clockTime(p + 2, end, parts);
  if (!p) return nullptr;
  const char* next = skipBlanks(p, end);
  if (next == p || !wordAt(next, end, "in")) return p;
  next = skipBlanks(next + 2, end);
  const char* stop = zone(next, end);
  if (!stop) return p;
  parts.leaf(NodeKind::zone, next, stop);
  return stop;
}

// `2025-03-14` as a list of days.
inline const char* loneDate(const char* p, const char* end, Parts parts = {}) {
  const char* stop = date(p, end);
  if (stop) parts.leaf(NodeKind::date, p, stop);
  return stop;
}

// The `11` of `day 11`, behind its word.
inline const char* dayNumber(const char* p, const char* end, Parts parts = {}) {
  const char* number = skipBlanks(p, end);
  const char* stop = number == p ? nullptr : digits(number, end);
  if (stop) parts.leaf(NodeKind::num, number, stop);
  return stop;
}

// `days 1..10`, `day 11`
inline const char* numberedDays(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const bool is_range = wordAt(p, end, "days");
  const char* stop = is_range || wordAt(p, end, "day") ? dayNumber(p + (is_range ? 4 : 3), end, parts) : nullptr;
  if (stop && is_range) {
    const char* last = end - stop > 2 && stop[0] == '.' && stop[1] == '.' ? stop + 2 : nullptr;
    stop = last ? digits(last, end) : nullptr;
    if (stop) parts.leaf(NodeKind::num, last, stop);
  }
  if (stop) parts.node(NodeKind::numbered_days, p, stop, first);
  return stop;
}

// `first 2 days`, `last 5 days of month`
inline const char* edgeDays(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const bool is_last = wordAt(p, end, "last");
  if (!is_last && !wordAt(p, end, "first")) return nullptr;
  const char* number = dayNumber(p + (is_last ? 4 : 5), end, parts);
  if (!number) return nullptr;
  const char* unit = skipBlanks(number, end);
  const char* stop = dayUnit(unit, end);
  if (!stop) return nullptr;
  parts.leaf(NodeKind::unit, unit, stop);
  const char* of = skipBlanks(stop, end);
  if (of > stop && wordAt(of, end, "of")) {
    const char* month_word = skipBlanks(of + 2, end);
    if (wordAt(month_word, end, "month")) stop = month_word + 5;
  }
  parts.node(is_last ? NodeKind::last_days : NodeKind::first_days, p, stop, first);
  return stop;
}

// `weekdays`, `days 1..10`, `day 11`, `first 2 days`, `last 5 days of month`, `2025-03-14`.
inline const char* daySet(const char* p, const char* end, Parts parts = {}) {
  if (const char* stop = loneDate(p, end, parts)) return stop;
  if (wordAt(p, end, "weekdays")) {
    parts.leaf(NodeKind::weekdays, p, p + 8);
    return p + 8;
  }
  const char* stop = numberedDays(p, end, parts);
  return stop ? stop : edgeDays(p, end, parts);
}

inline const char* text(const char* p, const char* end) {
  if (p == end || *p != '"') return nullptr;
  for (++p; p < end; ++p) {
    if (*p == '"') return p + 1;
  }
  return nullptr;
}

// One factor of a type: `Time`, `Count[job]`.
inline const char* typeFactor(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const char* stop = path(p, end);
  if (stop) parts.leaf(NodeKind::type_name, p, stop);
  if (!stop || stop == end || *stop != '[') return stop;
  const char* tag = skipBlanks(stop + 1, end);
  stop = name(tag, end);
  if (!stop) return nullptr;
  parts.leaf(NodeKind::type_name, tag, stop);
  stop = skipBlanks(stop, end);
  if (stop == end || *stop != ']') return nullptr;
  parts.node(NodeKind::tagged, p, stop + 1, first);
  return stop + 1;
}

// `Data * Time`, `Data in GiB`.
inline const char* type(const char* p, const char* end, Parts parts = {}) {
  p = typeFactor(p, end, parts);
  while (p) {
    const char* op = skipBlanks(p, end);
    if (op == end || (*op != '*' && *op != '/')) break;
    parts.leaf(*op == '*' ? NodeKind::op_mul : NodeKind::op_div, op, op + 1);
    p = typeFactor(skipBlanks(op + 1, end), end, parts);
  }
  if (!p) return nullptr;
  const char* in = skipBlanks(p, end);
  if (in == p || !wordAt(in, end, "in")) return p;
  in = skipBlanks(in + 2, end);
  const char* stop = unit(in, end);
  if (!stop) return p;
  const uint32_t first = parts.mark();
  unit(in, stop, parts);
  parts.node(NodeKind::unit, in, stop, first);
  return stop;
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
