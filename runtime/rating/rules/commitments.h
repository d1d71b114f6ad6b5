// Commitments against usage, hour by hour: where the discount is highest first, then where the rate is lowest. Sees only
// usage of which it is known when it runs.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "lang/base/interrupt.h"
#include "runtime/bill/bill.h"
#include "runtime/rating/algebra.h"
#include "runtime/rating/rules/hours.h"

namespace smcost::runtime {

template <class Number>
struct SliceOf {
  Reason reason = Reason::tier;
  uint32_t index = kNoIndex;   // of the allowance or the commitment
  program::RateRowId row;      // none for an allowance
  Number quantity{};
};

namespace rules {

// What commitments look at.
template <class Number>
struct PlacedUsage {
  const std::vector<PoolOf<Number>>& pools;
  const std::vector<PartOf<Number>>& parts;
  const std::vector<Rate>& rates;
  const std::map<program::OfferId, std::vector<RateId>>& plan_rates;
};

template <Algebra A>
class Commitments {
 public:
  using Number = typename A::Number;
  using Slice = SliceOf<Number>;

  // `committed` is the money of each commitment in the period.
  Commitments(const A& algebra, const program::Program& program, PlacedUsage<Number> usage, const std::vector<Number>& committed,
              std::vector<std::vector<Slice>>& slices_of_part)
      : algebra_(algebra), program_(program), usage_(usage), committed_(committed), slices_(slices_of_part), nothing_(algebra.constant(base::Rational(0))) {}

  // Turns what the commitments cover of each part's tiers into slices at the plans' rates, behind those. Returns what
  // became of each commitment.
  std::vector<CommitmentUseOf<Number>> run() {
    for (const Number& committed : committed_) uses_.push_back({committed, nothing_, nothing_, nothing_, nothing_});
    if (committed_.empty()) return {};
    spanMoney();
    gather();
    std::stable_sort(candidates_.begin(), candidates_.end(), before);
    numberCells();
    if (!candidates_.empty()) {
      for (const auto& [hours, count] : hourClasses(program_, spans_, placements_)) applyHour(hours, count);
    }
    addSlices();
    for (uint32_t i = 0; i < uses_.size(); ++i) addUse(i);
    return std::move(uses_);
  }

 private:
  // A tier's slice of a part that commitments to an offer may cover.
  struct Candidate {
    uint32_t part = 0;
    uint32_t slice = 0;
    uint32_t offer = 0;           // index into offers_
    program::RateRowId row;       // of the plan
    base::Rational discount;      // of the price on demand
    base::Rational price;         // on demand
    base::Rational rate;          // under the plan
    uint32_t cell = 0;            // the same for all that are of one slice
    uint32_t placement = 0;       // index into placements_
    std::vector<Number> covered;  // per span of the period
  };
  // Of an offer, what those who committed to it have in an hour of a span, and what became of it.
  struct Held {
    uint32_t holders = 0;         // commitments
    Number an_hour, used, eligible;  // over the span; eligible at prices on demand
  };

  // Candidates that neither goes before are equally good: no order of the text is among them.
  static bool before(const Candidate& a, const Candidate& b) {
    if (a.discount != b.discount) return a.discount > b.discount;
    return a.rate < b.rate;
  }

  void spanMoney() {
    for (const program::Commitment& commitment : program_.commitments) {
      const program::PlacedRange held = program::heldIn(commitment.term, program_.period);
      const base::Rational hours(static_cast<unsigned long>(held.end - held.begin), kSecondsPerHour);
      an_hour_.push_back(algebra_.mul(committed_[an_hour_.size()], algebra_.constant(base::Rational(1 / canonical(hours)))));
      offer_of_.push_back(offers_.try_emplace(commitment.offer, static_cast<uint32_t>(offers_.size())).first->second);
    }
    spans_ = cutSpans(program_);
    for (const HeldSpan& span : spans_) {
      std::vector<Held>& held = held_.emplace_back(offers_.size(), Held{0, nothing_, nothing_, nothing_});
      for (uint32_t i = 0; i < an_hour_.size(); ++i) {
        if (!span.holds[i]) continue;
        ++held[offer_of_[i]].holders;
        algebra_.addTo(held[offer_of_[i]].an_hour, an_hour_[i]);
      }
    }
  }

  static base::Rational canonical(base::Rational number) {
    number.canonicalize();
    return number;
  }

  // Commitments to one offer tie in all they could cover, so each is used in proportion to its size.
  Number partOfOffer(size_t span, uint32_t commitment, const Number& of) const {
    const Held& held = held_[span][offer_of_[commitment]];
    return held.holders == 1 ? of : algebra_.mul(of, algebra_.div(an_hour_[commitment], held.an_hour));
  }

