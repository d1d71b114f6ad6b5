// What agreements make of a bill, over all its months: for all printers.
#pragma once

#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace smcost::runtime {

struct Terms {
  struct Met {
    const program::Agreement* agreement = nullptr;
    base::Rational list, net;       // of the usage that met it
  };
  struct Credit {
    const program::Agreement* agreement = nullptr;
    base::Rational offered, used, invoiced;
    base::Rational left() const { return offered - used; }
  };
  struct Tax {
    const program::Agreement* agreement = nullptr;
    base::Rational of, amount, invoiced;
  };
  std::vector<Met> met;             // in order of the text, each once
  std::vector<Credit> credits;
  std::vector<Tax> taxes;
  base::Rational list, total, payable, invoice_payable;

  // Was anything taken off a list?
  bool reduces() const { return list != total; }
  bool goesOn() const { return !credits.empty() || !taxes.empty(); }
};

Terms termsOf(const ReportContext& context);

// "8.00 USD", "0.333333… USD exactly 1/3"
std::string amountText(const base::Rational& amount, const std::string& currency, int digits);
// "terms.smcost:3"
std::string placeText(const ReportContext& context, source::Span span);
// The agreement that a charge's price is of; null: of none.
const program::Agreement* agreementOf(const program::Program& program, const Charge& charge);
// "less 8 %"; empty where nothing was taken off.
std::string reductionText(const program::Program& program, const program::RateRow& row);
// "credit", "tax", "of no group" where the bill is grouped, and "payable", each with what it says; nothing where the total is what
// is paid.
struct Below {
  std::string title, text;
};
std::vector<Below> belowTotal(const Terms& terms, const std::string& currency, int digits, bool is_grouped);

}  // namespace smcost::runtime
