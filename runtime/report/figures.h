// How figures look in reports: one place, so that all printers agree.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

// Of quantities and rates, and of amounts for programs.
inline constexpr int kShownDigits = kUsualDigits;

// "1.92", "0.00", "2.381111…": at least two decimals, unless `digits` are fewer, at most `digits`, `…` when cut.
std::string money(const base::Rational& amount, int digits);
// "-" for none.
std::string moneyOrNothing(const std::optional<base::Rational>& amount, int digits);
// "+1.92" of a change.
std::string signedMoney(const base::Rational& amount, int digits);
// "-54.3 %" of what it was; a part of nothing is "new".
std::string percentText(const base::Rational& change, const base::Rational& of);

// A quantity in the unit its price is written in: exact number and unit.
struct Measured {
  base::Rational number;
  std::string unit;
  // For people, where the unit is only the base unit: "4 h" of 14400 s.
  std::string readable;
  // "2 h"
  std::string text() const;
};
Measured measure(const ReportContext& context, const Line& line, const base::Rational& quantity);

// The figure of a price row in its own unit (0.96 of "0.96 USD/h").
base::Rational priceNumber(const program::Program& program, const program::RateRow& row);

// "0.96 USD/h", "free: the reason", "tiers", "-": the price column of a line.
std::string priceText(const ReportContext& context, const Line& line);
std::string chargePrice(const program::Program& program, const Charge& charge);

// A value in readable units; base units with the dimension's name when nobody shows it better.
std::string shown(const ReportContext& context, const base::Rational& value, units::DimensionId dimension);

// The line (the second of a list is `compute#2`), its key.
std::string lineName(const program::Program& program, const Line& line);
std::string keyText(const program::Program& program, const Line& line);
// "compute box.large in there": with its key, and with its region where that is not the bill's.
std::string lineTitle(const program::Program& program, const Line& line);
std::string nameText(const program::Program& program, base::NameId name);
std::string_view checkKind(program::Check::Kind kind);

// The months of a report; of any other bill it is the only one.
std::vector<MonthReport> monthsOf(const ReportContext& context);
// One month alone, without the checks, which are of all.
ReportContext reportOf(const ReportContext& context, const MonthReport& month);
// "2025-03", "2025-03..2025-05", and its hours.
std::string periodName(const ReportContext& context);
base::Rational periodHours(const ReportContext& context);
// "before.smcost: period 2025-03, region here", of one bill of two.
std::string periodLine(const std::string& name, const ReportContext& context);
// "assumed", "assumed from .smcost.toml"
std::string assumedText(const std::string& from);
// "page-de"; of a price book "list (book of 2026-10-05, 1a2b3c4d5e6f)", of one that is not the program's own
// "list (book prices/ours.smprices of 2026-10-05, 1a2b3c4d5e6f)".
std::string editionText(const program::Program& program);
std::string editionText(const ReportContext& context);
// Of the first month that has prices of one; null: none has.
const program::BookUse* bookOf(const ReportContext& context);
// "library ../ours assumed from .smcost.toml", "library ../ours of --stdlib"; empty: the shipped one.
std::string libraryText(const program::Program& program);
// "library ../ours (of --stdlib)"; of one that is not the shipped one.
std::string libraryInHead(const program::Program& program);
// "a, b"
std::string joined(const std::vector<std::string>& texts);
// Distinct over all months, in order.
std::vector<std::string> notIncluded(const ReportContext& context);

}  // namespace smcost::runtime
