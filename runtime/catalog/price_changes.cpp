#include "runtime/catalog/price_changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lang/calendar/dates.h"

namespace smcost::runtime {

namespace {


struct Days {
  uint32_t begin, end;  // since 1970
};

Days periodDays(const program::Period& period) {
  const auto count = static_cast<uint32_t>(period.days.get_num().get_ui());
  return {*period.first_day, *period.first_day + count};
}

// Those of the period on which the row holds; none has begin >= end.
Days heldDays(const program::Program& program, const program::RateRow& row) {
  Days days = periodDays(program.period);
  if (row.from_day) days.begin = std::max(days.begin, *row.from_day);
  if (row.until_day) days.end = std::min(days.end, *row.until_day);
  return days;
}

}  // namespace

std::vector<PricedPart> partsByTime(const program::Program& program, const Rate& rate, const program::Placement& placement) {
  std::vector<PricedPart> parts;
  const uint32_t first = *program.period.first_day;
  for (const program::RateRowId id : rate.rows) {
    const Days days = heldDays(program, program.rates[id.value]);
    const uint64_t seconds = placement.secondsWithin((days.begin - first) * calendar::kSecondsPerDay, (days.end - first) * calendar::kSecondsPerDay);
    if (seconds == 0) continue;
    base::Rational share{base::Integer(seconds), base::Integer(placement.seconds)};
    share.canonicalize();
    parts.push_back({id, std::move(share)});
  }
  return parts;
}

base::Rational priceByTime(const program::Program& program, const std::vector<PricedPart>& parts) {
  base::Rational price = 0;
  for (const PricedPart& part : parts) price += program.cells.value(program.rates[part.row.value].price) * part.share;
  return price;
}

// A walk through the days: of the rows that hold at once each begins where no other's tier lies.
std::vector<program::RateRowId> overlappingRows(const program::Program& program, const std::vector<program::RateRowId>& rows) {
  if (!program.period.first_day) return {};
  const Days period = periodDays(program.period);
  enum class Event : uint8_t { ends, begins };
  std::set<std::tuple<uint32_t, Event, program::RateRowId>> events;
  bool any_partly = false;
  for (const program::RateRowId id : rows) {
    const Days days = heldDays(program, program.rates[id.value]);
    if (days.begin >= days.end || program.rates[id.value].kind == program::RateRow::Kind::quote) continue;
    any_partly = any_partly || days.begin != period.begin || days.end != period.end;
    events.insert({days.begin, Event::begins, id});
    events.insert({days.end, Event::ends, id});
  }
  if (!any_partly) return {};
  std::multimap<base::Rational, program::RateRowId> holding;  // by where their tiers begin
  const auto meet = [&](program::RateRowId a, program::RateRowId b) {
    const program::RateRow &low = program.rates[a.value], &high = program.rates[b.value];
    return (!low.upper || *low.upper > high.lower) && (!high.upper || *high.upper > low.lower);
  };
  const auto isWhole = [&](program::RateRowId id) {
    const Days days = heldDays(program, program.rates[id.value]);
    return days.begin == period.begin && days.end == period.end;
  };
  for (const auto& [day, event, id] : events) {
    const base::Rational& lower = program.rates[id.value].lower;
    if (event == Event::ends) {
      const auto [begin, end] = holding.equal_range(lower);
      holding.erase(std::find_if(begin, end, [ended = id](const auto& entry) { return entry.second == ended; }));
      continue;
    }
    const auto next = holding.lower_bound(lower);
    for (auto at : {next, next == holding.begin() ? holding.end() : std::prev(next)}) {
      if (at != holding.end() && meet(at->second, id) && !(isWhole(at->second) && isWhole(id))) return {at->second, id};
    }
    holding.emplace(lower, id);
  }
  return {};
}

bool holdsPartly(const program::Program& program, const program::RateRow& row) {
  if (!program.period.first_day) return false;
  const Days days = heldDays(program, row);
  return days.begin < days.end;
}

std::string commonDaysText(const program::Program& program, const program::RateRow& one, const program::RateRow& other) {
  const Days a = heldDays(program, one), b = heldDays(program, other);
  const std::string first = calendar::dateText(std::max(a.begin, b.begin)), last = calendar::dateText(std::min(a.end, b.end) - 1);
  return first == last ? first : first + ".." + last;
}

std::vector<program::RateRowId> changingRows(const program::Program& program, std::vector<program::RateRowId> rows) {
  if (!program.period.first_day) return {};
  const auto held = [&](program::RateRowId id) { return heldDays(program, program.rates[id.value]); };
  std::erase_if(rows, [&](program::RateRowId id) { return held(id).begin >= held(id).end; });
  std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return held(a).begin < held(b).begin; });
  const Days period = periodDays(program.period);
  uint32_t next = period.begin;
  for (const program::RateRowId id : rows) {
    const program::RateRow& row = program.rates[id.value];
    if (row.kind != program::RateRow::Kind::price || held(id).begin != next || row.lower != 0 || row.upper) return {};
    next = held(id).end;
  }
  return next == period.end ? rows : std::vector<program::RateRowId>{};
}

}  // namespace smcost::runtime
