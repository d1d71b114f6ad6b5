// What days look like, as a schedule names them. Private to lang/syntax.
#pragma once

#include "lang/syntax/lexemes_times.h"

namespace smcost::ast::lexemes {

inline constexpr int kMostTerms = 64;  // of one set of days: so far is looked ahead

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

// `mon`, `monday`, `weekends`, where it is no other name.
inline const char* weekdayName(const char* p, const char* end) {
  const char* stop = rawName(p, end);
  if (!stop || !isWeekdayWord(textBetween(p, stop)) || (stop < end && *stop == '(')) return nullptr;
  const bool is_path = end - stop >= 2 && *stop == '.' && isWordChar(stop[1]);
  return is_path ? nullptr : stop;
}

// `mon`, `mon..thu`, `weekends`
inline const char* weekdayTerm(const char* p, const char* end, Parts parts = {}) {
  const char* stop = weekdayName(p, end);
  if (!stop) return nullptr;
  const uint32_t first = parts.mark();
  parts.leaf(NodeKind::weekday, p, stop);
  const char* last = end - stop > 2 && stop[0] == '.' && stop[1] == '.' ? weekdayName(stop + 2, end) : nullptr;
  if (!last) return stop;
  parts.leaf(NodeKind::weekday, stop + 2, last);
  parts.node(NodeKind::weekday_range, p, last, first);
  return last;
}

// `2025-03-14`, `2025-03-20..2025-04-10`
inline const char* dateTerm(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const char* stop = loneDate(p, end, parts);
  const char* last = stop && end - stop > 2 && stop[0] == '.' && stop[1] == '.' ? loneDate(stop + 2, end, parts) : nullptr;
  if (!last) return stop;
  parts.node(NodeKind::date_range, p, last, first);
  return last;
}

// `every 2 weeks`
inline const char* everyDaysAlone(const char* p, const char* end, Parts parts = {}) {
  const char* number = behindWord(p, end, "every");
  const char* stop = number ? digits(number, end) : nullptr;
  if (!stop) return nullptr;
  parts.leaf(NodeKind::num, number, stop);
  const char* unit = skipBlanks(stop, end);
  const char* last = unit == stop ? nullptr : dayUnit(unit, end);
  if (last) parts.leaf(NodeKind::unit, unit, last);
  return last;
}

// `every 2 weeks from 2025-03-03`
inline const char* everyDays(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  const char* stop = everyDaysAlone(p, end, parts);
  const char* from = stop ? skipBlanks(stop, end) : nullptr;
  from = from && from > stop ? behindWord(from, end, "from") : nullptr;
  const char* last = from ? loneDate(from, end, parts) : nullptr;
  if (last) parts.node(NodeKind::every_days, p, last, first);
  return last;
}

// The same without the day on which it begins, for a message.
inline const char* unanchoredDays(const char* p, const char* end, Parts parts = {}) {
  if (everyDays(p, end)) return nullptr;
  const uint32_t first = parts.mark();
  const char* stop = everyDaysAlone(p, end, parts);
  if (stop) parts.node(NodeKind::every_days, p, stop, first);
  return stop;
}

// The `2025-03-20 9:00` of `from 2025-03-20 9:00 for 36h`, up to behind the word `for`; the time may be left out.
inline const char* runBegin(const char* p, const char* end, bool& has_time, Parts parts = {}) {
  const char* date = behindWord(p, end, "from");
  const char* stop = date ? loneDate(date, end, parts) : nullptr;
  const char* next = stop ? skipBlanks(stop, end) : nullptr;
  if (!next || next == stop) return nullptr;
  const char* time = hourAndMinute(next, end, parts);
  has_time = time != nullptr;
  if (time) next = skipBlanks(time, end);
  return behindWord(next, end, "for");
}

// `from 2025-03-20 for 3 weeks`: days, and no hours.
inline const char* datesFor(const char* p, const char* end, Parts parts = {}) {
  const uint32_t first = parts.mark();
  bool has_time = false;
  const char* number = runBegin(p, end, has_time, parts);
  const char* stop = number && !has_time ? digits(number, end) : nullptr;
  const char* unit = stop ? skipBlanks(stop, end) : nullptr;
  const char* last = unit && unit > stop ? dayUnit(unit, end) : nullptr;
  if (!last) return nullptr;
  parts.leaf(NodeKind::num, number, stop);
  parts.leaf(NodeKind::unit, unit, last);
  parts.node(NodeKind::dates_for, p, last, first);
  return last;
}

// `from 2025-03-20 for 36h`, `from 2025-03-20 9:00 for 2 days`
inline const char* stretchFor(const char* p, const char* end, Parts parts = {}) {
  bool has_time = false;
  const char* length = runBegin(p, end, has_time, parts);
  if (!length) return nullptr;
  const char* stop = closedUpTime(length, end);
  if (stop) {
    // Its parts stand for themselves here.
    for (const char* at = length; at < stop;) {
      const char* number = num(at, end);
      const char* unit = unitLetters(number, end);
      parts.leaf(NodeKind::num, at, number);
      parts.leaf(NodeKind::unit, number, unit);
      at = unit;
    }
  } else {
    const char* number = num(length, end);
    const char* unit = number ? skipBlanks(number, end) : nullptr;
    stop = unit && unit > number ? unitName(unit, end) : nullptr;
    if (!stop || (!has_time && dayUnit(unit, end))) return nullptr;
    parts.leaf(NodeKind::num, length, number);
    parts.leaf(NodeKind::unit, unit, stop);
  }
  return stop;
}

// `2025-03-20 9:00`
inline const char* instant(const char* p, const char* end, Parts parts = {}) {
  const char* stop = loneDate(p, end, parts);
  const char* time = stop ? skipBlanks(stop, end) : nullptr;
  return time && time > stop ? hourAndMinute(time, end, parts) : nullptr;
}

// `2025-03-20 9:00..2025-04-10 9:00`, with `in Europe/Berlin` behind or not.
inline const char* stretchBetween(const char* p, const char* end, Parts parts = {}) {
  const char* stop = instant(p, end, parts);
  stop = stop && end - stop > 2 && stop[0] == '.' && stop[1] == '.' ? instant(stop + 2, end, parts) : nullptr;
  if (!stop) return nullptr;
  const char* next = skipBlanks(stop, end);
  const char* zone_at = next > stop ? behindWord(next, end, "in") : nullptr;
  if (const char* zone_end = zone_at ? zone(zone_at, end) : nullptr) {
    parts.leaf(NodeKind::zone, zone_at, zone_end);
    stop = zone_end;
  }
  return stop;
}

// One stretch of time, from instant to instant.
inline const char* stretch(const char* p, const char* end, Parts parts = {}) {
  if (p < end && *p == 'f') return stretchFor(p, end, parts);
  return stretchBetween(p, end) ? stretchBetween(p, end, parts) : nullptr;
}

// A name of days or of a schedule.
inline const char* dayName(const char* p, const char* end, Parts parts = {}) {
  const char* stop = path(p, end);
  if (stop) parts.leaf(NodeKind::path, p, stop);
  return stop;
}

// `weekdays`, `mon..thu`, `days 1..10`, `day 11`, `first 2 days`, `last 5 days of month`, `2025-03-14`, …
inline const char* dayTerm(const char* p, const char* end, Parts parts = {}) {
  if (p == end) return nullptr;
  if (isDigit(*p)) return dateTerm(p, end, parts);
  if (*p == 'e') return everyDays(p, end) ? everyDays(p, end, parts) : nullptr;
  if (wordAt(p, end, "from")) return datesFor(p, end) ? datesFor(p, end, parts) : nullptr;
  if (wordAt(p, end, "weekdays")) {
    parts.leaf(NodeKind::weekdays, p, p + 8);
    return p + 8;
  }
  if (const char* stop = weekdayTerm(p, end, parts)) return stop;
  const char* stop = numberedDays(p, end, parts);
  return stop ? stop : edgeDays(p, end, parts);
}

inline const char* dayTermOrName(const char* p, const char* end, Parts parts = {}) {
  return dayTerm(p, end) ? dayTerm(p, end, parts) : dayName(p, end, parts);
}

// What `and` joins to a first term that ends at `stop`.
inline const char* joinedTerms(const char* stop, const char* end, Parts parts = {}) {
  for (int count = 1; count < kMostTerms; ++count) {
    const char* next = skipBlanks(stop, end);
    next = next > stop ? behindWord(next, end, "and") : nullptr;
    next = next ? dayTermOrName(next, end, parts) : nullptr;
    if (!next) break;
    stop = next;
  }
  return stop;
}

// `except bavaria and 2025-12-24`, behind days that end at `stop`; `stop` when there is none.
inline const char* exceptions(const char* stop, const char* end, Parts parts = {}) {
  const char* begin = skipBlanks(stop, end);
  const char* next = begin > stop ? behindWord(begin, end, "except") : nullptr;
  if (!next) return stop;
  const uint32_t first = parts.mark();
  next = dayTermOrName(next, end, parts);
  if (!next) return stop;
  next = joinedTerms(next, end, parts);
  parts.node(NodeKind::exceptions, begin, next, first);
  return next;
}

// `mon and wed`, `weekdays except bavaria`
inline const char* daySet(const char* p, const char* end, Parts parts = {}) {
  const char* stop = dayTerm(p, end, parts);
  return stop ? exceptions(joinedTerms(stop, end, parts), end, parts) : nullptr;
}

// Days with clock times behind them.
inline bool haveClocks(const char* stop, const char* end) {
  const char* next = skipBlanks(stop, end);
  return next > stop && clocks(next, end);
}

// `office except bavaria`, `bavaria 9:00..17:00`: days that begin with a name, which alone would be any value.
inline const char* namedDays(const char* p, const char* end, Parts parts = {}) {
  const char* stop = dayName(p, end, parts);
  if (!stop) return nullptr;
  const char* joined = joinedTerms(stop, end, parts);
  stop = exceptions(joined, end, parts);
  return parts.areWanted() || stop > joined || haveClocks(stop, end) ? stop : nullptr;
}

// The same in front of an entry of a profile. A name with clock times alone is a label and the first entry behind it.
inline const char* namedSlotDays(const char* p, const char* end, Parts parts = {}) {
  const char* name_end = dayName(p, end, parts);
  if (!name_end) return nullptr;
  const char* stop = exceptions(joinedTerms(name_end, end, parts), end, parts);
  if (parts.areWanted()) return stop;
  const char* next = skipBlanks(stop, end);
  const char* behind = next > stop && stop > name_end ? clocks(next, end) : nullptr;
  next = skipBlanks(behind ? behind : stop, end);
  return next < end && *next == ':' ? stop : nullptr;
}

inline const char* namedSlotStart(const char* p, const char* end) { return namedSlotDays(p, end); }

// A name of a day is one in a schedule's place only: where more than the name says that it stands there.
inline const char* weekdayStart(const char* p, const char* end) {
  const char* name_end = weekdayName(p, end);
  if (!name_end) return nullptr;
  const char* term = weekdayTerm(p, end);
  const char* joined = joinedTerms(term, end);
  const char* stop = exceptions(joined, end);
  return term > name_end || stop > joined || haveClocks(stop, end) ? name_end : nullptr;
}

// What a schedule begins with; a phrase has no label or constant of that spelling.
inline const char* scheduleStart(const char* p, const char* end) {
  if (startsWithWord(p, end, isScheduleWord)) return p + 1;
  if (p == end) return nullptr;
  switch (*p) {
    case 'e': return everyDays(p, end);
    case 'f': {
      if (const char* stop = datesFor(p, end)) return stop;
      const char* stop = stretchFor(p, end);
      return stop ? stop : weekdayStart(p, end);
    }
    default: return weekdayStart(p, end);
  }
}
// In a phrase a day's name alone may be a schedule too, unless its workload knows the word.
inline const char* phraseScheduleStart(const char* p, const char* end) {
  const char* stop = scheduleStart(p, end);
  return stop ? stop : weekdayName(p, end);
}

// A bare word of a phrase.
inline const char* word(const char* p, const char* end) { return scheduleStart(p, end) ? nullptr : path(p, end); }

}  // namespace smcost::ast::lexemes
