// Behind the total: credits and tax of the agreements, never mixed into the lines.
#pragma once

#include "runtime/bill/bill.h"

namespace smcost::runtime {

// Credits together take no more than the total, each in proportion to what it has; tax is on what
// remains. The same again of the invoice: its total is in cents, and so are its credits and its tax.
void addPayable(BillData& data);

}  // namespace smcost::runtime
