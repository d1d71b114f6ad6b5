#include "runtime/rating/commitments.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "lang/base/check.h"
#include "lang/base/interrupt.h"

namespace smcost::runtime {

namespace {

constexpr uint32_t kSecondsPerHour = 3600;

// A tier's slice of a part that a commitment may cover.
struct Candidate {
  uint32_t part = 0;
  uint32_t slice = 0;
  uint32_t commitment = 0;
  program::RateRowId row;       // of the plan
  base::Rational discount;      // of the price on demand
  base::Rational rate;          // under the plan
  base::Rational covered = 0;   // over the period
};

// Hours in which every placement runs equally long.
struct HourClass {
  std::vector<uint64_t> running;  // seconds, per placement in use
  uint32_t length = 0;            // seconds of the hour that lie in the period
  auto operator<=>(const HourClass&) const = default;
};

class Applier {
 public:
  Applier(const program::Program& program, const BillData& data, const std::vector<base::Rational>& committed,
          std::vector<std::vector<Slice>>& slices)
      : program_(program), data_(data), committed_(committed), slices_(slices), used_(committed.size()) {}

  std::vector<base::Rational> run() {
    gather();
    if (candidates_.empty()) return used_;
    std::stable_sort(candidates_.begin(), candidates_.end(), before);
    for (const auto& [hours, count] : hourClasses()) applyHour(hours, count);
    addSlices();
    return used_;
  }

 private:
  static bool before(const Candidate& a, const Candidate& b) {
    if (a.discount != b.discount) return a.discount > b.discount;
    if (a.rate != b.rate) return a.rate < b.rate;
    return a.commitment < b.commitment;
  }

  void gather() {
    for (uint32_t part = 0; part < data_.parts.size(); ++part) {
      if (!data_.parts[part].placement) continue;
      for (uint32_t i = 0; i < slices_[part].size(); ++i) {
        const Slice& slice = slices_[part][i];
        if (slice.reason != Reason::tier || slice.quantity == 0) continue;
        for (uint32_t c = 0; c < data_.plan_rates.size(); ++c) addCandidate(part, i, c);
      }
    }
  }

  void addCandidate(uint32_t part, uint32_t slice, uint32_t commitment) {
    const RateId on_demand = data_.pools[data_.parts[part].pool].rate;
    const std::vector<RateId>& rates = data_.plan_rates[commitment];
    if (on_demand.value >= rates.size() || !rates[on_demand.value]) return;
    const Rate& rate = data_.rates[rates[on_demand.value].value];
    const base::Rational price = priceOf(slices_[part][slice].row);
    if (rate.rows.empty() || price == 0) return;
    Candidate candidate;
    candidate.part = part;
    candidate.slice = slice;
    candidate.commitment = commitment;
    candidate.row = rate.rows.front();
    candidate.rate = priceOf(candidate.row);
    candidate.discount = (price - candidate.rate) / price;
    candidates_.push_back(std::move(candidate));
    const program::PlacementId placement = data_.parts[part].placement;
    columns_.try_emplace(placement, columns_.size());
  }

  base::Rational priceOf(program::RateRowId row) const { return program_.cells.value(program_.rates[row.value].price); }

  std::map<HourClass, uint32_t> hourClasses() const {
    std::map<HourClass, uint32_t> classes;
    SMCOST_CHECK(base::isWhole(program_.period.seconds), "a period has whole seconds");
    const auto end = static_cast<uint32_t>(program_.period.seconds.get_num().get_ui());
    for (uint32_t begin = 0; begin < end; begin += kSecondsPerHour) {
      HourClass hour;
      hour.length = std::min(kSecondsPerHour, end - begin);
      hour.running.resize(columns_.size());
      for (const auto& [placement, column] : columns_) {
        hour.running[column] = program_.placements[placement].secondsWithin(begin, begin + hour.length);
      }
      ++classes[std::move(hour)];
    }
    return classes;
  }

  // What is equally cheap to cover is covered in proportion, so that no order of the text matters.
  void applyHour(const HourClass& hour, uint32_t count) {
    base::checkInterrupt();
    std::vector<base::Rational> money;
    for (const base::Rational& committed : committed_) money.push_back(committed * hour.length / program_.period.seconds);
    std::map<std::pair<uint32_t, uint32_t>, base::Rational> left;  // of a part's slice
    for (size_t first = 0; first < candidates_.size();) {
      size_t last = first;
      base::Rational wanted = 0;
      for (; last < candidates_.size() && !before(candidates_[first], candidates_[last]); ++last) {
        wanted += open(candidates_[last], hour, left) * candidates_[last].rate;
      }
      base::Rational& budget = money[candidates_[first].commitment];
      const base::Rational fraction = wanted <= budget ? base::Rational(1) : base::Rational(budget / wanted);
      for (; first < last; ++first) {
        Candidate& candidate = candidates_[first];
        base::Rational& quantity = open(candidate, hour, left);
        const base::Rational covered = quantity * fraction;
        const base::Rational cost = covered * candidate.rate;
        quantity -= covered;
        budget -= cost;
        candidate.covered += covered * count;
        used_[candidate.commitment] += cost * count;
      }
    }
  }

  // What of the candidate's slice runs in this hour and nobody covers yet.
  base::Rational& open(const Candidate& candidate, const HourClass& hour,
                       std::map<std::pair<uint32_t, uint32_t>, base::Rational>& left) const {
    const auto [place, is_new] = left.try_emplace({candidate.part, candidate.slice});
    if (is_new) {
      const program::PlacementId id = data_.parts[candidate.part].placement;
      const program::Placement& placement = program_.placements[id];
      const base::Rational running(static_cast<unsigned long>(hour.running[columns_.at(id)]));
      place->second = slices_[candidate.part][candidate.slice].quantity * running / base::Rational(static_cast<unsigned long>(placement.seconds));
    }
    return place->second;
  }

  void addSlices() {
    for (const Candidate& candidate : candidates_) {
      if (candidate.covered == 0) continue;
      slices_[candidate.part][candidate.slice].quantity -= candidate.covered;
      slices_[candidate.part].push_back({Reason::plan, candidate.commitment, candidate.row, candidate.covered});
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
  std::vector<base::Rational> used_;
  std::vector<Candidate> candidates_;
  std::map<program::PlacementId, size_t> columns_;
};

}  // namespace

std::vector<base::Rational> applyCommitments(const program::Program& program, const BillData& data,
                                             const std::vector<base::Rational>& committed,
                                             std::vector<std::vector<Slice>>& slices_of_part) {
  return Applier(program, data, committed, slices_of_part).run();
}

}  // namespace smcost::runtime
