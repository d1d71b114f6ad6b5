// First step of rating: prices into the empty columns of the usage tables.
#pragma once

#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/rating/scope_reports.h"

namespace smcost::runtime {

// Fills every price column (0 for free and pooled lines) and the rates of every line.
// Reports rates that cannot bill, once per scope and rate, and a second currency in a scope.
void bindPrices(program::Program& program, BillData& data, ScopeReports& reports);

}  // namespace smcost::runtime
