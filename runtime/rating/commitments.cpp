#include "runtime/rating/commitments.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "lang/base/interrupt.h"

namespace smcost::runtime {

namespace {

constexpr uint32_t kSecondsPerHour = 3600;

// A tier's slice of a part that commitments to an offer may cover.
struct Candidate {
  uint32_t part = 0;
  uint32_t slice = 0;
  program::OfferId offer;
  program::RateRowId row;       // of the plan
  base::Rational discount;      // of the price on demand
  base::Rational price;         // on demand
  base::Rational rate;          // under the plan
  std::vector<base::Rational> covered;  // per span of the period
};

// What of each slice of a part runs in an hour and nobody covers yet.
using Open = std::map<std::pair<uint32_t, uint32_t>, base::Rational>;
// Money that those who committed to an offer have left in an hour.
using Left = std::map<program::OfferId, base::Rational>;

// Hours between which no commitment begins or ends, and what those of them commit to each offer, in money an hour.
struct HeldSpan {
  uint32_t begin = 0;              // seconds of the period
  std::vector<bool> holds;         // per commitment
  Left an_hour;
  std::map<program::OfferId, base::Rational> used, eligible;  // over the span; eligible at prices on demand
};

// Hours of a span in which every placement runs equally long.
struct HourClass {
  uint32_t span = 0;
  std::vector<uint64_t> running;  // seconds, per placement in use
  uint32_t length = 0;            // seconds of the hour that lie in the period
  auto operator<=>(const HourClass&) const = default;
};

class Applier {
 public:
  Applier(const program::Program& program, const BillData& data, const std::vector<base::Rational>& committed,
          std::vector<std::vector<Slice>>& slices)
      : program_(program), data_(data), committed_(committed), slices_(slices) {}

  std::vector<CommitmentUse> run() {
    for (const base::Rational& committed : committed_) uses_.push_back({committed});
    cutSpans();
    gather();
    std::stable_sort(candidates_.begin(), candidates_.end(), before);
    if (!candidates_.empty()) {
      for (const auto& [hours, count] : hourClasses()) applyHour(hours, count);
    }
    addSlices();
    for (uint32_t i = 0; i < uses_.size(); ++i) addUse(i);
    return std::move(uses_);
  }

 private:
  // Candidates that neither goes before are equally good: no order of the text is among them.
  static bool before(const Candidate& a, const Candidate& b) {
    if (a.discount != b.discount) return a.discount > b.discount;
    return a.rate < b.rate;
  }

  void cutSpans() {
    std::vector<program::PlacedRange> held;
    std::set<uint32_t> begins = {0};
    const uint32_t end = program::heldIn({}, program_.period).end;
    for (const program::Commitment& commitment : program_.commitments) {
      held.push_back(program::heldIn(commitment.term, program_.period));
      an_hour_.push_back(committed_[held.size() - 1] * kSecondsPerHour / (held.back().end - held.back().begin));
      begins.insert({held.back().begin, held.back().end});
    }
    begins.erase(end);
    for (const uint32_t begin : begins) {
      HeldSpan& span = spans_.emplace_back();
      span.begin = begin;
      for (uint32_t i = 0; i < held.size(); ++i) {
        span.holds.push_back(held[i].begin <= begin && begin < held[i].end);
        if (span.holds[i]) span.an_hour[program_.commitments[i].offer] += an_hour_[i];
      }
    }
  }

  // Commitments to one offer tie in all they could cover, so each is used in proportion to its size.
  base::Rational partOfOffer(const HeldSpan& span, uint32_t commitment) const {
    if (!span.holds[commitment]) return 0;
    const base::Rational& all = span.an_hour.at(program_.commitments[commitment].offer);
    return all == 0 ? base::Rational(0) : base::Rational(an_hour_[commitment] / all);
  }

  void addUse(uint32_t commitment) {
    CommitmentUse& use = uses_[commitment];
    for (HeldSpan& span : spans_) {
      if (!span.holds[commitment]) continue;
      use.used += span.used[program_.commitments[commitment].offer] * partOfOffer(span, commitment);
      use.eligible += span.eligible[program_.commitments[commitment].offer];
    }
    use.unused = use.committed - use.used;
  }

  void gather() {
    for (uint32_t part = 0; part < data_.parts.size(); ++part) {
      if (!data_.parts[part].placement) continue;
      for (uint32_t i = 0; i < slices_[part].size(); ++i) {
        const Slice& slice = slices_[part][i];
        if (slice.reason != Reason::tier || slice.quantity == 0) continue;
        for (const auto& [offer, rates] : data_.plan_rates) addCandidate(part, i, offer, rates);
      }
    }
  }

  void addCandidate(uint32_t part, uint32_t slice, program::OfferId offer, const std::vector<RateId>& rates) {
    const RateId on_demand = data_.pools[data_.parts[part].pool].rate;
    if (on_demand.value >= rates.size() || !rates[on_demand.value]) return;
    const Rate& rate = data_.rates[rates[on_demand.value].value];
    const base::Rational price = priceOf(slices_[part][slice].row);
    if (rate.rows.empty() || price == 0) return;
    Candidate candidate;
    candidate.part = part;
    candidate.slice = slice;
    candidate.offer = offer;
    candidate.row = rate.rows.front();
    candidate.price = price;
    candidate.rate = priceOf(candidate.row);
    candidate.covered.resize(spans_.size());
    candidate.discount = (price - candidate.rate) / price;
    candidates_.push_back(std::move(candidate));
    const program::PlacementId placement = data_.parts[part].placement;
    columns_.try_emplace(placement, columns_.size());
  }

  base::Rational priceOf(program::RateRowId row) const { return program_.cells.value(program_.rates[row.value].price); }

