// The parts of a placed schedule, as its text says them: days, clock times, stretches, and names of such.

#include "lang/check/expressions/placed_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/base/stack.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

void DayMarks::add(const DayMarks& other) {
  for (size_t i = 0; i < marks_.size(); ++i) {
    if (marks_[i] == Mark::yes || other.marks_[i] == Mark::no) continue;
    marks_[i] = other.marks_[i];
  }
  if (other.unknown_to) unknown_to = other.unknown_to;
}

void DayMarks::remove(const DayMarks& other) {
  for (size_t i = 0; i < marks_.size(); ++i) {
    if (marks_[i] == Mark::no || other.marks_[i] == Mark::no) continue;
    marks_[i] = other.marks_[i] == Mark::yes ? Mark::no : Mark::unknown;
  }
  if (other.unknown_to) unknown_to = other.unknown_to;
}

namespace {

// What a part of the text consists of; some may be none.
struct Written {
  NodeId node, day_set, clocks, stretch;
};

Written writtenAt(const ast::File& file, NodeId node) {
  if (file.kind(node) == NodeKind::clocks) return {node, {}, node, {}};
  if (file.kind(node) != NodeKind::placed) return {node, node, {}, {}};  // days by their names alone
  Written part{node, {}, {}, {}};
  for (const NodeId child : Children(file, node)) {
    const NodeKind kind = file.kind(child);
    (kind == NodeKind::day_set ? part.day_set : kind == NodeKind::stretch ? part.stretch : part.clocks) = child;
  }
  return part;
}

// The `day_set` of a schedule that says nothing else, and leaves no days out.
NodeId daysAlone(const ast::File& file, NodeId placed) {
  const Children parts(file, placed);
  if (parts.size() > 1 || file.kind(parts[0]) != NodeKind::day_set) return {};
  const Children terms(file, parts[0]);
  return file.kind(terms[terms.size() - 1]) == NodeKind::exceptions ? NodeId{} : parts[0];
}

// A day's name that no declaration takes: `let closed = sun`.
std::optional<PlacedParts> partsOfWeekday(Expressions& cx, const ast::File& file, NodeId name, int days) {
  const auto weekday = ast::weekdayNamed(cx.text(file, name));
  const bool is_weekend = cx.text(file, name) == "weekends";
  if (!weekday && !is_weekend) return std::nullopt;
  DaySet set{DaySet::Kind::weekly, 0, 0, is_weekend ? calendar::kWeekends : calendar::weekdayRange(*weekday, *weekday)};
  PlacedPart part{file.span(name), DayMarks(days), std::nullopt, std::nullopt, {}};
  for (int day = -calendar::kDaysBefore; day <= days; ++day) {
    if (isOneOf(set, cx.billedPeriod(), day)) part.days.set(day, DayMarks::Mark::yes);
  }
  return PlacedParts{std::move(part)};
}

class PartReader {
 public:
  PartReader(Expressions& cx, const Scope& scope, const std::vector<NodeId>& nodes, int days)
      : cx_(cx), scope_(scope), file_(scope.module->tree), days_(days) {
    for (const NodeId node : nodes) written_.push_back(writtenAt(file_, node));
  }

  std::optional<PlacedParts> read() {
    if (!agreeOnTimes() || !agreeOnZones()) return std::nullopt;
    PlacedParts parts;
    std::optional<DayMarks> before;  // days that clock times without days of their own go on with
    for (size_t i = 0; i < written_.size(); ++i) {
      const Written& part = written_[i];
      bool sound = true;
      if (part.stretch) {
        sound = addStretch(part, parts);
        before.reset();
      } else if (part.day_set && beginsWithName(part)) {
        sound = addNamed(part, parts);
        before.reset();
      } else if (part.day_set) {
        auto days = marksOf(part.day_set);
        sound = days && addPart(part, *days, parts);
        before = std::move(days);
      } else if (i == 0) {
        DayMarks every(days_);
        every.setAll(DayMarks::Mark::yes);
        sound = addPart(part, every, parts);
        before = std::move(every);
      } else if (before) {
        sound = addPart(part, *before, parts);
      } else {
        cx_.sink->report(file_.span(part.node), kinds::clocks_without_days, cx_.text(file_, part.node))
            .label(file_.span(written_[i - 1].node), "this is no list of days")
            .hint("say the days, such as `mon..fri " + std::string(cx_.text(file_, part.node)) + "`");
        sound = false;
      }
      if (!sound) return std::nullopt;
    }
    return parts;
  }

