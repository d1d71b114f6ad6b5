// Lists of days that a file declares, `days bavaria 2025 = 2025-01-01, …`: each says of which years it speaks, so that one
// that ends is no list without days.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lang/check/expressions/placed_parts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

struct Listed {
  uint32_t first = 0, last = 0;  // days since 1970
  NodeId node;
};

struct DayList {
  int from_year = 0, to_year = -1;  // none said: neither
  std::vector<Listed> days;
  bool is_sound = true;
};

// Reports to `sink` if it is given.
DayList readList(Expressions& cx, const ast::File& file, NodeId decl, bool reports) {
  DayList list;
  std::vector<int> years;
  for (const NodeId part : Children(file, decl)) {
    if (file.kind(part) == NodeKind::num) {
      int year = 0;
      const std::string_view text = cx.text(file, part);
      std::from_chars(text.data(), text.data() + text.size(), year);
      years.push_back(year);
    }
    if (file.kind(part) != NodeKind::day_set) continue;
    const NodeId days = Children(file, part)[0];
    const bool is_range = file.kind(days) == NodeKind::date_range;
    const Children inside(file, days);
    const NodeId first_at = is_range ? inside[0] : days, last_at = is_range ? inside[1] : days;
    const auto dayAt = [&](NodeId at) {
      return reports ? dateDay(cx, file.span(at), cx.text(file, at)) : calendar::readDate(cx.text(file, at));
    };
    const auto first = dayAt(first_at), last = is_range ? dayAt(last_at) : first;
    if (!first || !last) {
      list.is_sound = false;
      continue;
    }
    if (*last < *first) {
      if (reports) cx.sink->report(file.span(days), kinds::reversed_range, cx.text(file, days)).hint("the day that comes first stands first");
      list.is_sound = false;
      continue;
    }
    list.days.push_back({*first, *last, days});
  }
  if (!years.empty()) {
    list.from_year = years.front();
    list.to_year = years.back();
  }
  std::sort(list.days.begin(), list.days.end(), [](const Listed& a, const Listed& b) {
    return std::pair(a.first, a.node.value) < std::pair(b.first, b.node.value);
  });
  return list;
}

void checkList(Expressions& cx, const ast::File& file, NodeId decl) {
  const DayList list = readList(cx, file, decl, true);
  const Children parts(file, decl);
  const Span name = file.span(parts[0]);
  // Unlabelled, such a name is the day of the week, and behind a label the list.
  if (const std::string_view word = cx.sources.text(name); ast::weekdayNamed(word) || word == "weekends") {
    cx.sink->report(name, kinds::day_list_called_like_day, word)
        .hint(fmt::format("choose another name, such as `special_{}`: `{}` in a schedule is a day of each week", word, word));
  }
  if (!list.is_sound || list.days.empty()) return;
  const int first_year = calendar::dateOf(list.days.front().first).year, last_year = calendar::dateOf(list.days.back().last).year;
  if (file.kind(parts[1]) != NodeKind::num) {
    const std::string years = first_year == last_year ? std::to_string(first_year) : fmt::format("{}..{}", first_year, last_year);
    cx.sink->report(name, kinds::day_list_without_years, cx.sources.text(name))
        .hint(fmt::format("say the years of which it names all days, such as `days {} {} = …`: bills of other years are then an error",
                          cx.sources.text(name), years));
    return;
  }
  if (list.to_year < list.from_year) {
    const Span at{file.source, file.node(parts[1]).begin, file.node(parts[2]).end};
    cx.sink->report(at, kinds::reversed_range, cx.sources.text(at));
    return;
  }
  for (size_t i = 0; i < list.days.size(); ++i) {
    const Listed& days = list.days[i];
    const Span at = file.span(days.node);
    if (calendar::dateOf(days.first).year < list.from_year || calendar::dateOf(days.last).year > list.to_year) {
      cx.sink->report(at, kinds::day_beside_list, cx.sources.text(at), cx.sources.text(name)).label(name, "its years stand here");
    }
    if (i > 0 && days.first <= list.days[i - 1].last) {
      cx.sink->report(at, kinds::day_listed_twice, cx.sources.text(name), calendar::dateText(days.first))
          .label(file.span(list.days[i - 1].node), "first here");
    }
  }
}

}  // namespace

void readDayLists(Expressions& cx) {
  for (const Scope& scope : cx.scopes.owned()) {
    for (const NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) == NodeKind::days_decl) checkList(cx, scope.module->tree, item);
    }
  }
}

PlacedPart partOfList(Expressions& cx, const Decl& decl, int days) {
  const ast::File& file = decl.scope->module->tree;
  const DayList list = readList(cx, file, decl.node, false);
  PlacedPart part{decl.span, DayMarks(days), std::nullopt, std::nullopt, {}};
  part.days.unknown_to = &decl;
  const int64_t first_day = *cx.billedPeriod().first_day;
  for (int day = -calendar::kDaysBefore; day <= days; ++day) {
    const int year = calendar::dateOf(static_cast<uint32_t>(std::max<int64_t>(first_day + day, 0))).year;
    // Of a list that says no years that is told where it is declared.
    const bool says_years = list.from_year <= list.to_year;
    if (says_years && (year < list.from_year || year > list.to_year)) part.days.set(day, DayMarks::Mark::unknown);
  }
  for (const Listed& listed : list.days) {
    const int64_t first = std::max<int64_t>(int64_t{listed.first} - first_day, -calendar::kDaysBefore);
    const int64_t last = std::min<int64_t>(int64_t{listed.last} - first_day, days);
    for (int64_t day = first; day <= last; ++day) part.days.set(static_cast<int>(day), DayMarks::Mark::yes);
  }
  return part;
}

std::string yearsOfList(Expressions& cx, const Decl& decl) {
  const DayList list = readList(cx, decl.scope->module->tree, decl.node, false);
  return list.from_year == list.to_year ? std::to_string(list.from_year) : fmt::format("{} to {}", list.from_year, list.to_year);
}

}  // namespace smcost::check