  std::map<HourClass, uint32_t> hourClasses() const {
    std::map<HourClass, uint32_t> classes;
    const uint32_t end = program::heldIn({}, program_.period).end;
    uint32_t span = 0;
    for (uint32_t begin = 0; begin < end; begin += kSecondsPerHour) {
      while (span + 1 < spans_.size() && spans_[span + 1].begin <= begin) ++span;
      HourClass hour;
      hour.span = span;
      hour.length = std::min(kSecondsPerHour, end - begin);
      hour.running.resize(columns_.size());
      for (const auto& [placement, column] : columns_) {
        hour.running[column] = program_.placements[placement].secondsWithin(begin, begin + hour.length);
      }
      ++classes[std::move(hour)];
    }
    return classes;
  }

  // From the highest discount on; what is equally good is covered together.
  void applyHour(const HourClass& hour, uint32_t count) {
    base::checkInterrupt();
    HeldSpan& span = spans_[hour.span];
    Left left;
    for (const auto& [offer, an_hour] : span.an_hour) left[offer] = an_hour * hour.length / kSecondsPerHour;
    Open open;
    for (auto first = candidates_.begin(); first != candidates_.end();) {
      const auto last = std::find_if(first, candidates_.end(), [&](const Candidate& other) { return before(*first, other); });
      for (auto one = first; one != last; ++one) {
        const base::Rational running = runningIn(hour, *one);
        open.try_emplace({one->part, one->slice}, running);
        span.eligible[one->offer] += running * one->price * count;
      }
      const std::span<Candidate> alike(first, last);
      while (coverAlike(alike, hour.span, count, open, left)) {}
      first = last;
    }
  }

  // Each slice asks the offers that could cover it in proportion to the money they have left; an
  // offer that is asked for more than it has gives everybody the same part. What an offer could
  // not give is asked of the others: true, when there is more to ask.
  bool coverAlike(std::span<Candidate> alike, uint32_t span, uint32_t count, Open& open, Left& left) {
    Open money;  // that could cover a slice
    for (const Candidate& one : alike) money[{one.part, one.slice}] += left[one.offer];
    const auto asked = [&](const Candidate& one) -> base::Rational {
      const base::Rational& all = money[{one.part, one.slice}];
      return all == 0 ? base::Rational(0) : base::Rational(open[{one.part, one.slice}] * left[one.offer] / all);
    };
    std::vector<base::Rational> wanted;
    Left wanted_of;
    for (const Candidate& one : alike) {
      wanted.push_back(asked(one));
      wanted_of[one.offer] += wanted.back() * one.rate;
    }
    bool any_short = false;
    const Left had = left;
    for (size_t i = 0; i < alike.size(); ++i) {
      Candidate& one = alike[i];
      const base::Rational &all = wanted_of[one.offer], &has = had.at(one.offer);
      any_short = any_short || all > has;
      const base::Rational covered = all > has ? base::Rational(wanted[i] * has / all) : wanted[i];
      const base::Rational cost = covered * one.rate;
      open[{one.part, one.slice}] -= covered;
      left[one.offer] -= cost;
      one.covered[span] += covered * count;
      spans_[span].used[one.offer] += cost * count;
    }
    // Who was short has nothing left now, so this ends.
    return any_short && std::any_of(alike.begin(), alike.end(), [&](const Candidate& one) {
      return open[{one.part, one.slice}] > 0 && left[one.offer] > 0;
    });
  }

  base::Rational runningIn(const HourClass& hour, const Candidate& candidate) const {
    const program::PlacementId id = data_.parts[candidate.part].placement;
    const program::Placement& placement = program_.placements[id];
    const base::Rational running(static_cast<unsigned long>(hour.running[columns_.at(id)]));
    return slices_[candidate.part][candidate.slice].quantity * running / base::Rational(static_cast<unsigned long>(placement.seconds));
  }

  void addSlices() {
    std::map<program::OfferId, std::vector<uint32_t>> commitments;
    for (uint32_t i = 0; i < committed_.size(); ++i) commitments[program_.commitments[i].offer].push_back(i);
    for (const Candidate& candidate : candidates_) {
      std::vector<Slice>& slices = slices_[candidate.part];
      for (const uint32_t i : commitments[candidate.offer]) {
        base::Rational covered = 0;
        for (size_t k = 0; k < spans_.size(); ++k) {
          if (candidate.covered[k] != 0) covered += candidate.covered[k] * partOfOffer(spans_[k], i);
        }
        if (covered == 0) continue;
        slices[candidate.slice].quantity -= covered;
        uses_[i].covered += covered * candidate.price;
        slices.push_back({Reason::plan, i, candidate.row, std::move(covered)});
      }
    }
    for (auto& slices : slices_) {
      std::erase_if(slices, [&](const Slice& slice) {
        return slice.reason == Reason::tier && slice.quantity == 0 && slices.back().reason == Reason::plan;
      });
    }
  }

  const program::Program& program_;
  const BillData& data_;
  const std::vector<base::Rational>& committed_;
  std::vector<std::vector<Slice>>& slices_;
  std::vector<base::Rational> an_hour_;  // per commitment, while it holds
  std::vector<HeldSpan> spans_;
  std::vector<CommitmentUse> uses_;
  std::vector<Candidate> candidates_;
  std::map<program::PlacementId, size_t> columns_;
};

}  // namespace

std::vector<CommitmentUse> applyCommitments(const program::Program& program, const BillData& data,
                                            const std::vector<base::Rational>& committed,
                                            std::vector<std::vector<Slice>>& slices_of_part) {
  return Applier(program, data, committed, slices_of_part).run();
}

}  // namespace smcost::runtime
