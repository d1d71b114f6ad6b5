#include <algorithm>
#include <map>

#include "lang/check/library/library.h"

namespace smcost::check {

// The bill's currency: what the file says, else what most rates in use are quoted in; the order of rates says nothing.
void settleCurrency(Library& cx) {
  if (cx.program.currency) return;
  std::map<std::string_view, size_t> quoted;
  for (const auto& [of, count] : cx.quoted) {
    const auto [edition, currency] = of;
    if (currency && (!edition || edition == cx.program.edition)) quoted[cx.program.names.text(currency)] += count;
  }
  if (!quoted.empty()) {
    const auto most = std::max_element(quoted.begin(), quoted.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    cx.program.currency = cx.program.names.intern(most->first);
    return;
  }
  for (uint32_t i = 0; i < cx.dimensions().baseCount(); ++i) {
    const std::string_view currency = units::currencyOf(cx.dimensions(), {i});
    if (currency.empty()) continue;
    cx.program.currency = cx.program.names.intern(currency);
    return;
  }
  cx.program.currency = cx.program.names.intern("money");
}

}  // namespace smcost::check
