#include "runtime/report/figures.h"

#include <algorithm>

#include "lang/diagnostics/text.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

std::string money(const base::Rational& amount, int digits) {
  std::string text = base::toShown(amount, digits);
  const auto least = static_cast<size_t>(std::min(digits, 2));
  const size_t point = text.find('.');
  const size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1;
  if (least == 0 || decimals >= least) return text;
  return text + (decimals == 0 ? "." : "") + std::string(least - decimals, '0');
}

std::string moneyOrNothing(const std::optional<base::Rational>& amount, int digits) { return amount ? money(*amount, digits) : "-"; }

std::string signedMoney(const base::Rational& amount, int digits) { return (sgn(amount) > 0 ? "+" : "") + money(amount, digits); }

std::string percentText(const base::Rational& change, const base::Rational& of) {
  if (sgn(of) == 0) return sgn(change) == 0 ? "0.0 %" : "new";
  const base::Rational percent = change * 100 / of;
  return (sgn(percent) > 0 ? "+" : "") + base::toFixed(percent, 1) + " %";
}

std::string Measured::text() const {
  if (!readable.empty()) return readable;
  const std::string figure = base::toShown(number, kShownDigits);
  return unit.empty() ? figure : figure + " " + unit;
}

std::string shown(const ReportContext& context, const base::Rational& value, units::DimensionId dimension) {
  if (context.show) return context.show(value, dimension);
  const std::string figure = base::toShown(value, kShownDigits);
  if (dimension == units::kNoDimension) return figure;
  return figure + " (" + context.bill->program().dimensions.show(dimension) + ")";
}

Measured measure(const ReportContext& context, const Line& line, const base::Rational& quantity) {
  const program::Program& program = context.bill->program();
  const Rate& rate = context.bill->rate(context.bill->rateOf(line));
  if (!rate.rows.empty()) {
    const program::RateText& reads = program.textOf(program.rates[rate.rows.front().value]);
    return {quantity / reads.quantity_unit_scale, reads.quantity_unit, {}};
  }
  // Without a price the base unit's name is what remains of "1 s".
  const units::DimensionId dimension = program.meters[line.meter.value].dimension;
  if (context.show) {
    const std::string one = context.show(1, dimension);
    if (one.starts_with("1 ")) return {quantity, one.substr(2), context.show(quantity, dimension)};
  }
  return {quantity, program.dimensions.show(dimension), {}};
}

base::Rational priceNumber(const program::Program& program, const program::RateRow& row) {
  const program::RateText& reads = program.textOf(row);
  if (const auto written = base::parseDecimal(reads.price)) return *written;
  return program.cells.value(row.price) * reads.quantity_unit_scale;
}

namespace {

// A row whose figure does not read as a number shows what it was worked out to be.
std::string rowPrice(const program::Program& program, const program::RateRow& row) {
  // What the list says, and what is taken off it: 0.92 USD/h would be in nobody's list.
  if (const std::string less = reductionText(program, row); !less.empty()) return rowPrice(program, program.rates[row.list.value]) + " " + less;
  const program::RateText& reads = program.textOf(row);
  const std::string unit = reads.price_unit.empty() ? "" : " " + reads.price_unit;
  if (base::parseDecimal(reads.price)) return reads.price + unit;
  return base::toExactString(priceNumber(program, row)) + unit;
}

}  // namespace

std::string chargePrice(const program::Program& program, const Charge& charge) {
  if (charge.reason == Reason::free) return "free: " + charge.text;
  if (charge.reason == Reason::allowance) return "allowance: " + charge.text;
  if (charge.reason == Reason::applied) return "taken by usage";
  if (charge.reason == Reason::unused) return "unused";
  return charge.row ? rowPrice(program, program.rates[charge.row.value]) : "-";
}

std::string priceText(const ReportContext& context, const Line& line) {
  const program::Program& program = context.bill->program();
  if (line.charges.size() == 1) return chargePrice(program, line.charges.front());
  return line.charges.empty() ? "-" : std::to_string(line.charges.size()) + " charges";
}