  void addUse(uint32_t commitment) {
    CommitmentUseOf<Number>& use = uses_[commitment];
    for (size_t span = 0; span < spans_.size(); ++span) {
      if (!spans_[span].holds[commitment]) continue;
      const Held& held = held_[span][offer_of_[commitment]];
      algebra_.addTo(use.used, partOfOffer(span, commitment, held.used));
      algebra_.addTo(use.eligible, held.eligible);
    }
    use.unused = algebra_.sub(use.committed, use.used);
  }

  void gather() {
    for (uint32_t part = 0; part < usage_.parts.size(); ++part) {
      if (!usage_.parts[part].placement) continue;
      for (uint32_t i = 0; i < slices_[part].size(); ++i) {
        const Slice& slice = slices_[part][i];
        if (slice.reason != Reason::tier || algebra_.knownZero(slice.quantity)) continue;
        for (const auto& [offer, rates] : usage_.plan_rates) addCandidate(part, i, offer, rates);
      }
    }
  }

  void addCandidate(uint32_t part, uint32_t slice, program::OfferId offer, const std::vector<RateId>& rates) {
    const RateId on_demand = usage_.pools[usage_.parts[part].pool].rate;
    if (on_demand.value >= rates.size() || !rates[on_demand.value]) return;
    const Rate& rate = usage_.rates[rates[on_demand.value].value];
    const base::Rational price = priceOf(slices_[part][slice].row);
    if (rate.rows.empty() || price == 0) return;
    Candidate candidate;
    candidate.part = part;
    candidate.slice = slice;
    candidate.offer = offers_.at(offer);
    candidate.row = rate.rows.front();
    candidate.price = price;
    candidate.rate = priceOf(candidate.row);
    candidate.covered.assign(spans_.size(), nothing_);
    candidate.discount = (price - candidate.rate) / price;
    const program::PlacementId placement = usage_.parts[part].placement;
    candidate.placement = column_of_.try_emplace(placement, static_cast<uint32_t>(placements_.size())).first->second;
    if (candidate.placement == placements_.size()) placements_.push_back(placement);
    candidates_.push_back(std::move(candidate));
  }

  base::Rational priceOf(program::RateRowId row) const { return program_.cells.value(program_.rates[row.value].price); }

  void numberCells() {
    std::map<std::pair<uint32_t, uint32_t>, uint32_t> cells;
    for (Candidate& one : candidates_) {
      one.cell = cells.try_emplace({one.part, one.slice}, static_cast<uint32_t>(cells.size())).first->second;
    }
    open_.assign(cells.size(), nothing_);
    money_.assign(cells.size(), nothing_);
    is_open_.assign(cells.size(), false);
  }

  // From the highest discount on; what is equally good is covered together.
  void applyHour(const HourClass& hour, uint32_t count) {
    base::checkInterrupt();
    std::vector<Held>& held = held_[hour.span];
    left_.clear();
    const base::Rational length = canonical({hour.length, kSecondsPerHour});
    for (const Held& one : held) left_.push_back(algebra_.mul(one.an_hour, algebra_.constant(length)));
    is_open_.assign(is_open_.size(), false);
    const base::Rational times(count);
    for (auto first = candidates_.begin(); first != candidates_.end();) {
      const auto last = std::find_if(first, candidates_.end(), [&](const Candidate& other) { return before(*first, other); });
      for (auto one = first; one != last; ++one) {
        const Number running = runningIn(hour, *one);
        if (!is_open_[one->cell]) open_[one->cell] = running;
        is_open_[one->cell] = true;
        algebra_.addTo(held[one->offer].eligible, algebra_.mul(running, algebra_.constant(base::Rational(one->price * times))));
      }
      coverAlike({first, last}, hour.span, times);
      first = last;
    }
  }

  // What an offer could not give is asked of the others. Each asking leaves one of those that were asked for more than they
  // have with nothing, or has nothing to ask, so there is one for each offer.
  void coverAlike(std::span<Candidate> alike, uint32_t span, const base::Rational& times) {
    std::set<uint32_t> offers;
    for (const Candidate& one : alike) offers.insert(one.offer);
    for (size_t round = 0; round < offers.size(); ++round) {
      const bool any = std::any_of(alike.begin(), alike.end(), [&](const Candidate& one) {
        return !algebra_.knownZero(open_[one.cell]) && !algebra_.knownZero(left_[one.offer]);
      });
      if (!any) return;
      ask(alike, span, times, offers.size() == 1 && alike.front().rate != 0);
    }
  }

