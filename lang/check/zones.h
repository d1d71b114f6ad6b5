// Clock times of a zone and UTC, by the rules that the library gives. Both are seconds since
// 1970-01-01 0:00, the local ones as the clocks there show them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "lang/source/source.h"

namespace smcost::check {

struct Context;

// `last sunday of march 1:00 UTC`; without `UTC` the clocks as they show before the change.
struct ZoneChange {
  unsigned month = 1;
  int weekday = 0;      // 0 = Sunday
  int ordinal = 1;      // 5: the last
  int seconds = 0;      // of the day
  bool is_utc = false;
};

// The rules of some years.
struct Zone {
  int from_year = 0, to_year = 0;
  int offset = 0;       // standard time minus UTC, in seconds; summer time is an hour more
  std::optional<std::pair<ZoneChange, ZoneChange>> summer;  // its begin and end in a year
  source::Span span;
};

void readZones(Context& cx);
// The zone's rules in the period's year; null with its error reported.
const Zone* findZone(Context& cx, source::Span at, std::string_view name);
// A time that the clocks show twice means the first; one that they skip is read with the
// offset before the change, and so lies as far behind the change (RFC 5545, 3.3.5).
int64_t utcOf(const Zone& zone, int64_t local);
// The zone's rules in a year; null when they are not known.
const Zone* zoneIn(Context& cx, std::string_view name, int year);

}  // namespace smcost::check
