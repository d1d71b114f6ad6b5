// The invoice policy: which amounts are rounded to the cent, and whose cents they are.
#pragma once

#include <vector>

#include "runtime/bill/bill.h"

namespace smcost::runtime {

// One cent, as a part of the currency.
base::Rational currencyQuantum();

// Makes the bill's invoice lines and invoice total (policy of the program) from its charges.
void addInvoice(BillData& data);

// The rounded invoice given back to the statements, in order of
// Program::statements; adds up to the invoice total.
std::vector<base::Rational> invoiceByStatement(const Bill& bill);

}  // namespace smcost::runtime
