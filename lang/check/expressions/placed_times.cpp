// Placed schedules: days with clock times -> the seconds of the period in which something
// runs. A range that ends before it begins goes past midnight: its end is on the next day. A
// schedule has no beginning and no end, so the period has of it what lies inside: the end of the
// night before it too, and not the end of its own last night, which is the next one's.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/placed_parts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// One range of a part: on the clocks as written, and in UTC.
struct Run {
  int64_t begin = 0, end = 0, written_begin = 0, written_end = 0;
  size_t part = 0;
};

// The days in which the ranges lie, as ranges of whole days.
std::vector<program::PlacedRange> daysOf(const std::vector<program::PlacedRange>& ranges) {
  constexpr uint32_t kDay = kSecondsPerDay;
  std::vector<program::PlacedRange> days;
  for (const auto& range : ranges) days.push_back({range.begin / kDay * kDay, (range.end + kDay - 1) / kDay * kDay});
  return days;
}

// What lies in the period.
void addRange(std::vector<program::PlacedRange>& ranges, int64_t begin, int64_t end, int64_t period) {
  begin = std::max<int64_t>(begin, 0);
  end = std::min(end, period);
  if (begin < end) ranges.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
}

class Placer {
 public:
  Placer(Expressions& cx, int days, bool begins)
      : cx_(cx), first_day_(begins ? 0 : -calendar::kDaysBefore), days_(days), period_(int64_t{days} * kSecondsPerDay),
        first_(cx.billedPeriod().first_day ? int64_t{*cx.billedPeriod().first_day} * kSecondsPerDay : 0) {}

  // False with its error reported.
  bool place(const PlacedParts& parts) {
    for (size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].stretch) addStretch(parts[i], i);
      else if (!addDays(parts[i], i)) return false;
    }
    return parts.size() == 1 || !overlaps(parts);
  }

  // The last day on which something was to run, and nothing of anything lies in the period.
  bool liesOutside() const { return lies_outside_; }

  PlacedTimes times() {
    std::vector<program::PlacedRange> ranges, written;
    for (const Run& run : runs_) {
      addRange(ranges, run.begin, run.end, period_);
      addRange(written, run.written_begin, run.written_end, period_);
    }
    PlacedTimes times;
    times.span = cx_.program.placements.intern(daysOf(written));
    times.running = cx_.program.placements.intern(std::move(ranges));
    const auto seconds = [&](program::PlacementId id) -> uint64_t { return id ? cx_.program.placements[id].seconds : 0; };
    times.seconds = base::Rational(seconds(times.running));
    times.days = base::Rational(seconds(times.span) / kSecondsPerDay);
    return times;
  }

 private:
  bool touches(int64_t begin, int64_t end) const { return begin < end && end > 0 && begin < period_; }

  bool addDays(const PlacedPart& part, size_t index) {
    const calendar::ClockRange range = part.clocks ? part.clocks->range : calendar::ClockRange();
    for (int day = first_day_; day <= days_; ++day) {
      const DayMarks::Mark mark = part.days[day];
      if (mark == DayMarks::Mark::no) continue;
      const int64_t midnight = int64_t{day} * kSecondsPerDay;
      Run run{0, 0, midnight + range.begin, midnight + range.end, index};
      run.begin = utc(part, run.written_begin);
      run.end = utc(part, run.written_end);
      const bool is_in = touches(run.begin, run.end);
      if (mark == DayMarks::Mark::unknown && (is_in || touches(run.written_begin, run.written_end))) return reportYears(part, day);
      lies_outside_ = run.begin < run.end && !is_in && !any_in_;
      any_in_ = any_in_ || is_in;
      runs_.push_back(run);
    }
    return true;
  }

  // What began before the period goes on in it; what begins with the period has nothing before.
  void addStretch(const PlacedPart& part, size_t index) {
    runs_.push_back({utc(part, part.stretch->first), utc(part, part.stretch->second), part.stretch->first, part.stretch->second, index});
  }

  int64_t utc(const PlacedPart& part, int64_t local) const {
    return part.zone.empty() ? local : Clocks{{}, part.zone}.utc(cx_, first_ + local) - first_;
  }

  bool reportYears(const PlacedPart& part, int day) {
    const auto date = static_cast<uint32_t>(std::max<int64_t>(int64_t{*cx_.billedPeriod().first_day} + day, 0));
    const Decl& list = *part.days.unknown_to;
    if (cx_.period_wrong) return false;
    auto& diagnostic = cx_.sink->report(part.span, kinds::day_list_years, list.name, yearsOfList(cx_, list), calendar::dateText(date));
    diagnostic.label(list.span, "declared here");
    if (day < 0) diagnostic.hint("what runs over midnight reaches into the period from the day before it");
    return false;
  }

  // No second is in two parts.
  bool overlaps(const PlacedParts& parts) {
    std::sort(runs_.begin(), runs_.end(), [](const Run& a, const Run& b) { return std::pair(a.begin, a.part) < std::pair(b.begin, b.part); });
    const Run* last = nullptr;  // that ends last so far
    for (const Run& run : runs_) {
      if (!touches(run.begin, run.end)) continue;
      if (last && run.part != last->part && run.begin < last->end) {
        // Clocks that are set back show two ranges at once that are apart as written.
        const bool same_clocks = parts[run.part].zone == parts[last->part].zone;
        const bool apart = run.written_begin >= last->written_end || last->written_begin >= run.written_end;
        if (!same_clocks || !apart) {
          reportOverlap(parts[last->part], parts[run.part], run.begin);
          return true;
        }
      }
      if (!last || run.end > last->end) last = &run;
    }
    return false;
  }

  void reportOverlap(const PlacedPart& one, const PlacedPart& other, int64_t at) {
    const auto [first, second] = std::minmax(one.span, other.span);
    const auto day = static_cast<uint32_t>(std::max<int64_t>(at, 0) / kSecondsPerDay);
    const auto& first_day = cx_.billedPeriod().first_day;
    cx_.sink->report(second, kinds::schedule_overlap, cx_.sources.text(first), cx_.sources.text(second),
                     first_day ? calendar::dateText(*first_day + day) : fmt::format("day {}", day + 1))
        .label(first, "the other");
  }

  Expressions& cx_;
  int first_day_, days_;
  int64_t period_, first_;
  std::vector<Run> runs_;
  bool lies_outside_ = false, any_in_ = false;
};

