// What units and types look like. Private to lang/syntax.
#pragma once

#include "lang/syntax/lexemes.h"

namespace smcost::ast::lexemes {

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
  // Of two words: a weekend has two days.
  const char* day = wordAt(next, end, "weekend") ? behindWord(next, end, "weekend") : nullptr;
  const char* stop = day && wordAt(day, end, "day") ? day + 3 : nullptr;
  if (stop) parts.leaf(NodeKind::unit_name, next, stop);
  else stop = unitProduct(next, end, parts);
  if (stop) parts.node(NodeKind::per, p, stop, first);
  return stop;
}

inline const char* slashPhrase(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const char* stop = p < end && *p == '/' ? unitProduct(p + 1, end, parts) : nullptr;
  if (stop) parts.node(NodeKind::per, p, stop, first);
  return stop;
}

// Most units are: of those no parts are made.
inline bool isOneName(const char* p, const char* end) {
  while (p < end && isLetter(*p)) ++p;
  return p == end;
}

// `USD/h`, `GB-month`, `USD per 1M write_unit`, `/day`, `per day`.
inline const char* unit(const char* p, const char* end, Parts parts = {}) {
  if (parts.areWanted() && isOneName(p, end)) return end;
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
  return at;
}

// A unit without `per`, where `per NAME` says something of its own.
inline const char* unitWithoutPer(const char* p, const char* end, Parts parts = {}) {
  if (parts.areWanted() && isOneName(p, end)) return end;
  p = unitProduct(p, end, parts);
  while (p) {
    const char* next = slashPhrase(p, end, parts);
    if (!next) break;
    p = next;
  }
  return p;
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
  return stop && parts.areWanted() ? unit(p, stop, parts) : stop;
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

}  // namespace smcost::ast::lexemes
