// What a failed row says. The engine gives a site; the shape knows what stands there.
#pragma once

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/bill/bill.h"
#include "runtime/rating/row_set.h"

namespace smcost::runtime {

// Reports failure `code` (site + 1) of a row of `shape`: SMC5007, SMC5001 or SMC5003.
void reportFailure(const program::Shape& shape, uint32_t code, source::Span span, diagnostics::Sink& sink);

// Failed rows and negative quantities (SMC5005) of all usage tables but those that are left out.
void reportUsage(const program::Program& program, const BillData& data, const RowSet& left_out, diagnostics::Sink& sink);

}  // namespace smcost::runtime
