#include "runtime/rating/gather.h"

#include <map>
#include <utility>

namespace smcost::runtime {

namespace {

class Gatherer {
 public:
  Gatherer(const program::Program& program, BillData& data)
      : program_(program), data_(data), committed_meters_(committedMeters(program)) {}

  std::vector<PooledPlace> run() {
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) gatherLine(table, line);
    }
    return std::move(places_);
  }

 private:
  void gatherLine(uint32_t table, uint32_t line) {
    LineRates& rates = data_.lines[table][line];
    for (uint32_t row = 0; row < rates.rates.size(); ++row) {
      const RateId rate = rates.rates[row];
      if (!rate || !data_.rates[rate.value].pooled) continue;
      if (rates.pooled.empty()) rates.pooled.assign(rates.rates.size(), kNoIndex);
      rates.pooled[row] = static_cast<uint32_t>(data_.pooled.size());
      PooledLine& pooled = data_.pooled.emplace_back();
      places_.push_back({table, line, row});
      if (data_.rates[rate.value].outcome != Rate::Outcome::commitment) pooled.part = partOf(rate, placementOf(places_.back(), rate));
    }
  }

  // Only commitments ask when usage runs.
  program::PlacementId placementOf(const PooledPlace& place, RateId rate) const {
    if (!committed_meters_[data_.rates[rate.value].meter.value]) return {};
    const auto& placements = program_.usage[place.table].placements[place.line];
    return placements.empty() ? program::PlacementId{} : placements[place.row];
  }

  uint32_t partOf(RateId rate, program::PlacementId placement) {
    const auto [pool, new_pool] = pools_.try_emplace(rate, static_cast<uint32_t>(data_.pools.size()));
    if (new_pool) data_.pools.emplace_back().rate = rate;
    const auto [part, new_part] = parts_.try_emplace({rate, placement}, static_cast<uint32_t>(data_.parts.size()));
    if (new_part) data_.parts.push_back({pool->second, placement, 0});
    return part->second;
  }

  const program::Program& program_;
  BillData& data_;
  const std::vector<bool> committed_meters_;
  std::map<RateId, uint32_t> pools_;
  std::map<std::pair<RateId, program::PlacementId>, uint32_t> parts_;
  std::vector<PooledPlace> places_;
};

}  // namespace

std::vector<bool> committedMeters(const program::Program& program) {
  std::vector<bool> committed(program.meters.size());
  for (const program::Commitment& commitment : program.commitments) {
    for (const program::MeterId meter : program.plans[program.offers[commitment.offer.value].plan.value].covers) {
      committed[meter.value] = true;
    }
  }
  return committed;
}

std::vector<PooledPlace> gatherPools(const program::Program& program, BillData& data) { return Gatherer(program, data).run(); }

std::vector<uint32_t> partsOfRows(const BillData& data, uint32_t table, uint32_t line) {
  const std::vector<uint32_t>& pooled = data.lines[table][line].pooled;
  std::vector<uint32_t> parts;
  for (size_t row = 0; row < pooled.size(); ++row) {
    const uint32_t part = pooled[row] == kNoIndex ? kNoIndex : data.pooled[pooled[row]].part;
    if (part == kNoIndex) continue;
    if (parts.empty()) parts.assign(pooled.size(), kNoIndex);
    parts[row] = part;
  }
  return parts;
}

}  // namespace smcost::runtime
