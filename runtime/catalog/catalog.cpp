#include "runtime/catalog/catalog.h"

#include <algorithm>
#include <set>

#include "runtime/catalog/allowances.h"
#include "runtime/catalog/price_changes.h"

namespace smcost::runtime {

namespace {

bool isTier(const program::RateRow& row) { return row.lower != 0 || row.upper; }

size_t slotOf(program::OfferId offer) { return offer ? offer.value + 1 : 0; }

}  // namespace

std::string meterText(const program::Program& program, program::MeterId meter, program::KeyId key) {
  std::string text = program.meters[meter.value].name;
  if (key) text += "(" + program.keys[key.value].text + ")";
  return text;
}

Catalog::Catalog(const program::Program& program)
    : program_(program), rows_of_meter_(program.meters.size()), offers_(program.offers.size() + 1), committed_(program.meters.size()) {
  const std::set<base::NameId> regions = program::regionsInUse(program);
  for (uint32_t i = 0; i < program.rates.size(); ++i) {
    const program::RateRow& row = program.rates[i];
    const program::RateRowId id{i};
    if (row.is_replaced) continue;
    rows_of_meter_[row.meter.value].push_back(id);
    // A row without an edition is the user's own and holds in every edition.
    const bool this_edition = !row.edition || row.edition == program.edition;
    if (!this_edition) continue;
    auto& rows_here = offers_[slotOf(row.offer)].rows;
    if (regions.contains(row.region)) rows_here[{row.meter, row.key, row.region}].push_back(id);
    for (const base::NameId region : regions) {
      if (!row.region) rows_here[{row.meter, row.key, region}].push_back(id);
    }
  }
  for (uint32_t i = 0; i < program.allowances.size(); ++i) {
    if (holdingOf(program, i) != Holding::holds) continue;
    for (const program::Cover& cover : program.allowances[i].covers) {
      if (cover.keys.empty()) free_.insert({cover.meter, {}, {}});
      for (const program::KeyId key : cover.keys) free_.insert({cover.meter, key, {}});
    }
  }
  for (const program::Commitment& commitment : program.commitments) {
    const program::Plan& plan = program.plans[program.offers[commitment.offer.value].plan.value];
    for (const program::MeterId meter : plan.covers) committed_[meter.value] = true;
  }
}

size_t Catalog::PlaceHash::operator()(const Place& place) const {
  const size_t of_pair = std::hash<uint64_t>{}((static_cast<uint64_t>(place.meter.value) << 32) | place.key.value);
  return of_pair * 31 + place.region.value;
}

RateId Catalog::find(program::MeterId meter, program::KeyId key, base::NameId region, program::OfferId offer) {
  const Place place{meter, key, region};
  const auto [found, is_new] =
      offers_[slotOf(offer)].rates.try_emplace(place, RateId{static_cast<uint32_t>(rates_.size())});
  if (is_new) rates_.push_back(resolve(place, offer));
  return found->second;
}

Rate Catalog::resolve(const Place& place, program::OfferId offer) const {
  const program::Meter& meter = program_.meters[place.meter.value];
  Rate rate;
  rate.meter = place.meter;
  rate.key = place.key;
  rate.region = place.region;
  rate.offer = offer;
  if (meter.plan) {
    rate.outcome = Rate::Outcome::commitment;
    rate.pooled = true;
    return rate;
  }
  chooseRows(rate);
  if (meter.free_reason && rate.rows.empty()) {
    rate.outcome = Rate::Outcome::free;
    rate.reason = *meter.free_reason;
  } else if (meter.quote_reason && rate.rows.empty()) {
    rate.outcome = Rate::Outcome::quote;
    rate.reason = *meter.quote_reason;
  } else if (rate.outcome == Rate::Outcome::priced || rate.outcome == Rate::Outcome::changing) {
    rate.currency = program_.rates[rate.rows.front().value].currency;
    rate.pooled = isPooled(rate);
    const auto other = std::find_if(rate.rows.begin(), rate.rows.end(), [&](program::RateRowId id) {
      return program_.rates[id.value].currency != rate.currency;
    });
    if (other != rate.rows.end()) {
      rate.outcome = Rate::Outcome::currencies;
      rate.rows = {rate.rows.front(), *other};
    }
  }
  return rate;
}

bool Catalog::isPooled(const Rate& rate) const {
  const program::Meter& meter = program_.meters[rate.meter.value];
  return !meter.bill_granularity.empty() || !meter.bill_minimum.empty() || committed_[rate.meter.value] ||
         (rate.outcome == Rate::Outcome::priced && rate.rows.size() > 1) ||
         std::any_of(rate.rows.begin(), rate.rows.end(), [this](program::RateRowId id) { return isTier(program_.rates[id.value]); }) ||
         free_.contains({rate.meter, {}, {}}) || free_.contains({rate.meter, rate.key, {}});
}

// The rows that hold in the period must be tiers from 0 upwards without gap or overlap.
void Catalog::chooseRows(Rate& rate) const {
  const Index& index = offers_[slotOf(rate.offer)];
  const auto here = index.rows.find({rate.meter, rate.key, rate.region});
  if (here == index.rows.end()) return;
  if (const auto both = overlappingRows(program_, here->second); !both.empty()) {
    rate.outcome = Rate::Outcome::ambiguous;
    rate.rows = both;
    return;
  }
  for (const program::RateRowId id : here->second) {
    if (holds(program_.rates[id.value])) rate.rows.push_back(id);
  }
  if (rate.rows.empty()) rate.rows = changingRows(program_, here->second);
  if (!rate.rows.empty() && !holds(program_.rates[rate.rows.front().value])) {
    rate.outcome = Rate::Outcome::changing;
    return;
  }
  if (rate.rows.empty() && isCutByAgreement(here->second)) {
    rate.outcome = Rate::Outcome::changing;
    for (const program::RateRowId id : here->second) {
      if (holdsPartly(program_, program_.rates[id.value])) rate.rows.push_back(id);
    }
    return;
  }
  if (rate.rows.empty()) {
    rate.outcome = Rate::Outcome::outdated;
    rate.rows = here->second;
    return;
  }
  settleUnpriced(rate);
  if (rate.outcome != Rate::Outcome::missing) return;
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

// Tiers have one price a month, and an agreement that begins or ends inside it makes them two.
bool Catalog::isCutByAgreement(const std::vector<program::RateRowId>& rows) const {
  return std::any_of(rows.begin(), rows.end(), [this](program::RateRowId id) {
    const program::RateRow& row = program_.rates[id.value];
    return isTier(row) && (row.list || row.agreement) && holdsPartly(program_, row);
  });
}

// Rows without a price: a price, which somebody was quoted, replaces the word that there is none.
void Catalog::settleUnpriced(Rate& rate) const {
  const auto isKind = [this](program::RateRow::Kind kind) {
    return [this, kind](program::RateRowId id) { return program_.rates[id.value].kind == kind; };
  };
  const auto free = std::find_if(rate.rows.begin(), rate.rows.end(), isKind(program::RateRow::Kind::free));
  const auto quote = std::find_if(rate.rows.begin(), rate.rows.end(), isKind(program::RateRow::Kind::quote));
  if (free != rate.rows.end()) {
    rate.outcome = rate.rows.size() == 1 ? Rate::Outcome::free : Rate::Outcome::ambiguous;
    rate.reason = program_.textOf(program_.rates[free->value]).reason;
    if (rate.outcome == Rate::Outcome::free) rate.rows.clear();
  } else if (quote != rate.rows.end()) {
    rate.reason = program_.textOf(program_.rates[quote->value]).reason;
    std::erase_if(rate.rows, isKind(program::RateRow::Kind::quote));
    if (rate.rows.empty()) rate.outcome = Rate::Outcome::quote;
  }
}

bool Catalog::holds(const program::RateRow& row) const {
  return calendar::holdsThroughout(row.from_day, row.until_day, program_.period);
}

}  // namespace smcost::runtime