  // Each slice asks the offers that could cover it in proportion to the money they have left; an offer that is asked for
  // more than it has gives everybody the same part.
  void ask(std::span<Candidate> alike, uint32_t span, const base::Rational& times, bool is_alone) {
    std::vector<Number> wanted;
    std::vector<Number> cost_of(left_.size(), nothing_);  // of what is wanted, per offer
    for (const Candidate& one : alike) money_[one.cell] = nothing_;
    for (const Candidate& one : alike) algebra_.addTo(money_[one.cell], left_[one.offer]);
    for (const Candidate& one : alike) {
      // An offer alone is asked for all, and gives no more than it has money for.
      wanted.push_back(is_alone ? open_[one.cell] : algebra_.mul(open_[one.cell], algebra_.div(left_[one.offer], money_[one.cell])));
      algebra_.addTo(cost_of[one.offer], algebra_.mul(wanted.back(), algebra_.constant(one.rate)));
    }
    std::vector<Number> given;  // of what is wanted, per offer
    for (size_t i = 0; i < left_.size(); ++i) given.push_back(partGiven(cost_of[i], left_[i]));
    for (size_t i = 0; i < alike.size(); ++i) {
      Candidate& one = alike[i];
      const Number covered = algebra_.mul(wanted[i], given[one.offer]);
      const Number cost = algebra_.mul(covered, algebra_.constant(one.rate));
      algebra_.takeFrom(open_[one.cell], covered);
      algebra_.takeFrom(left_[one.offer], cost);
      algebra_.addTo(one.covered[span], algebra_.mul(covered, algebra_.constant(times)));
      algebra_.addTo(held_[span][one.offer].used, algebra_.mul(cost, algebra_.constant(times)));
    }
  }

  Number partGiven(const Number& wanted, const Number& has) const {
    return algebra_.select(algebra_.less(has, wanted), algebra_.div(has, wanted), algebra_.constant(base::Rational(1)));
  }

  Number runningIn(const HourClass& hour, const Candidate& candidate) const {
    const program::Placement& placement = program_.placements[placements_[candidate.placement]];
    const base::Rational part = canonical({base::Integer(static_cast<unsigned long>(hour.running[candidate.placement])),
                                           base::Integer(static_cast<unsigned long>(placement.seconds))});
    return algebra_.mul(slices_[candidate.part][candidate.slice].quantity, algebra_.constant(part));
  }

  void addSlices() {
    for (const Candidate& candidate : candidates_) {
      std::vector<Slice>& slices = slices_[candidate.part];
      // All that they cover together: without the parts that each has of it, which are quotients.
      for (const Number& covered : candidate.covered) {
        if (!algebra_.knownZero(covered)) algebra_.takeFrom(slices[candidate.slice].quantity, covered);
      }
      for (uint32_t i = 0; i < committed_.size(); ++i) {
        if (offer_of_[i] != candidate.offer) continue;
        Number covered = nothing_;
        for (size_t k = 0; k < spans_.size(); ++k) {
          if (!spans_[k].holds[i] || algebra_.knownZero(candidate.covered[k])) continue;
          algebra_.addTo(covered, partOfOffer(k, i, candidate.covered[k]));
        }
        if (algebra_.knownZero(covered)) continue;
        algebra_.addTo(uses_[i].covered, algebra_.mul(covered, algebra_.constant(candidate.price)));
        slices.push_back({Reason::plan, i, candidate.row, std::move(covered)});
      }
    }
  }

  const A& algebra_;
  const program::Program& program_;
  const PlacedUsage<Number> usage_;
  const std::vector<Number>& committed_;
  std::vector<std::vector<Slice>>& slices_;
  const Number nothing_;
  std::vector<Number> an_hour_;                    // per commitment, while it holds
  std::map<program::OfferId, uint32_t> offers_;    // that somebody committed to, numbered
  std::vector<uint32_t> offer_of_;                 // per commitment
  std::vector<HeldSpan> spans_;
  std::vector<std::vector<Held>> held_;            // per span, per offer
  std::vector<CommitmentUseOf<Number>> uses_;
  std::vector<Candidate> candidates_;
  std::vector<program::PlacementId> placements_;   // of candidates
  std::map<program::PlacementId, uint32_t> column_of_;
  // In an hour: what nobody covers yet of each cell, the money that could cover it, the money that each offer has left.
  std::vector<Number> open_, money_, left_;
  std::vector<bool> is_open_;
};

}  // namespace rules
}  // namespace smcost::runtime
