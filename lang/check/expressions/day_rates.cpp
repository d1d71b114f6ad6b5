// `3 runs per weekday`: a count for each such day of the statement's span.

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

constexpr std::string_view kDay = "day";

// The `weekday` of `runs per weekday`, if it stands last and is no unit.
NodeId dayOf(Expressions& cx, const ast::File& file, NodeId unit) {
  const Children parts(file, unit);
  if (parts.size() == 0 || file.kind(parts[parts.size() - 1]) != NodeKind::per) return {};
  const Children inside(file, parts[parts.size() - 1]);
  if (inside.size() != 1) return {};
  const std::string_view word = cx.text(file, inside[0]);
  const bool is_day = word == "weekday" || word == "weekend day" || ast::weekdayNamed(word);
  return is_day && !cx.units.find(word) ? inside[0] : NodeId{};
}

uint8_t daysNamed(std::string_view word) {
  if (word == "weekday") return calendar::kWeekdays;
  const auto day = ast::weekdayNamed(word);
  return day ? calendar::weekdayRange(*day, *day) : calendar::kWeekends;
}

// The unit with `day` in that place.
const units::UnitExpr* unitPerDay(Expressions& cx, const ast::File& file, NodeId unit, NodeId day) {
  const ast::Node &whole = file.node(unit), &name = file.node(day);
  const std::string_view text = cx.text(file, unit);
  const std::string own = fmt::format("{}{}", text.substr(0, name.begin - whole.begin), kDay);
  if (const units::UnitExpr* known = cx.units.known(own)) return known;
  std::vector<units::UnitPart> parts;
  for (const NodeId part : Children(file, unit)) {
    if (file.kind(part) == NodeKind::unit_name) {
      parts.push_back({cx.text(file, part), false, 1});
      continue;
    }
    base::Rational count = 1;
    for (const NodeId inside : Children(file, part)) {
      if (file.kind(inside) == NodeKind::num) {
        count = valueOf(readDigits(cx.text(file, inside)));
        continue;
      }
      parts.push_back({inside == day ? kDay : cx.text(file, inside), true, count});
      count = 1;
    }
  }
  const auto meaning = cx.units.keep(own, parts, cx.dimensions());
  if (const auto* found = std::get_if<const units::UnitExpr*>(&meaning)) return *found;
  const auto& error = std::get<units::UnitError>(meaning);
  if (error.kind == units::UnitError::Kind::unknown_name) {
    cx.sink->report(file.span(unit), kinds::unknown_unit, parts[error.part].name);
  } else {
    cx.sink->report(file.span(unit), kinds::unknown_unit, text);
  }
  return nullptr;
}

}  // namespace

bool isDayRate(Expressions& cx, const ast::File& file, NodeId unit) {
  // A unit of one name has no parts.
  return file.node(unit).first != unit.value && cx.has_calendar && dayOf(cx, file, unit);
}

Value dayRate(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  const Span at = file.span(node);
  const Children parts(file, node);
  const NodeId day = dayOf(cx, file, parts[1]);
  const std::string_view word = cx.text(file, day);
  const auto days = wholeDaysOfPeriod(cx, at, fmt::format("`per {}`", word));
  if (!days || !hasMonth(cx, at, fmt::format("`per {}`", word))) return {};
  const units::UnitExpr* unit = unitPerDay(cx, file, parts[1], day);
  if (!unit) return {};
  if (Row* row = rowOfTimes(env)) ++row->by_schedule;
  Value rate = numberValue(cx, env, parts[0], unit, at);
  const bool untagged = unit->factors.front().exponent < 0;
  const auto place = placeOfDays(cx, env);
  if (!place) {
    reportProfileOfAmount(cx, env, at, "days");
    return {};
  }
  const DaySet set{DaySet::Kind::weekly, 0, 0, daysNamed(word)};
  int count = 0;
  for (int one = 0; *place && one < *days; ++one) {
    const uint32_t begin = static_cast<uint32_t>(one) * kSecondsPerDay;
    const bool is_meant = isOneOf(set, cx.billedPeriod(), one);
    if (is_meant && cx.program.placements[*place].secondsWithin(begin, begin + kSecondsPerDay) > 0) ++count;
  }
  Value total = multiply(cx, rate, cellValue(cx, env, base::Rational(count), cx.day, "days"), at);
  total.span = at;
  if (Number* number = total.find<Number>()) {
    number->untagged = untagged;
    number->flow = true;
    number->came = at;
    number->rate = {};
  }
  return total;
}

}  // namespace smcost::check
