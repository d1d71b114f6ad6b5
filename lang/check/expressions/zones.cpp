// Zones: where clock times lie in UTC. What is known of them is the library's (`zones …`),
// so that no bill depends on the machine it is made on.

#include "lang/check/expressions/zones.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

constexpr std::array kOrdinals = {"first", "second", "third", "fourth", "last"};
constexpr std::array kWeekdays = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
constexpr std::array kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                "july",    "august",   "september", "october", "november", "december"};

// `1:00`, whatever a clock may show.
int secondsOf(Expressions& cx, const ast::File& file, NodeId clock_time) {
  Children parts(file, clock_time);
  const auto number = [&](size_t i) { return static_cast<int>(readDigits(cx.text(file, parts[i])).small); };
  return calendar::secondsOf(number(0), number(1));
}

template <size_t N>
std::optional<int> indexOf(Expressions& cx, Span at, std::string_view word, const std::array<const char*, N>& known) {
  auto found = std::find(known.begin(), known.end(), word);
  if (found != known.end()) return static_cast<int>(found - known.begin());
  suggest(cx.sink->report(at, kinds::unknown_name, word), at, word, {known.begin(), known.end()});
  return std::nullopt;
}

// `last sunday of march 1:00 UTC`
std::optional<calendar::ZoneChange> readChange(Expressions& cx, const ast::File& file, NodeId node) {
  Span at = file.span(node);
  Children parts(file, node);
  auto ordinal = indexOf(cx, at, cx.text(file, parts[0]), kOrdinals);
  auto weekday = indexOf(cx, at, cx.text(file, parts[1]), kWeekdays);
  auto month = indexOf(cx, at, cx.text(file, parts[2]), kMonths);
  if (!ordinal || !weekday || !month) return std::nullopt;
  calendar::ZoneChange change;
  change.ordinal = *ordinal + 1;
  change.weekday = *weekday;
  change.month = static_cast<unsigned>(*month + 1);
  change.seconds = secondsOf(cx, file, parts[3]);
  change.is_utc = parts.size() > 4;
  return change;
}

void readZone(Expressions& cx, const ast::File& file, NodeId node, Zone zone) {
  Children parts(file, node);
  zone.span = file.span(node);
  std::string name(cx.text(file, parts[0]));
  std::string_view offset = cx.sources.text({file.source, file.node(parts[1]).begin, zone.span.end});
  zone.offset = secondsOf(cx, file, parts[parts.size() - 1]);
  if (cx.text(file, parts[1]) == "-") zone.offset = -zone.offset;
  if (std::abs(zone.offset) > calendar::ZoneRules::kMostOffset) {
    cx.sink->report(zone.span, kinds::no_clock_time, offset).hint("a zone is at most 14 hours from UTC");
    return;
  }
  auto& known = cx.zones.edit(name);
  for (const Zone& other : known) {
    if (zone.to_year < other.from_year || zone.from_year > other.to_year) continue;
    cx.sink->report(zone.span, kinds::duplicate_name, name).label(other.span, "first here");
    return;
  }
  known.push_back(std::move(zone));
}

void reportYears(Expressions& cx, const ast::File& file, NodeId zones) {
  Span at = file.span(zones);
  for (NodeId part : Children(file, zones)) {
    if (file.kind(part) == NodeKind::num && at.begin == file.span(zones).begin) at.begin = file.span(part).begin;
    if (file.kind(part) == NodeKind::num) at.end = file.span(part).end;
  }
  cx.sink->report(at, kinds::reversed_range, cx.sources.text(at));
}

void declareZones(Expressions& cx, const ast::File& file, NodeId node) {
  Zone zone;
  std::vector<int> years;
  std::vector<calendar::ZoneChange> changes;
  for (NodeId part : Children(file, node)) {
    switch (file.kind(part)) {
      case NodeKind::num: {
        int year = 0;
        std::string_view text = cx.text(file, part);
        std::from_chars(text.data(), text.data() + text.size(), year);
        years.push_back(year);
        break;
      }
      case NodeKind::zone_change:
        if (auto change = readChange(cx, file, part)) changes.push_back(*change);
        break;
      case NodeKind::zone_row:
        if (years[1] < years[0]) return reportYears(cx, file, node);
        zone.from_year = years[0];
        zone.to_year = years[1];
        if (changes.size() == 2) zone.summer = {changes[0], changes[1]};
        readZone(cx, file, part, zone);
        break;
      default: break;
    }
  }
}

}  // namespace

void readZones(Expressions& cx) {
  if (!cx.zones.find("UTC")) cx.zones.edit("UTC").push_back({{0, 9999, 0, std::nullopt}, {}});
  for (const Scope& scope : cx.scopes.owned()) {
    for (NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) == NodeKind::zones_decl) declareZones(cx, scope.module->tree, item);
    }
  }
}

const Zone* zoneIn(Expressions& cx, std::string_view name, int year) {
  const std::vector<Zone>* known = cx.zones.find(std::string(name));
  if (!known) return nullptr;
  for (const Zone& zone : *known) {
    if (year >= zone.from_year && year <= zone.to_year) return &zone;
  }
  return nullptr;
}

const Zone* findZone(Expressions& cx, Span at, std::string_view name) {
  const std::vector<Zone>* found = cx.zones.find(std::string(name));
  if (!found) {
    std::vector<std::string> known = cx.zones.keys();
    std::sort(known.begin(), known.end());
    suggest(cx.sink->report(at, kinds::unknown_zone, name), at, name, known);
    return nullptr;
  }
  if (!cx.billedPeriod().first_day) {
    if (cx.period_wrong) return nullptr;
    cx.sink->report(at, kinds::needs_month, "a zone")
        .hint(fmt::format("the period is `{}`; say `period 2025-03`", cx.billedPeriod().name));
    return nullptr;
  }
  if (const Zone* zone = zoneIn(cx, name, calendar::dateOf(*cx.billedPeriod().first_day).year)) return zone;
  cx.sink->report(at, kinds::zone_years, name, found->front().from_year, found->back().to_year);
  return nullptr;
}

}  // namespace smcost::check