 private:
  // --- what could be meant in two ways ---

  // `weekdays, sat 9:00..13:00`: are the weekdays all day, or do the clock times hold for them too?
  bool agreeOnTimes() {
    const Written *alone = nullptr, *timed = nullptr;
    for (const Written& part : written_) {
      if (part.clocks) timed = &part;
      else if (part.day_set && !beginsWithName(part)) alone = &part;
    }
    if (!alone || !timed) return true;
    const std::string_view text = cx_.text(file_, alone->node), clocks = cx_.text(file_, timed->clocks);
    auto& diagnostic = cx_.sink->report(file_.span(alone->node), kinds::days_without_times, text);
    diagnostic.label(file_.span(timed->node), "this says clock times");
    diagnostic.hint(fmt::format("all day is `{} 0:00..24:00`; the same clock times are `{} {}`", text, text, clocks));
    if (timed->day_set && alone->node.value < timed->node.value) {
      diagnostic.hint(fmt::format("days that share their clock times are joined by `and`: `{} and {}`", text, cx_.text(file_, timed->node)));
    }
    return false;
  }

  NodeId zoneOf(const Written& part) const {
    const NodeId timed = part.stretch ? part.stretch : part.clocks;
    if (!timed) return {};
    const Children parts(file_, timed);
    const NodeId last = parts[parts.size() - 1];
    return file_.kind(last) == NodeKind::zone ? last : NodeId{};
  }

  bool agreeOnZones() {
    const Written *with = nullptr, *without = nullptr;
    for (const Written& part : written_) {
      if (!part.clocks && !part.stretch) continue;
      (zoneOf(part) ? with : without) = &part;
    }
    if (!with || !without) return true;
    cx_.sink->report(file_.span(without->node), kinds::zone_of_some, cx_.text(file_, without->node))
        .label(file_.span(with->node), "this names one")
        .hint(fmt::format("say of each range which clocks it means: `in {}`, or `in UTC`", cx_.text(file_, zoneOf(*with))));
    return false;
  }

  // --- days ---

  bool beginsWithName(const Written& part) const {
    if (!part.day_set) return false;
    const Children terms(file_, part.day_set);
    return terms.size() > 0 && file_.kind(terms[0]) == NodeKind::path;
  }

  // `2025-03-14` and nothing else belongs into the period, as it always did.
  bool isLoneDate(NodeId day_set) const {
    const Children terms(file_, day_set);
    return written_.size() == 1 && terms.size() == 1 && file_.kind(terms[0]) == NodeKind::date;
  }

  // Days as a name or a term of `and` and `except` says them.
  bool addTerm(NodeId term, DayMarks& marks) {
    if (file_.kind(term) == NodeKind::placed) {
      const Children terms(file_, daysAlone(file_, term));
      return std::all_of(terms.begin(), terms.end(), [&](NodeId one) { return addTerm(one, marks); });
    }
    if (file_.kind(term) == NodeKind::path) {
      const auto parts = partsOfName(cx_, scope_, term, days_);
      if (!parts) return false;
      for (const PlacedPart& part : *parts) {
        if (part.clocks || part.stretch) return reportTimes(term);
        marks.add(part.days);
      }
      return true;
    }
    auto set = readDays(cx_, file_, term, days_);
    if (!set) return false;
    for (int day = -calendar::kDaysBefore; day <= days_; ++day) {
      if (isOneOf(*set, cx_.billedPeriod(), day)) marks.set(day, DayMarks::Mark::yes);
    }
    return true;
  }

