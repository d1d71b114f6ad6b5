// `--format junit|sarif`: what was found in all files of a run, instead of bills and tables.
#pragma once

#include <memory>

#include "compiler/driver/run/output.h"
#include "compiler/driver/run/run.h"
#include "runtime/findings/findings.h"

namespace smcost::driver {

// Nothing when the arguments want none.
std::unique_ptr<runtime::Findings> makeFindings(const Arguments& arguments);

// After all that the command does with the session.
void addFindings(runtime::Findings& findings, session::Session& session, const std::string& file);

// The document, and its output in place.
ExitCode commitFindings(const runtime::Findings& findings, Output& output, const Arguments& arguments, ExitCode code);

}  // namespace smcost::driver
