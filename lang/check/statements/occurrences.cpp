// In which months a statement happens: `only in 2025-04`, `from 2025-05`, `on 2025-03-14`.
// One that does not happen in the billed month is checked in the first month in which it
// does, and is not billed. And where: `region us-west-2`.

#include "lang/check/statements/occurrence.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

constexpr size_t kMonthLength = 7;  // of "2025-04", and of a date's month

bool isWord(Statements& cx, const ast::File& file, NodeId item, std::string_view word) {
  return file.kind(item) == NodeKind::word && cx.text(file, item) == word;
}

// The `day_set` of `2025-03-14` and nothing else.
NodeId loneDate(const ast::File& file, NodeId item) {
  if (file.kind(item) != NodeKind::placed) return {};
  Children parts(file, item);
  if (parts.size() > 1 || file.kind(parts[0]) != NodeKind::day_set) return {};
  const Children days(file, parts[0]);
  return days.size() == 1 && file.kind(days[0]) == NodeKind::date ? parts[0] : NodeId{};
}

struct Found {
  size_t words = 0;  // before the month or date
  Occurrence::Kind kind = Occurrence::Kind::every_month;
};

// What the words before item `i` make of it.
Found restrictionAt(Statements& cx, const ast::File& file, const std::vector<NodeId>& items, size_t i, Begins begins) {
  bool month = file.kind(items[i]) == NodeKind::month;
  if (month && i >= 2 && isWord(cx, file, items[i - 1], "in") && isWord(cx, file, items[i - 2], "only")) {
    return {2, Occurrence::Kind::only_in};
  }
  const bool is_begin = month || (begins == Begins::on_a_day && loneDate(file, items[i]));
  if (is_begin && i >= 1 && isWord(cx, file, items[i - 1], "from")) return {1, Occurrence::Kind::from};
  if (!month && i >= 1 && isWord(cx, file, items[i - 1], "on") && loneDate(file, items[i])) {
    return {1, Occurrence::Kind::on};
  }
  return {};
}

}  // namespace

std::optional<Occurrence> takeWords(Statements& cx, const ast::File& file, std::vector<NodeId>& items, Begins begins) {
  Occurrence when;
  for (size_t i = 0; i < items.size(); ++i) {
    if (file.kind(items[i]) != NodeKind::month && file.kind(items[i]) != NodeKind::placed) continue;
    Found found = restrictionAt(cx, file, items, i, begins);
    if (found.words == 0) continue;
    Span at{file.source, file.node(items[i - found.words]).begin, file.node(items[i]).end};
    if (when.kind != Occurrence::Kind::every_month) {
      cx.sink->report(at, kinds::two_values, "when it happens").label(when.span, "the first");
      return std::nullopt;
    }
    when.kind = found.kind;
    when.span = at;
    when.value = std::string(cx.text(file, items[i]));
    when.day_set = loneDate(file, items[i]);
    auto first = items.begin() + static_cast<std::ptrdiff_t>(i - found.words);
    items.erase(first, first + static_cast<std::ptrdiff_t>(found.words + 1));
    i -= found.words;
    --i;
  }
  return when;
}

std::optional<Occurrence> takeOccurrence(Statements& cx, const ast::File& file, std::vector<NodeId>& items, Begins begins) {
  std::optional<Occurrence> said = takeWords(cx, file, items, begins);
  if (!said || said->kind == Occurrence::Kind::every_month) return said;
  Occurrence& when = *said;
  auto month = calendar::monthPeriod(std::string_view(when.value).substr(0, kMonthLength));
  if (!month) {
    cx.sink->report(when.span, kinds::wrong_type, "a month such as `2025-03`", fmt::format("`{}`", when.value));
    return std::nullopt;
  }
  if (!cx.program.period.first_day) {
    if (cx.period_wrong) return std::nullopt;
    cx.sink->report(when.span, kinds::needs_month, fmt::format("`{}`", cx.sources.text(when.span)));
    return std::nullopt;
  }
  when.from_day = *month->first_day;
  if (when.kind == Occurrence::Kind::from && when.day_set) {
    const auto day = dateDay(cx, when.span, when.value);
    if (!day) return std::nullopt;
    when.from_day = *day;
  }
  uint32_t billed = *cx.program.period.first_day;
  bool from = when.kind == Occurrence::Kind::from;
  when.is_billed = from ? billed >= *month->first_day : billed == *month->first_day;
  when.begins = from && billed <= *month->first_day;
  when.month = std::move(*month);
  return said;
}

std::optional<Place> takePlace(Statements& cx, const ast::File& file, std::vector<NodeId>& items) {
  Place place;
  for (size_t i = 0; i < items.size(); ++i) {
    if (!isWord(cx, file, items[i], "region")) continue;
    bool has_value = i + 1 < items.size() && file.kind(items[i + 1]) == NodeKind::word &&
                     !(file.node(items[i + 1]).flags & ast::kAfterComma);
    if (!has_value) {
      cx.sink->report(file.span(items[i]), kinds::label_without_value, "region").hint("`region` wants the name of a region");
      return std::nullopt;
    }
    Span at{file.source, file.node(items[i]).begin, file.node(items[i + 1]).end};
    if (place.region) {
      cx.sink->report(at, kinds::two_values, "region").label(place.span, "the first");
      return std::nullopt;
    }
    std::string_view name = cx.text(file, items[i + 1]);
    if (!isRegion(cx, name, file.span(items[i + 1]))) {
      const Span name_at = file.span(items[i + 1]);
      suggestCode(cx.sink->report(name_at, kinds::unknown_region, name), name_at, name, cx.regions.all());
      return std::nullopt;
    }
    place = {cx.program.names.intern(name), at};
    auto first = items.begin() + static_cast<std::ptrdiff_t>(i);
    items.erase(first, first + 2);
    --i;
  }
  return place;
}

}  // namespace smcost::check