  bool reportTimes(NodeId name) {
    cx_.sink->report(file_.span(name), kinds::not_days, cx_.text(file_, name), "list of days")
        .hint("it says clock times or a stretch of its own; here whole days are wanted");
    return false;
  }

  bool takeExceptions(NodeId exceptions, DayMarks& marks) {
    DayMarks without(days_);
    for (const NodeId term : Children(file_, exceptions)) {
      if (!addTerm(term, without)) return false;
    }
    marks.remove(without);
    return true;
  }

  std::optional<DayMarks> marksOf(NodeId day_set) {
    if (isLoneDate(day_set) && !fitsPeriod(day_set)) return std::nullopt;
    DayMarks marks(days_);
    if (file_.kind(day_set) != NodeKind::day_set && file_.kind(day_set) != NodeKind::and_) {
      const auto parts = partsOfWeekday(cx_, file_, day_set, days_);
      return parts ? std::optional(parts->front().days) : std::nullopt;
    }
    for (const NodeId term : Children(file_, day_set)) {
      const bool sound = file_.kind(term) == NodeKind::exceptions ? takeExceptions(term, marks) : addTerm(term, marks);
      if (!sound) return std::nullopt;
    }
    return marks;
  }

  // The clock times of a day beside the period may still lie in it.
  bool fitsPeriod(NodeId date) {
    auto set = readDays(cx_, file_, Children(file_, date)[0], days_);
    if (!set) return false;
    if (set->from >= -calendar::kDaysBefore && set->from <= days_) return true;
    if (!cx_.period_wrong) cx_.sink->report(file_.span(date), kinds::date_outside_period, cx_.text(file_, date), cx_.billedPeriod().name);
    return false;
  }

  // --- parts ---

  bool addPart(const Written& written, const DayMarks& days, PlacedParts& parts) {
    PlacedPart part{file_.span(written.node), days, std::nullopt, std::nullopt, {}};
    if (written.clocks) {
      part.clocks = readClocks(cx_, file_, written.clocks);
      if (!part.clocks) return false;
      part.zone = part.clocks->zone;
    }
    parts.push_back(std::move(part));
    return true;
  }

  // `office except bavaria`, `bavaria 9:00..17:00`, `bavaria and mon`
  bool addNamed(const Written& written, PlacedParts& parts) {
    const Children terms(file_, written.day_set);
    const NodeId last = terms[terms.size() - 1];
    const NodeId exceptions = file_.kind(last) == NodeKind::exceptions ? last : NodeId{};
    const bool is_one_name = terms.size() == (exceptions ? 2U : 1U);
    if (written.clocks || !is_one_name) {
      auto days = marksOf(written.day_set);
      return days && addPart(written, *days, parts);
    }
    const auto named = partsOfName(cx_, scope_, terms[0], days_);
    if (!named) return false;
    for (PlacedPart part : *named) {
      part.span = file_.span(written.node);
      if (exceptions && part.stretch) return reportTimes(terms[0]);
      if (exceptions && !takeExceptions(exceptions, part.days)) return false;
      parts.push_back(std::move(part));
    }
    return true;
  }

  // `9:00` behind a date, as seconds on the clocks from the period's begin on.
  std::optional<int64_t> instantAt(NodeId date, NodeId clock) {
    auto set = readDays(cx_, file_, date, days_);
    if (!set) return std::nullopt;
    const auto time = clock ? readClockTime(cx_, file_, clock) : std::optional(0);
    if (!time) {
      cx_.sink->report(file_.span(clock), kinds::no_clock_time, cx_.text(file_, clock)).hint("a day goes from `0:00` to `24:00`");
      return std::nullopt;
    }
    return int64_t{set->from} * kSecondsPerDay + *time;
  }