std::string lineName(const program::Program& program, const Line& line) {
  return program::lineName(program.usage[line.table.value].lines[line.line]);
}

std::string keyText(const program::Program& program, const Line& line) {
  return line.key ? program.keys[line.key.value].text : "";
}

std::string lineTitle(const program::Program& program, const Line& line) {
  std::string title = lineName(program, line);
  if (line.key) title += " " + keyText(program, line);
  if (line.region != program.region) title += " in " + nameText(program, line.region);
  return title;
}

std::string nameText(const program::Program& program, base::NameId name) {
  return name ? std::string(program.names.text(name)) : "";
}

std::string_view checkKind(program::Check::Kind kind) {
  switch (kind) {
    case program::Check::Kind::expect: return "expect";
    case program::Check::Kind::assert_: return "assert";
    case program::Check::Kind::budget: return "budget";
  }
  return "check";
}

std::vector<MonthReport> monthsOf(const ReportContext& context) {
  if (!context.months.empty()) return context.months;
  return {{context.bill, context.show}};
}

ReportContext reportOf(const ReportContext& context, const MonthReport& month) {
  ReportContext own = context;
  own.bill = month.bill;
  own.show = month.show;
  own.months.clear();
  own.checks.clear();
  return own;
}

std::string periodName(const ReportContext& context) {
  const std::string& first = context.bill->program().period.name;
  return context.months.empty() ? first : first + ".." + context.months.back().bill->program().period.name;
}

base::Rational periodHours(const ReportContext& context) {
  base::Rational seconds = 0;
  for (const MonthReport& month : monthsOf(context)) seconds += month.bill->program().period.seconds;
  return seconds / 3600;
}

namespace {

// What was typed is not assumed, and named all the same.
std::string libraryOrigin(const program::Program& program) {
  const bool is_typed = program.library_from.starts_with("--");
  return is_typed ? "of " + program.library_from : assumedText(program.library_from);
}

}  // namespace

namespace {

std::string editionText(std::string_view name, const program::BookUse* book) {
  constexpr size_t kShownDigest = 12;
  const std::string edition(name);
  if (book == nullptr) return edition;
  const std::string path = book->path.empty() ? "" : diagnostics::safeFileName(book->path) + " ";
  return edition + " (book " + path + "of " + book->published + ", " + book->digest.substr(0, kShownDigest) + ")";
}

}  // namespace

std::string editionText(const program::Program& program) { return editionText(program.editionName(), program.book ? &*program.book : nullptr); }
std::string editionText(const ReportContext& context) { return editionText(context.bill->program().editionName(), bookOf(context)); }

const program::BookUse* bookOf(const ReportContext& context) {
  for (const MonthReport& month : monthsOf(context)) {
    if (const auto& book = month.bill->program().book) return &*book;
  }
  return nullptr;
}

std::string assumedText(const std::string& from) { return from.empty() ? "assumed" : "assumed from " + from; }

std::string libraryText(const program::Program& program) {
  if (program.library.empty()) return {};
  return "library " + program.library + ' ' + libraryOrigin(program);
}

std::string libraryInHead(const program::Program& program) {
  return "library " + program.library + " (" + libraryOrigin(program) + ")";
}

std::string periodLine(const std::string& name, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  const auto assumed = [](bool is_assumed, const std::string& from) { return is_assumed ? " (" + assumedText(from) + ")" : ""; };
  std::string line = diagnostics::safeFileName(name) + ": period " + periodName(context) + assumed(program.period.assumed, program.period.assumed_from);
  const std::string region = nameText(program, program.region);
  if (!region.empty()) line += ", region " + region + assumed(program.region_assumed, program.region_assumed_from);
  if (!program.library.empty()) line += ", " + libraryInHead(program);
  if (const program::BookUse* book = bookOf(context); book != nullptr && !book->path.empty()) line += ", edition " + editionText(context);
  return line;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::vector<std::string> notIncluded(const ReportContext& context) {
  std::vector<std::string> all;
  for (const MonthReport& month : monthsOf(context)) {
    for (std::string& text : month.bill->notIncluded()) {
      if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
    }
  }
  return all;
}

}  // namespace smcost::runtime
