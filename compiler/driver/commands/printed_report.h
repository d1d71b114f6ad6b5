// `smcost test --report`: what a source printed against what is right, a row for each spec.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "compiler/session/session.h"
#include "runtime/report/report.h"

namespace smcost::driver {

struct PrintedRow {
  std::string example;     // the spec's name without its folders
  std::string exact;       // its total, as a decimal, and as a fraction where that has no end
  std::string printed;     // what the source printed for the total; "-" if nothing
  std::string difference;  // printed less exact; "-" when the print is the total, rounded
  std::string reason;      // the errata of the spec, each once
};

// After a successful evaluate().
PrintedRow printedRow(const session::Session& session, const std::string& file);

// As text of lines of `width` columns, or as markdown.
void writePrintedReport(std::ostream& out, const std::vector<PrintedRow>& rows, runtime::Format format,
                        size_t width);

}  // namespace smcost::driver