  bool addStretch(const Written& written, PlacedParts& parts) {
    const Children inside(file_, written.stretch);
    PlacedPart part{file_.span(written.node), DayMarks(days_), std::nullopt, std::nullopt, {}};
    const bool has_time = file_.kind(inside[1]) == NodeKind::clock_time;
    const bool is_run = inside.size() < 3 || file_.kind(inside[2]) != NodeKind::date;
    auto begin = instantAt(inside[0], has_time ? inside[1] : NodeId{});
    if (!begin) return false;
    if (is_run) {
      const NodeId* length_at = inside.begin() + (has_time ? 2 : 1);
      const auto length = lengthOfRun(length_at, inside.end());
      if (!length) return false;
      part.stretch = {*begin, *begin + *length};
    } else {
      auto end = instantAt(inside[2], inside[3]);
      if (!end) return false;
      if (*end <= *begin) {
        cx_.sink->report(part.span, kinds::reversed_range, cx_.text(file_, written.stretch)).hint("the instant that comes first stands first");
        return false;
      }
      part.stretch = {*begin, *end};
      if (const NodeId zone = zoneOf(written)) {
        part.zone = std::string(cx_.text(file_, zone));
        if (!findZone(cx_, file_.span(zone), part.zone)) return false;
      }
    }
    parts.push_back(std::move(part));
    return true;
  }

  // Seconds of `36h`, `2 days`; whole ones.
  std::optional<int64_t> lengthOfRun(const NodeId* begin, const NodeId* end) {
    const Span at{file_.source, file_.node(*begin).begin, file_.node(end[-1]).end};
    std::optional<base::Rational> length = timeOf(cx_, file_, begin, end);
    const std::string_view unit = cx_.text(file_, begin[1]);
    const bool in_days = end - begin == 2 && (unit.starts_with("day") || unit.starts_with("week"));
    if (!length && in_days) {
      length = valueOf(readDigits(cx_.text(file_, begin[0]))) * kSecondsPerDay * (unit.starts_with("week") ? kDaysPerWeek : 1);
    }
    constexpr int64_t kMost = int64_t{1} << 40;
    if (!length || !base::isWhole(*length) || *length > kMost) {
      cx_.sink->report(at, kinds::wrong_type, "a time of whole seconds such as `36h`", fmt::format("`{}`", cx_.sources.text(at)));
      return std::nullopt;
    }
    if (*length == 0) {
      cx_.sink->report(at, kinds::names_no_day, cx_.sources.text(at)).hint("what does not run is left out");
      return std::nullopt;
    }
    return length->get_num().get_si();
  }

  Expressions& cx_;
  const Scope& scope_;
  const ast::File& file_;
  int days_;
  std::vector<Written> written_;
};

void reportNoDays(Expressions& cx, Span at) {
  cx.sink->report(at, kinds::not_days, cx.sources.text(at), "schedule")
      .hint("days are declared `days NAME 2025 = 2025-01-01, …`, a schedule `let NAME = weekdays 9:00..17:00`");
}

std::optional<PlacedParts> partsOfValue(Expressions& cx, const Scope& scope, NodeId value, int days, Span at) {
  const ast::File& file = scope.module->tree;
  while (file.kind(value) == NodeKind::paren) value = Children(file, value)[0];
  switch (file.kind(value)) {
    case NodeKind::placed:
      if (isTimeRange(file, value)) break;
      return readParts(cx, scope, {value}, days);
    case NodeKind::placed_list: {
      const Children parts(file, value);
      return readParts(cx, scope, {parts.begin(), parts.end()}, days);
    }
    case NodeKind::always: {
      PlacedPart part{file.span(value), DayMarks(days), std::nullopt, std::nullopt, {}};
      part.days.setAll(DayMarks::Mark::yes);
      return PlacedParts{std::move(part)};
    }
    case NodeKind::and_:
      if (!isJoinedDays(cx, scope, value)) break;
      return readParts(cx, scope, {value}, days);
    case NodeKind::path: {
      const auto parts = partsOfName(cx, scope, value, days);
      return parts ? std::optional(*parts) : std::nullopt;
    }
    default: break;
  }
  reportNoDays(cx, at);
  return std::nullopt;
}

}  // namespace

