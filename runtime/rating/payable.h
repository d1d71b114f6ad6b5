// Behind the total: credits and tax of the agreements, never mixed into the lines.
#pragma once

#include <optional>
#include <vector>

#include "runtime/bill/bill.h"

namespace smcost::runtime {

// What holds in the whole period.
struct TermsBehindTotal {
  std::vector<program::AgreementId> credits;   // in order of Program::agreements
  std::optional<base::Rational> offered;       // by all of them; none: there is no credit
  program::AgreementId taxed_by;               // none: there is no tax
  std::optional<base::Rational> tax;           // its part
};

TermsBehindTotal termsBehindTotal(const program::Program& program);

// Credits together take no more than the total, each in proportion to what it has; tax is on what
// remains. The same again of the invoice: its total is in cents, and so are its credits and its tax.
void addPayable(BillData& data);

}  // namespace smcost::runtime
