// What a month is worth depends on which one is billed: prices, bounds and allowances that are said of one.
#include "lang/check/library/library.h"

namespace smcost::check {

namespace {

bool isOfMonth(const Library& cx, const program::RateRow& row) {
  const program::Meter& meter = cx.program.meters[row.meter.value];
  return meter.has_basis && !meter.basis;
}

void settle(Library& cx, NewRate& rate) {
  const base::Rational& seconds = *cx.month_seconds;
  rate.row.lower += rate.lower_months * seconds;
  if (rate.row.upper) *rate.row.upper += rate.upper_months * seconds;
  if (rate.row.kind != program::RateRow::Kind::price) return;
  // The scale takes the month in, so that no division is left at run time.
  const base::Rational scale = cx.program.cells.scaleValue(rate.row.price.scale) / seconds;
  rate.row.price.scale = cx.program.cells.scale(scale).value & 0x7FFFFFFFU;
  rate.text.quantity_unit_scale *= seconds;
}

}  // namespace

void addRate(Library& cx, NewRate made) {
  if (isOfMonth(cx, made.row)) {
    if (!cx.month_seconds) return cx.monthly_rates.push_back(std::move(made));
    settle(cx, made);
  }
  ++cx.quoted[{made.row.edition, made.row.currency}];
  made.row.text = cx.program.addRateText(std::move(made.text));
  cx.program.rates.push_back(std::move(made.row));
}

void settleMonth(Library& cx) {
  cx.month_seconds = cx.program.period.seconds;
  for (const NewRate& rate : cx.monthly_rates) addRate(cx, rate);
  if (cx.monthly_allowances.empty()) return;
  std::vector<program::Allowance>& allowances = cx.program.allowances.edit();
  for (const uint32_t allowance : cx.monthly_allowances) allowances[allowance].quantity *= *cx.month_seconds;
}

}  // namespace smcost::check