bool isJoinedDays(Expressions& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  const Children names(file, node);
  return std::all_of(names.begin(), names.end(), [&](NodeId name) {
    if (file.kind(name) == NodeKind::placed) return static_cast<bool>(daysAlone(file, name));  // `mon..tue`
    if (file.kind(name) != NodeKind::path) return false;
    const std::string_view text = cx.text(file, name);
    const Decl* decl = findAt(cx, scope, Space::value, name);
    return decl ? decl->kind == DeclKind::days : text == "weekends" || ast::weekdayNamed(text).has_value();
  });
}

std::optional<PlacedParts> readParts(Expressions& cx, const Scope& scope, const std::vector<NodeId>& nodes, int days) {
  return PartReader(cx, scope, nodes, days).read();
}

std::shared_ptr<const PlacedParts> partsOfName(Expressions& cx, const Scope& scope, NodeId name, int days) {
  const ast::File& file = scope.module->tree;
  const Span at = file.span(name);
  const Decl* decl = findAt(cx, scope, Space::value, name);
  if (!decl) {
    if (ast::weekdayNamed(cx.text(file, name)) && !hasMonth(cx, at, fmt::format("`{}`", cx.text(file, name)))) return nullptr;
    if (auto parts = partsOfWeekday(cx, file, name, days)) return std::make_shared<const PlacedParts>(std::move(*parts));
    auto& diagnostic = cx.sink->report(at, kinds::unknown_name, cx.text(file, name));
    suggest(diagnostic, at, cx.text(file, name), namesIn(cx, scope, Space::value));
    // `machines: 4x`, which reads as an entry of a profile.
    const Span colon{at.file, at.end, at.end + 1};
    if (diagnostic.fixes.empty() && cx.sources.file(at.file).text().substr(at.end).starts_with(':')) {
      diagnostic.hint("a label has no `:` behind it");
      diagnostic.fix(colon, "", "leave out `:`");
    }
    return nullptr;
  }
  auto& known = cx.period.facts().named_parts;
  if (const auto found = known.find(decl); found != known.end()) return found->second;
  std::optional<PlacedParts> parts;
  if (decl->kind == DeclKind::days) {
    if (!hasMonth(cx, at, fmt::format("`{}`", decl->name))) return nullptr;
    parts = PlacedParts{partOfList(cx, *decl, days)};
  } else if (decl->kind == DeclKind::let || decl->kind == DeclKind::param) {
    if (base::stackLeft() < base::kStackForAStep || cx.followed.size() > static_cast<size_t>(kMaxInferDepth)) {
      cx.sink->report(at, kinds::nested_too_deep, cx.followed.size());
      return nullptr;
    }
    if (!cx.followed.insert(decl).second) {
      reportCycle(cx, *decl, at);
      return nullptr;
    }
    const Children inside(decl->scope->module->tree, decl->node);
    const size_t value_at = inside.size() > 2 && decl->scope->module->tree.kind(inside[1]) == NodeKind::type ? 2 : 1;
    const auto given = cx.overrides.find(decl);
    const bool is_given = given != cx.overrides.end();
    parts = partsOfValue(cx, is_given ? *given->second.scope : *decl->scope, is_given ? given->second.value : inside[value_at], days, at);
    cx.followed.erase(decl);
  } else {
    reportNoDays(cx, at);
  }
  if (!parts) return nullptr;
  return known[decl] = std::make_shared<const PlacedParts>(std::move(*parts));
}

}  // namespace smcost::check
