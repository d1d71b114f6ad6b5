#include "compiler/questions/print_sample.h"

#include <fmt/format.h>

#include "compiler/questions/show.h"
#include "runtime/report/amounts.h"
#include "runtime/report/columns.h"
#include "runtime/report/escapes.h"

namespace smcost::questions {

namespace {

using runtime::Json;

constexpr int kPercentDigits = 2, kCsvDigits = 12;

std::string percentText(const base::Rational& share) { return base::toFixed(share * 100, kPercentDigits) + " %"; }

Json indexJson(const Index& index) { return {{"about", runtime::amountJson(index.about)}, {"error", runtime::amountJson(index.error)}}; }

Json spreadJson(const Spread& spread) {
  Json json = {{"pairs", spread.pairs}, {"left_out", spread.left_out}, {"parameters", Json::array()}};
  for (const Share& share : spread.shares) {
    json["parameters"].push_back({{"parameter", share.name}, {"first_order", indexJson(share.first)}, {"total_order", indexJson(share.total)}});
  }
  return json;
}

// Of those that are figures, both sides of a check.
size_t leftOf(const SampleHead& head, size_t check) { return head.figures.size() - 2 * head.checks.size() + 2 * check; }

Json checkJson(const PercentileCheck& check, const std::optional<Judged>& judged) {
  Json json = {{"check", check.text}, {"percent", check.percent}, {"verdict", judged ? verdictText(judged->verdict) : "no bill"}};
  if (!judged) return json;
  json["of"] = judged->right ? check.left : fmt::format("{} - ({})", check.left, check.right);
  json["about"] = runtime::amountJson(judged->left.value);
  json["low"] = runtime::amountJson(judged->left.low);
  json["high"] = runtime::amountJson(judged->left.high);
  json["bound"] = judged->right ? runtime::amountJson(*judged->right) : runtime::amountJson(0);
  return json;
}

void writeJson(std::ostream& out, const SampleHead& head, const Sample& sample) {
  Json json = {{"kind", "sample"}, {"spec", head.session.program().spec}, {"figure", head.figures.front().text}, {"seed", head.seed}, {"draws", sample.draws},
               {"standard_errors", kStandardErrors}, {"without_bill", sample.failed}, {"reasons", sample.reasons}};
  if (sample.is_stopped) json["stopped"] = {{"after", sample.draws}, {"of", head.asked}};
  if (sample.mean) json["mean"] = {{"about", runtime::amountJson(*sample.mean)}, {"error", runtime::amountJson(sample.error)}};
  json["percentiles"] = Json::array();
  for (const Percentile& one : sample.percentiles) {
    json["percentiles"].push_back({{"percent", one.percent}, {"about", runtime::amountJson(one.value)},
                                   {"low", runtime::amountJson(one.low)}, {"high", runtime::amountJson(one.high)}});
  }
  json["budgets"] = Json::array();
  for (size_t i = 0; i < sample.holding.size(); ++i) {
    Json own = {{"budget", head.figures[i + 1].text}, {"holds_in", sample.holding[i]}};
    if (const auto likely = sample.holds(i)) {
      own["chance"] = {{"about", runtime::amountJson(likely->about)}, {"low", runtime::amountJson(likely->low)}, {"high", runtime::amountJson(likely->high)}};
    }
    json["budgets"].push_back(own);
  }
  json["checks"] = Json::array();
  for (size_t i = 0; i < sample.judged.size(); ++i) json["checks"].push_back(checkJson(head.checks[i], sample.judged[i]));
  json["alone"] = Json::array();
  for (const Alone& one : sample.alone) {
    Json own = {{"parameter", one.name}, {"low", nullptr}, {"high", nullptr}};
    if (one.low) own["low"] = runtime::amountJson(*one.low);
    if (one.high) own["high"] = runtime::amountJson(*one.high);
    json["alone"].push_back(own);
  }
  json["spread"] = spreadJson(sample.spread);
  out << runtime::dumpJson(json, 2) << '\n';
}

// A row for each figure, so that a spreadsheet filters by the first column. Numbers stand in base units.
class CsvRows {
 public:
  explicit CsvRows(std::ostream& out) : out_(out) { out_ << "statistic,of,about,low,high\n"; }

  void add(std::string_view statistic, const std::string& of, const std::optional<base::Rational>& about, const std::optional<base::Rational>& low,
           const std::optional<base::Rational>& high) {
    out_ << statistic << ',' << runtime::csvField(of) << ',' << number(about) << ',' << number(low) << ',' << number(high) << '\n';
  }
  void add(std::string_view statistic, const std::string& of, const Index& index) {
    add(statistic, of, index.about, index.about - index.error, index.about + index.error);
  }

 private:
  static std::string number(const std::optional<base::Rational>& x) {
    return x ? base::toExactString(base::roundTo(*x, base::powerOfTen(-kCsvDigits), base::RoundingMode::half_even)) : std::string();
  }

