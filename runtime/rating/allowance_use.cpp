#include "runtime/rating/allowance_use.h"

#include <unordered_map>

#include "runtime/rating/group_sums.h"

namespace smcost::runtime {

namespace {

// What the bill uses of each rate, pooled or not.
std::vector<base::Rational> usageOfRates(const program::Program& program, const BillData& data) {
  std::vector<base::Rational> usage(data.rates.size());
  for (uint32_t table = 0; table < program.usage.size(); ++table) {
    for (uint32_t line = 0; line < program.usage[table].lines.size(); ++line) {
      const auto& rates = data.lines[table][line].rates;
      std::vector<uint32_t> group(rates.size());
      for (size_t row = 0; row < rates.size(); ++row) group[row] = rates[row].value;
      const uint32_t quantity = program.usage[table].lines[line].quantity;
      for (const auto& [rate, sum] : sumsOfGroups(data.usage[table].outputs[quantity], std::move(group))) usage[rate] += sum;
    }
  }
  return usage;
}

}  // namespace

void findAllowances(const program::Program& program, BillData& data, diagnostics::Sink& sink) {
  if (program.allowances.empty()) return;
  const std::vector<base::Rational> usage = usageOfRates(program, data);
  Covering rates;
  for (uint32_t i = 0; i < data.rates.size(); ++i) {
    if (!data.rates[i].offer) rates.add(data.rates[i].meter, data.rates[i].key, i);
  }
  std::unordered_map<uint32_t, size_t> uses;  // of an allowance
  for (uint32_t i = 0; i < program.allowances.size(); ++i) {
    const std::vector<uint32_t> covered = rates.coveredBy(program.allowances[i]);
    if (covered.empty()) continue;
    AllowanceUse use;
    use.allowance = i;
    for (const uint32_t rate : covered) use.usage += usage[rate];
    use.holding = holdingOf(program, i);
    uses.emplace(i, data.allowances.size());
    data.allowances.push_back(std::move(use));
  }
  for (AllowanceUse& use : data.allowances) {
    if (use.holding != Holding::holds) continue;
    for (const uint32_t other : program.allowances[use.allowance].excludes) {
      const auto found = uses.find(other);
      AllowanceUse* excluded = found == uses.end() ? nullptr : &data.allowances[found->second];
      if (!excluded || excluded->holding != Holding::holds) continue;
      if (use.usage == 0 || excluded->usage == 0) {
        (use.usage == 0 ? use : *excluded).holding = Holding::without_usage;
        continue;
      }
      const program::Allowance &a = program.allowances[use.allowance], &b = program.allowances[other];
      sink.report(a.span, diagnostics::kinds::allowance_unnamed, a.name, b.name)
          .label(b.span, "the other")
          .hint("the file names the one that the bill shall use: `free_tier on with " + a.name + "`");
      return;
    }
  }
}

}  // namespace smcost::runtime
