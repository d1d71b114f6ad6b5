#include "runtime/catalog/catalog.h"

#include <algorithm>

#include "lang/base/check.h"
#include "runtime/catalog/price_changes.h"

namespace smcost::runtime {

namespace {

uint64_t pairKey(program::MeterId meter, program::KeyId key) {
  return (static_cast<uint64_t>(meter.value) << 32) | key.value;
}

// An allowance names its keys, or holds for all of the meter.
bool covers(const program::Allowance& allowance, program::KeyId key) {
  return allowance.keys.empty() || std::find(allowance.keys.begin(), allowance.keys.end(), key) != allowance.keys.end();
}

bool isPooled(const program::Meter& meter, const Rate& rate, const program::Program& program) {
  if (meter.bill_quantum || meter.bill_minimum) return true;
  if (std::any_of(meter.allowances.begin(), meter.allowances.end(),
                  [&](const program::Allowance& a) { return covers(a, rate.key); })) {
    return true;
  }
  if (rate.outcome == Rate::Outcome::changing) return false;
  return rate.rows.size() > 1 || program.rates[rate.rows.front().value].upper.has_value();
}

}  // namespace

std::string meterText(const program::Program& program, program::MeterId meter, program::KeyId key) {
  std::string text = program.meters[meter.value].name;
  if (key) text += "(" + program.keys[key.value].text + ")";
  return text;
}

Catalog::Catalog(const program::Program& program) : program_(program), rows_of_meter_(program.meters.size()) {
  for (uint32_t i = 0; i < program.rates.size(); ++i) {
    const program::RateRow& row = program.rates[i];
    const program::RateRowId id{i};
    rows_of_meter_[row.meter.value].push_back(id);
    // A row without an edition is the user's own and holds in every edition.
    const bool this_edition = row.edition.empty() || row.edition == program.edition;
    if (row.region == program.region && this_edition) rows_here_[pairKey(row.meter, row.key)].push_back(id);
  }
}

RateId Catalog::find(program::MeterId meter, program::KeyId key) {
  const auto [place, is_new] = ids_.try_emplace(pairKey(meter, key), RateId{static_cast<uint32_t>(rates_.size())});
  if (is_new) rates_.push_back(resolve(meter, key));
  return place->second;
}

Rate Catalog::resolve(program::MeterId meter_id, program::KeyId key) const {
  const program::Meter& meter = program_.meters[meter_id.value];
  Rate rate;
  rate.meter = meter_id;
  rate.key = key;
  if (meter.free_reason) {
    rate.outcome = Rate::Outcome::free;
    return rate;
  }
  chooseRows(rate);
  if (rate.outcome == Rate::Outcome::missing && meter.quote_reason) rate.outcome = Rate::Outcome::quote;
  if (rate.outcome == Rate::Outcome::priced || rate.outcome == Rate::Outcome::changing) {
    rate.currency = program_.rates[rate.rows.front().value].currency;
    rate.pooled = isPooled(meter, rate, program_);
  }
  return rate;
}

// The rows that hold in the period must be tiers from 0 upwards without gap or overlap.
void Catalog::chooseRows(Rate& rate) const {
  const auto here = rows_here_.find(pairKey(rate.meter, rate.key));
  if (here == rows_here_.end()) return;
  for (const program::RateRowId id : here->second) {
    if (holds(program_.rates[id.value])) rate.rows.push_back(id);
  }
  if (rate.rows.empty()) rate.rows = changingRows(program_, here->second);
  if (!rate.rows.empty() && !holds(program_.rates[rate.rows.front().value])) {
    rate.outcome = Rate::Outcome::changing;
    return;
  }
  if (rate.rows.empty()) {
    rate.outcome = Rate::Outcome::outdated;
    rate.rows = here->second;
    return;
  }
  const auto lowerOf = [this](program::RateRowId id) -> const base::Rational& { return program_.rates[id.value].lower; };
  std::stable_sort(rate.rows.begin(), rate.rows.end(),
                   [&](auto a, auto b) { return lowerOf(a) < lowerOf(b); });
  // A first tier that does not start at 0, or an end before infinity, leaves usage without a price.
  const bool whole = lowerOf(rate.rows.front()) == 0 && !program_.rates[rate.rows.back().value].upper;
  rate.outcome = whole ? Rate::Outcome::priced : Rate::Outcome::missing;
  for (size_t i = 0; i + 1 < rate.rows.size(); ++i) {
    const program::RateRow& row = program_.rates[rate.rows[i].value];
    const base::Rational& next = lowerOf(rate.rows[i + 1]);
    if (!row.upper || *row.upper > next) {
      rate.outcome = Rate::Outcome::ambiguous;
      rate.rows = {rate.rows[i], rate.rows[i + 1]};
      return;
    }
    if (*row.upper < next) rate.outcome = Rate::Outcome::missing;
  }
}

// A row holds when it holds on every day of the period. A period that is no calendar
// month meets only rows whose end is open.
bool Catalog::holds(const program::RateRow& row) const {
  const program::Period& period = program_.period;
  if (!period.first_day) return !row.until_day;
  const base::Rational first = *period.first_day;
  const base::Rational end = first + period.days;
  return (!row.from_day || first >= *row.from_day) && (!row.until_day || end <= *row.until_day);
}

}  // namespace smcost::runtime
