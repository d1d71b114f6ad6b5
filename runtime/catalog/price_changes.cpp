#include "runtime/catalog/price_changes.h"

#include <algorithm>

namespace smcost::runtime {

namespace {

constexpr uint32_t kSecondsPerDay = 86'400;

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
    const uint64_t seconds = placement.secondsWithin((days.begin - first) * kSecondsPerDay, (days.end - first) * kSecondsPerDay);
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
