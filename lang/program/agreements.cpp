#include "lang/program/agreements.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace smcost::program {

namespace {

struct Days {
  uint32_t begin = 0, end = std::numeric_limits<uint32_t>::max();
  bool any() const { return begin < end; }
};

Days meet(Days days, const std::optional<uint32_t>& from, const std::optional<uint32_t>& until) {
  if (from) days.begin = std::max(days.begin, *from);
  if (until) days.end = std::min(days.end, *until);
  return days;
}

// Days of a period without a calendar are none that a date names: what has an end holds in none of them.
Days daysOf(const Period& period) {
  if (!period.first_day) return {};
  return {*period.first_day, *period.first_day + static_cast<uint32_t>(period.days.get_num().get_ui())};
}

Days heldDays(const Agreement& agreement, const Period& period) {
  if (!period.first_day) return agreement.until_day ? Days{0, 0} : Days{};
  return meet(daysOf(period), agreement.from_day, agreement.until_day);
}

// Something agreed for the price of a row, on some days of the period.
struct Term {
  AgreementId agreement;
  uint32_t reduction = UINT32_MAX;  // none: a row of one's own stands there
  Days days;
};

class Applier {
 public:
  explicit Applier(Program& program) : program_(program) {}

  void run() {
    takeBack();
    for (uint32_t i = 0; i < program_.agreements.size(); ++i) gather({i});
    if (own_.empty() && reduced_.empty()) return;
    program_.rates.edit();
    cutByRegion();
    const auto listed = static_cast<uint32_t>(program_.rates.size());
    for (uint32_t i = 0; i < listed; ++i) apply({i});
    for (uint32_t i = 0; i < program_.agreements.size(); ++i) addOwn({i});
  }

 private:
  // What an earlier call made and marked.
  void takeBack() {
    const auto isMade = [](const RateRow& row) { return row.list || row.agreement; };
    const bool any = std::any_of(program_.rates.begin(), program_.rates.end(), [&](const RateRow& row) { return isMade(row) || row.is_replaced; });
    if (!any) return;
    std::erase_if(program_.rates.edit(), isMade);
    for (RateRow& row : program_.rates.edit()) row.is_replaced = false;
  }

  using Place = std::tuple<MeterId, KeyId, base::NameId, OfferId>;
  static Place placeOf(const RateRow& row) { return {row.meter, row.key, row.region, row.offer}; }

  void gather(AgreementId id) {
    const Agreement& agreement = program_.agreements[id.value];
    const Days days = heldDays(agreement, program_.period);
    if (!days.any()) return;
    // The tiers of a rate are rows of one place, and one term.
    std::set<Place> seen;
    for (const RateRow& row : agreement.rows) {
      if (seen.insert(placeOf(row)).second) own_[placeOf(row)].push_back({id, UINT32_MAX, days});
    }
    for (uint32_t i = 0; i < agreement.reductions.size(); ++i) {
      for (const Cover& cover : agreement.reductions[i].covers) reduced_[cover.meter].push_back({&cover, {id, i, days}});
    }
  }

  // What holds everywhere becomes a row of each region in use where something is agreed for one region.
  void cutByRegion() {
    std::set<MeterId> meters;
    for (const auto& [place, terms] : own_) meters.insert(std::get<MeterId>(place));
    for (const auto& [meter, covers] : reduced_) {
      for (const auto& [cover, term] : covers) {
        if (program_.agreements[term.agreement.value].reductions[term.reduction].region) meters.insert(meter);
      }
    }
    const std::set<base::NameId> regions = regionsInUse(program_);
    const auto listed = static_cast<uint32_t>(program_.rates.size());
    for (uint32_t i = 0; i < listed; ++i) {
      if (program_.rates[i].region || !meters.contains(program_.rates[i].meter)) continue;
      program_.rates.own(i).is_replaced = true;
      for (const base::NameId region : regions) {
        RateRow row = program_.rates[i];
        row.is_replaced = false;
        row.list = {i};
        row.region = region;
        program_.rates.push_back(std::move(row));
      }
    }
  }

