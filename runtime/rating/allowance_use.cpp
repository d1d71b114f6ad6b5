#include "runtime/rating/allowance_use.h"

#include <algorithm>

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
      const auto sums = data.usage[table].outputs[quantity].sumByGroup(group, data.rates.size());
      for (size_t i = 0; i < sums.size(); ++i) usage[i] += sums[i];
    }
  }
  return usage;
}

AllowanceUse* findUse(BillData& data, uint32_t allowance) {
  for (AllowanceUse& use : data.allowances) {
    if (use.allowance == allowance) return &use;
  }
  return nullptr;
}

}  // namespace

void findAllowances(const program::Program& program, BillData& data, diagnostics::Sink& sink) {
  if (program.allowances.empty()) return;
  const std::vector<base::Rational> usage = usageOfRates(program, data);
  for (uint32_t i = 0; i < program.allowances.size(); ++i) {
    AllowanceUse use;
    use.allowance = i;
    bool met = false;
    for (size_t rate = 0; rate < data.rates.size(); ++rate) {
      if (data.rates[rate].offer || !covers(program.allowances[i], data.rates[rate].meter, data.rates[rate].key)) continue;
      met = true;
      use.usage += usage[rate];
    }
    if (!met) continue;
    use.holding = holdingOf(program, i);
    data.allowances.push_back(std::move(use));
  }
  for (AllowanceUse& use : data.allowances) {
    if (use.holding != Holding::holds) continue;
    for (const uint32_t other : program.allowances[use.allowance].excludes) {
      AllowanceUse* excluded = findUse(data, other);
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
