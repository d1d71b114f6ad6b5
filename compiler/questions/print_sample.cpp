#include "compiler/questions/print_sample.h"

#include <fmt/format.h>

#include "compiler/questions/show.h"
#include "runtime/report/amounts.h"

namespace smcost::questions {

namespace {

using runtime::Json;

constexpr int kPercentDigits = 2;

base::Rational shareOf(uint64_t part, uint64_t whole) { return whole == 0 ? base::Rational(0) : base::Rational(base::Integer(part), base::Integer(whole)); }

void writeJson(std::ostream& out, const SampleHead& head, const Sample& sample) {
  Json json = {{"kind", "sample"}, {"spec", head.session.program().spec}, {"figure", head.figures.front().text}, {"seed", head.seed}, {"draws", sample.draws},
               {"without_bill", sample.failed}, {"reasons", sample.reasons}};
  if (sample.is_stopped) json["stopped"] = {{"after", sample.draws}, {"of", head.asked}};
  if (sample.mean) json["mean"] = {{"about", runtime::amountJson(*sample.mean)}, {"error", runtime::amountJson(sample.error)}};
  json["percentiles"] = Json::array();
  for (const Percentile& one : sample.percentiles) {
    json["percentiles"].push_back({{"percent", one.percent}, {"about", runtime::amountJson(one.value)},
                                   {"low", runtime::amountJson(one.low)}, {"high", runtime::amountJson(one.high)}});
  }
  json["budgets"] = Json::array();
  for (size_t i = 0; i < sample.holding.size(); ++i) {
    json["budgets"].push_back({{"budget", head.figures[i + 1].text}, {"holds_in", sample.holding[i]}});
  }
  json["alone"] = Json::array();
  for (const Alone& one : sample.alone) {
    Json own = {{"parameter", one.name}, {"low", nullptr}, {"high", nullptr}};
    if (one.low) own["low"] = runtime::amountJson(*one.low);
    if (one.high) own["high"] = runtime::amountJson(*one.high);
    json["alone"].push_back(own);
  }
  out << runtime::dumpJson(json, 2) << '\n';
}

}  // namespace

void writeSample(std::ostream& out, const SampleHead& head, const Sample& sample) {
  if (head.format == runtime::Format::json) return writeJson(out, head, sample);
  const std::string currency = currencyOf(head.session.program());
  const auto amount = [&](const base::Rational& value) {
    const std::string text = figureText(head.session, head.figures, 0, value, head.digits);
    return isMoneyFigure(head.session, head.figures, 0) ? text + " " + currency : text;
  };
  out << fmt::format("{} in {} draws, seed {}\n\n", head.figures.front().text, sample.draws, head.seed);
  if (sample.mean) out << fmt::format("mean  ≈ {}, within {}\n", amount(*sample.mean), amount(sample.error));
  for (const Percentile& one : sample.percentiles) {
    out << fmt::format("P{:<4} ≈ {}, between {} and {}\n", one.percent, amount(one.value), amount(one.low), amount(one.high));
  }
  for (size_t i = 0; i < sample.holding.size(); ++i) {
    const base::Rational share = shareOf(sample.holding[i], sample.draws - sample.failed) * 100;
    out << fmt::format("budget {} holds in ≈ {} % of them\n", head.figures[i + 1].text, base::toShown(share, kPercentDigits));
  }
  if (sample.is_stopped) out << fmt::format("stopped after {} of {} draws: all this is of those\n", sample.draws, head.asked);
  if (sample.failed > 0) out << fmt::format("{} draws have no bill: {}\n", sample.failed, fmt::join(sample.reasons, "; "));
  if (!sample.alone.empty()) out << "\nexactly, when one parameter alone goes from its 5th to its 95th percentile:\n";
  for (const Alone& one : sample.alone) {
    out << fmt::format("{}  {} to {}\n", one.name, one.low ? amount(*one.low) : "no bill", one.high ? amount(*one.high) : "no bill");
  }
  out << "\nEach draw's bill is exact; what has a `≈` is of these draws, and lies within or between what is said in 95 of 100 samples.\n";
}

}  // namespace smcost::questions