  // What is agreed for this row's price. Beside a row of one's own nothing of that agreement is taken off.
  std::vector<Term> termsOf(const RateRow& row) const {
    std::vector<Term> terms;
    const auto add = [&](const Term& term) {
      const auto same = [&](const Term& other) { return other.agreement == term.agreement; };
      if (std::none_of(terms.begin(), terms.end(), same)) terms.push_back(term);
    };
    if (!row.source) return terms;
    if (const auto own = own_.find(placeOf(row)); own != own_.end()) {
      for (const Term& term : own->second) add(term);
    }
    const auto reduced = reduced_.find(row.meter);
    if (reduced == reduced_.end() || row.kind != RateRow::Kind::price) return terms;
    for (const auto& [cover, term] : reduced->second) {
      const Reduction& reduction = program_.agreements[term.agreement.value].reductions[term.reduction];
      const bool has_key = cover->keys.empty() || std::find(cover->keys.begin(), cover->keys.end(), row.key) != cover->keys.end();
      if (has_key && reduction.offer == row.offer && (!reduction.region || reduction.region == row.region)) add(term);
    }
    return terms;
  }

  // A row becomes one for each stretch of days with terms of its own.
  void apply(RateRowId id) {
    const RateRow row = program_.rates[id.value];
    if (row.is_replaced) return;
    if (row.edition && row.edition != program_.edition) return;
    std::vector<Term> terms = termsOf(row);
    const Days held = meet(daysOf(program_.period), row.from_day, row.until_day);
    std::erase_if(terms, [&](const Term& term) {
      return std::max(term.days.begin, held.begin) >= std::min(term.days.end, held.end);
    });
    if (terms.empty()) return;
    program_.rates.own(id.value).is_replaced = true;
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.days.begin < b.days.begin; });
    uint32_t next = held.begin;
    for (const Term& term : terms) {
      const uint32_t begin = std::max(term.days.begin, next), end = std::min(term.days.end, held.end);
      if (next < begin) addPiece(id, row, held, {next, begin}, nullptr);
      if (term.reduction != UINT32_MAX) addPiece(id, row, held, {begin, end}, &term);
      next = end;
    }
    if (next < held.end) addPiece(id, row, held, {next, held.end}, nullptr);
  }

  // At the ends of the days that count, the row's own dates stay.
  void addPiece(RateRowId list, RateRow row, const Days& held, const Days& days, const Term* term) {
    if (days.begin > held.begin) row.from_day = days.begin;
    if (days.end < held.end) row.until_day = days.end;
    row.list = list;
    if (term) {
      const Reduction& reduction = program_.agreements[term->agreement.value].reductions[term->reduction];
      const base::Rational rest = 1 - reduction.part;
      if (rest == 0) {
        row.price = program_.cells.cell(0);
      } else {
        const base::Rational scale = program_.cells.scaleValue(row.price.scale) * rest;
        row.price.scale = program_.cells.scale(scale).value & 0x7FFFFFFFU;
      }
      // Both have a finite form; a figure that reads as no decimal is shown as it is worked out.
      RateText text = program_.textOf(row);
      const auto written = base::parseDecimal(text.price);
      text.price = written ? base::toExactString(*written * rest) : "";
      text.shown.clear();
      row.text = program_.addRateText(std::move(text));
      row.agreement = term->agreement;
      row.reduction = term->reduction;
    }
    program_.rates.push_back(std::move(row));
  }

  void addOwn(AgreementId id) {
    const Agreement& agreement = program_.agreements[id.value];
    const Days days = heldDays(agreement, program_.period), period = daysOf(program_.period);
    if (!days.any()) return;
    for (RateRow row : agreement.rows) {
      row.agreement = id;
      // What holds in the whole period needs no dates.
      if (days.begin > period.begin) row.from_day = days.begin;
      if (days.end < period.end) row.until_day = days.end;
      program_.rates.push_back(std::move(row));
    }
  }

  Program& program_;
  std::map<Place, std::vector<Term>> own_;
  std::unordered_map<MeterId, std::vector<std::pair<const Cover*, Term>>> reduced_;
};

}  // namespace

bool holdsPartly(const Agreement& agreement, const Period& period) { return heldDays(agreement, period).any(); }

bool holdsWholly(const Agreement& agreement, const Period& period) {
  return calendar::holdsThroughout(agreement.from_day, agreement.until_day, period);
}

void applyAgreements(Program& program) { Applier(program).run(); }

}  // namespace smcost::program