  std::ostream& out_;
};

void writeCsv(std::ostream& out, const SampleHead& head, const Sample& sample) {
  const std::string& figure = head.figures.front().text;
  const auto count = [](uint64_t number) { return base::Rational(base::Integer(number)); };
  CsvRows rows(out);
  rows.add("seed", "", count(head.seed), {}, {});
  rows.add("draws", "", count(sample.draws), {}, {});
  rows.add("without bill", "", count(sample.failed), {}, {});
  if (sample.mean) rows.add("mean", figure, *sample.mean, *sample.mean - sample.error, *sample.mean + sample.error);
  for (const Percentile& one : sample.percentiles) rows.add(fmt::format("P{}", one.percent), figure, one.value, one.low, one.high);
  for (size_t i = 0; i < sample.holding.size(); ++i) {
    if (const auto likely = sample.holds(i)) rows.add("budget holds", head.figures[i + 1].text, likely->about, likely->low, likely->high);
  }
  for (size_t i = 0; i < sample.judged.size(); ++i) {
    const auto& judged = sample.judged[i];
    if (judged) rows.add(verdictText(judged->verdict), head.checks[i].text, judged->left.value, judged->left.low, judged->left.high);
  }
  for (const Alone& one : sample.alone) rows.add("alone", one.name, {}, one.low, one.high);
  for (const Share& share : sample.spread.shares) rows.add("first order", share.name, share.first);
  for (const Share& share : sample.spread.shares) rows.add("total order", share.name, share.total);
}

std::string amountText(const SampleHead& head, size_t figure, const base::Rational& value) {
  const std::string text = figureText(head.session, head.figures, figure, value, head.digits);
  return isMoneyFigure(head.session, head.figures, figure) ? text + " " + currencyOf(head.session.program()) : text;
}

void writeChecks(std::ostream& out, const SampleHead& head, const Sample& sample) {
  for (size_t i = 0; i < sample.judged.size(); ++i) {
    const PercentileCheck& check = head.checks[i];
    const auto& judged = sample.judged[i];
    if (!judged) {
      out << fmt::format("{} has no bill in any draw\n", check.text);
      continue;
    }
    const auto amount = [&](const base::Rational& value) { return amountText(head, leftOf(head, i), value); };
    out << fmt::format("{} {}: {}P{} ≈ {}, between {} and {}\n", check.text, verdictText(judged->verdict), judged->right ? "" : "of the difference ", check.percent,
                       amount(judged->left.value), amount(judged->left.low), amount(judged->left.high));
  }
}

void writeSpread(std::ostream& out, const SampleHead& head, const Spread& spread) {
  if (spread.shares.empty()) return;
  out << "\nwhere the spread comes from, as parts of the variance:\n";
  const auto text = [](const Index& index) { return fmt::format("≈ {}, within {}", percentText(index.about), percentText(index.error)); };
  const std::vector<std::string> titles = {"parameter", "by itself (first order)", "with others (total order)"};
  runtime::AlignedColumns table({false, false, false}, head.width);
  table.measure(titles);
  std::vector<std::vector<std::string>> rows;
  for (const Share& share : spread.shares) table.measure(rows.emplace_back(std::vector{share.name, text(share.first), text(share.total)}));
  table.writeTitles(out, titles);
  for (const auto& row : rows) table.write(out, row);
  out << fmt::format("from {} pairs of draws", spread.pairs);
  if (spread.left_out > 0) out << fmt::format(", {} of which have no bill and are left out", spread.left_out);
  out << '\n';
}

}  // namespace

void writeSample(std::ostream& out, const SampleHead& head, const Sample& sample) {
  if (head.format == runtime::Format::json) return writeJson(out, head, sample);
  if (head.format == runtime::Format::csv) return writeCsv(out, head, sample);
  const auto amount = [&](const base::Rational& value) { return amountText(head, 0, value); };
  out << fmt::format("{} in {} draws, seed {}\n\n", head.figures.front().text, sample.draws, head.seed);
  if (sample.mean) out << fmt::format("mean  ≈ {}, within {}\n", amount(*sample.mean), amount(sample.error));
  for (const Percentile& one : sample.percentiles) {
    out << fmt::format("P{:<4} ≈ {}, between {} and {}\n", one.percent, amount(one.value), amount(one.low), amount(one.high));
  }
  for (size_t i = 0; i < sample.holding.size(); ++i) {
    const auto likely = sample.holds(i);
    if (!likely) continue;
    out << fmt::format("budget {} holds in ≈ {} of them, between {} and {}\n", head.figures[i + 1].text, percentText(likely->about), percentText(likely->low),
                       percentText(likely->high));
  }
  writeChecks(out, head, sample);
  if (sample.is_stopped) out << fmt::format("stopped after {} of {} draws: all this is of those\n", sample.draws, head.asked);
  if (sample.failed > 0) out << fmt::format("{} draws have no bill: {}\n", sample.failed, fmt::join(sample.reasons, "; "));
  if (!sample.alone.empty()) out << "\nexactly, when one parameter alone goes from its 5th to its 95th percentile:\n";
  for (const Alone& one : sample.alone) {
    out << fmt::format("{}  {} to {}\n", one.name, one.low ? amount(*one.low) : "no bill", one.high ? amount(*one.high) : "no bill");
  }
  writeSpread(out, head, sample.spread);
  out << "\nEach draw's bill is exact; what has a `≈` is of these draws, and lies within or between what is said in 997 of 1,000 samples\n"
         "(three standard errors).\n";
}

}  // namespace smcost::questions
