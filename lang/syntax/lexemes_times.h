// What clock times and zones look like. Private to lang/syntax.
#pragma once

#include "lang/syntax/lexemes_units.h"

namespace smcost::ast::lexemes {

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

// `15min/h:`, where it begins an entry of a profile.
inline const char* partOfTime(const char* p, const char* end) {
  p = num(p, end);
  if (p) p = unit(skipBlanks(p, end), end);
  if (!p) return nullptr;
  p = skipBlanks(p, end);
  return p < end && *p == ':' ? p + 1 : nullptr;
}

}  // namespace smcost::ast::lexemes