// `2025-03-14 9:00..17:00` and nothing else.
bool isOneDate(const ast::File& file, const std::vector<NodeId>& nodes) {
  if (nodes.size() != 1 || file.kind(nodes[0]) != NodeKind::placed) return false;
  const NodeId first = Children(file, nodes[0])[0];
  if (file.kind(first) != NodeKind::day_set) return false;
  const Children terms(file, first);
  return terms.size() == 1 && file.kind(terms[0]) == NodeKind::date;
}

std::optional<PlacedTimes> readTimes(Expressions& cx, const Scope& scope, const std::vector<NodeId>& nodes, Span at, bool begins) {
  const ast::File& file = scope.module->tree;
  const bool has_days = !clocksAlone(file, nodes[0]);
  auto days = wholeDaysOfPeriod(cx, at, has_days ? "a list of days" : "a clock time");
  if (!days) return std::nullopt;
  auto parts = readParts(cx, scope, nodes, *days);
  if (!parts) return std::nullopt;
  Placer placer(cx, *days, begins);
  if (!placer.place(*parts)) return std::nullopt;
  if (isOneDate(file, nodes) && placer.liesOutside()) {
    if (!cx.period_wrong) cx.sink->report(at, kinds::date_outside_period, cx.sources.text(at), cx.billedPeriod().name);
    return std::nullopt;
  }
  return placer.times();
}

// Is a name in it, whose meaning is its scope's?
bool hasName(const ast::File& file, const std::vector<NodeId>& nodes) {
  for (uint32_t i = file.node(nodes.front()).first; i <= nodes.back().value; ++i) {
    if (file.nodes[i].kind == NodeKind::path) return true;
  }
  return false;
}

}  // namespace

const PlacedTimes* placedTimes(Expressions& cx, const Scope& scope, const std::vector<NodeId>& nodes, bool begins) {
  const ast::File& file = scope.module->tree;
  const Span at{file.source, file.node(nodes.front()).begin, file.node(nodes.back()).end};
  std::string key(cx.sources.text(at));
  if (hasName(file, nodes)) key += fmt::format("\n{}", reinterpret_cast<uintptr_t>(&scope));
  auto& all = begins ? cx.period.facts().beginning_times : cx.period.facts().placed_times;
  auto known = all.find(key);
  if (known == all.end()) {
    auto times = readTimes(cx, scope, nodes, at, begins);
    if (!times) return nullptr;  // each place of a wrong schedule is reported
    known = all.emplace(std::move(key), std::move(*times)).first;
  }
  return &known->second;
}

const PlacedTimes* placedTimesOfList(Expressions& cx, const Decl& list, Span at, bool begins) {
  auto& all = begins ? cx.period.facts().beginning_times : cx.period.facts().placed_times;
  std::string key = fmt::format("\n{}", reinterpret_cast<uintptr_t>(&list));
  if (const auto known = all.find(key); known != all.end()) return &known->second;
  auto days = wholeDaysOfPeriod(cx, at, "a list of days");
  if (!days || !hasMonth(cx, at, fmt::format("`{}`", list.name))) return nullptr;
  PlacedParts parts{partOfList(cx, list, *days)};
  parts[0].span = at;
  Placer placer(cx, *days, begins);
  if (!placer.place(parts)) return nullptr;
  return &all.emplace(std::move(key), placer.times()).first->second;
}

}  // namespace smcost::check
