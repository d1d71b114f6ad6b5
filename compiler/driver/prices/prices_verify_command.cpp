// smcost prices verify: what price books are, once all of their texts is proved.
#include <fmt/format.h>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/run/run.h"
#include "compiler/files/files.h"
#include "lang/diagnostics/text.h"
#include "runtime/book/digest.h"
#include "runtime/book/text.h"

namespace smcost::driver {

namespace {

ExitCode verify(const std::string& name, Output& output, const Arguments& arguments) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const auto end = [&](ExitCode code) {
    writeDiagnostics(sink, sources, arguments);
    return code;
  };
  const files::ReadResult read = files::readNamed(name == "-" ? "/dev/stdin" : name, book::kMaxBookBytes);
  if (!read.text) {
    sink.report(source::Span(), diagnostics::kinds::cannot_read, name, read.error);
    return end(ExitCode::trouble);
  }
  book::Header header;
  book::Fault fault;
  if (!book::readBook(*read.text, header, [](const book::Row&) {}, fault)) {
    sink.report(source::Span(), diagnostics::kinds::wrong_price_book, name, fault.line, fault.what);
    return end(ExitCode::text_wrong);
  }
  output.stream() << fmt::format("{}: edition {}, service {}, {} row{}, published {}, sha256 {}\n", shownName(name), header.edition, header.service,
                                 header.rows, header.rows == 1 ? "" : "s", header.published, book::sha256(*read.text));
  return end(ExitCode::fine);
}

}  // namespace

ExitCode runPricesVerify(const Arguments& arguments) {
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  for (const std::string& name : arguments.files) code = worse(code, verify(name, output, arguments));
  return commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
