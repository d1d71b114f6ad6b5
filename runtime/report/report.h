// What every printer of a bill is given, and the sums that all of them show.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lang/source/source.h"
#include "runtime/bill/bill.h"
#include "runtime/report/ends.h"
#include "runtime/report/failure.h"

namespace smcost::runtime {

enum class Format : uint8_t { text, json, csv, markdown };

// Columns of a line of text where nobody says how many there are.
inline constexpr size_t kUsualWidth = 100;
// Decimals of an amount where nobody says how many.
inline constexpr int kUsualDigits = 6;

// "2.5 h" for 9000 in the base unit of the dimension.
using ShowQuantity = std::function<std::string(const base::Rational&, units::DimensionId)>;

// A month of a period of several.
struct MonthReport {
  const Bill* bill = nullptr;
  ShowQuantity show;
};

struct ReportContext {
  const Bill* bill = nullptr;        // with several months the first
  std::vector<MonthReport> months;   // empty: the bill is all
  const source::SourceManager* sources = nullptr;
  std::vector<CheckOutcome> checks;
  std::string scenario;              // of the file, that is billed; empty: the file as written
  size_t checks_left_out = 0;        // of the file as written, which a scenario does not evaluate
  std::vector<uint32_t> expects_left_out;  // of each included file, those that are judged nowhere; empty: all of the program's
  std::optional<Ends> ends;          // of the total; none: nobody asked, or no input may be anything else
  ShowQuantity show;                 // empty: base units with the dimension's name
  bool color = false;                // text only
  int digits = kUsualDigits;         // decimals of an amount for people; what is cut ends in `…`
  size_t width = kUsualWidth;        // of a line of text; what has no blank in it may be longer
};

// Of all months.
base::Rational total(const ReportContext& context);
base::Rational invoiceTotal(const ReportContext& context);
// After credits and tax of agreements.
base::Rational payable(const ReportContext& context);
// Of an included file, its `expect`s that are judged nowhere.
uint32_t expectsLeftOut(const ReportContext& context, size_t included);
// Of each included file, over all months.
std::vector<base::Rational> includedTotals(const ReportContext& context);

}  // namespace smcost::runtime
