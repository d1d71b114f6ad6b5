// The invoice policy: which amounts are rounded to the cent, and whose cents they are.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "runtime/bill/bill.h"
#include "runtime/rating/row_set.h"

namespace smcost::runtime {

// A rate with its price row, or a commitment: what has a line of its own on an invoice.
using InvoicePlace = std::tuple<uint32_t, RateId, program::RateRowId>;

inline InvoicePlace invoicePlace(RateId rate, program::RateRowId row) { return {kNoIndex, rate, row}; }
inline InvoicePlace invoicePlace(uint32_t commitment) { return {commitment, {}, {}}; }

// Costs of the lines that are not pooled, by place; those of rows that are left out are not among them.
std::map<InvoicePlace, base::Rational> plainCharges(const BillData& data, const RowSet& left_out);

// Makes the bill's invoice lines and invoice total (policy of the program) from its charges.
void addInvoice(BillData& data);

// The rounded invoice given back to the statements, in order of
// Program::statements; adds up to the invoice total.
std::vector<base::Rational> invoiceByStatement(const Bill& bill);

}  // namespace smcost::runtime
