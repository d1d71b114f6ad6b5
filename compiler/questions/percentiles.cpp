#include "compiler/questions/percentiles.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "compiler/questions/asked_text.h"
#include "compiler/questions/statistics.h"

namespace smcost::questions {

using base::Integer;
using base::Rational;
using Sign = PercentileCheck::Sign;

std::vector<Percentile> percentilesOf(Figures& figures, const std::vector<int>& percents) {
  const Rational count(Integer(figures.size()));
  std::vector<size_t> ranks;
  const auto rank = [&](const Rational& wanted) {
    const Integer index = base::roundTo(wanted, 1, base::RoundingMode::ceil).get_num() - 1, last(figures.size() - 1);
    ranks.push_back(index < 0 ? 0 : std::min(index, last).get_ui());
  };
  // By ranks: how many of the draws lie below is as when coins are thrown.
  for (const int percent : percents) {
    const Rational part(percent, 100), middle = count * part, spread = kStandardErrors * rootUp(count * part * (1 - part));
    for (const Rational& wanted : {middle, Rational(middle - spread), Rational(middle + spread)}) rank(wanted);
  }
  std::vector<size_t> ascending = ranks;
  std::sort(ascending.begin(), ascending.end());
  ascending.erase(std::unique(ascending.begin(), ascending.end()), ascending.end());
  const std::vector<Rational> sorted = figures.atRanks(ascending);
  const auto at = [&](size_t wanted) -> const Rational& { return sorted[static_cast<size_t>(std::lower_bound(ascending.begin(), ascending.end(), wanted) - ascending.begin())]; };
  std::vector<Percentile> found;
  for (size_t i = 0; i < percents.size(); ++i) found.push_back({percents[i], at(ranks[3 * i]), at(ranks[3 * i + 1]), at(ranks[3 * i + 2])});
  return found;
}

namespace {

struct Spelling {
  std::string_view text;
  Sign sign;
};
// Those that begin another one stand behind it.
constexpr Spelling kSigns[] = {{"<=", Sign::at_most}, {">=", Sign::at_least}, {"==", Sign::equal}, {"<", Sign::less}, {">", Sign::greater}};

std::string_view spelling(Sign sign) {
  return std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Spelling& one) { return one.sign == sign; })->text;
}

}  // namespace

std::string PercentileCheck::condition() const { return left + " " + std::string(spelling(sign)) + " " + right; }

std::optional<PercentileCheck> readPercentileCheck(const std::string& text) {
  PercentileCheck check;
  check.text = trimmed(text);
  const size_t end = check.text.find_first_of(" \t\n");
  if (end == std::string::npos || check.text.front() != 'p') return std::nullopt;
  const char* const last = check.text.data() + end;
  const auto [stopped, error] = std::from_chars(check.text.data() + 1, last, check.percent);
  if (error != std::errc() || stopped != last || check.percent < 1 || check.percent > 99) return std::nullopt;
  const std::string condition = trimmed(check.text.substr(end));
  for (const Spelling& one : kSigns) {
    const size_t at = findOutside(condition, std::string(one.text));
    if (at == std::string::npos) continue;
    check.sign = one.sign;
    check.left = trimmed(condition.substr(0, at));
    check.right = trimmed(condition.substr(at + one.text.size()));
    if (check.left.empty() || check.right.empty()) return std::nullopt;
    return check;
  }
  return std::nullopt;
}

std::optional<Sign> signNamed(std::string_view text) {
  const auto found = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Spelling& one) { return one.text == text; });
  return found == std::end(kSigns) ? std::nullopt : std::optional(found->sign);
}

Verdict judge(const Percentile& difference, Sign sign) {
  const int low = sgn(difference.low), high = sgn(difference.high);
  const auto all = [](bool holds, bool fails) { return holds ? Verdict::holds : fails ? Verdict::fails : Verdict::uncertain; };
  switch (sign) {
    case Sign::less: return all(high < 0, low >= 0);
    case Sign::at_most: return all(high <= 0, low > 0);
    case Sign::equal: return all(low == 0 && high == 0, low > 0 || high < 0);
    case Sign::at_least: return all(low >= 0, high < 0);
    case Sign::greater: return all(low > 0, high <= 0);
  }
  return Verdict::uncertain;
}

std::string_view verdictText(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::fails: return "does not hold";
    case Verdict::uncertain: break;
  }
  return "is not certain";
}

}  // namespace smcost::questions
