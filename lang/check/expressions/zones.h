// The zones that the library knows, each by its rules for some years.
#pragma once

#include <string_view>

#include "lang/calendar/zones.h"
#include "lang/source/source.h"

namespace smcost::check {

struct Expressions;

struct Zone : calendar::ZoneRules {
  source::Span span;
};

void readZones(Expressions& cx);
// The zone's rules in the period's year; null with its error reported.
const Zone* findZone(Expressions& cx, source::Span at, std::string_view name);
// The zone's rules in a year; null when they are not known.
const Zone* zoneIn(Expressions& cx, std::string_view name, int year);

}  // namespace smcost::check
