// From a session to what the printers of runtime/report take.
#pragma once

#include <iosfwd>

#include "compiler/session/session.h"
#include "runtime/report/report.h"

namespace smcost::driver {

// After a successful evaluate(). The session must outlive it.
runtime::ReportContext reportContext(const session::Session& session, bool color);

// Two lines: the exact total, with a decimal beside a fraction, and the invoice; and the library, if it is not the shipped one.
void writeSummary(std::ostream& out, const runtime::ReportContext& context);

}  // namespace smcost::driver
