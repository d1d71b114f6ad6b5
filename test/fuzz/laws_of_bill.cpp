#include "test/fuzz/laws_of_bill.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

#include "compiler/session/difference.h"
#include "lang/diagnostics/render.h"
#include "lang/format/format.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/explain/explain.h"
#include "test/fuzz/spec_text.h"

namespace smcost::fuzz {

namespace {

using runtime::Format;

std::string reportOf(const session::Session& session, Format format) {
  std::ostringstream out;
  runtime::writeReport(out, session.reportContext(), format);
  return out.str();
}

std::string messagesOf(const session::Session& session, diagnostics::Style style) {
  diagnostics::RenderOptions options;
  options.style = style;
  return diagnostics::render(session.sink(), session.sources(), options);
}

void holdJson(const std::string& text, const char* law) {
  if (!nlohmann::json::accept(text)) broken(law, text);
}

// The cells of each row, as RFC 4180 reads them.
void holdCsv(const std::string& text) {
  size_t cells = 1, of_head = 0;
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    else if (!is_quoted && c == ',') ++cells;
    else if (!is_quoted && c == '\n') {
      if (of_head == 0) of_head = cells;
      if (cells != of_head) broken("each row of the CSV has the cells of its head", text);
      cells = 1;
    }
  }
  if (is_quoted || cells != 1) broken("the CSV ends with a row", text);
}

// Tables have as many cells in each row as in the one above it.
void holdMarkdown(const std::string& text) {
  std::istringstream in(text);
  size_t above = 0;
  for (std::string line; std::getline(in, line);) {
    size_t cells = 0;
    if (line.starts_with('|')) {
      for (size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\') ++at;
        else if (line[at] == '|') ++cells;
      }
      if (above != 0 && cells != above) broken("each row of a Markdown table has the same cells", text);
    }
    above = cells;
  }
}

void holdReports(session::Session& session) {
  reportOf(session, Format::text);
  holdJson(reportOf(session, Format::json), "the report as JSON is JSON");
  holdCsv(reportOf(session, Format::csv));
  holdMarkdown(reportOf(session, Format::markdown));
  const auto explains = [context = session.reportContext()](const std::string& name) {
    std::ostringstream out;
    return runtime::writeExplain(out, context, name);
  };
  for (const std::string& name : runtime::explainNames(session.bill())) {
    if (!explains(name)) broken("explain explains each name that it knows", name);
  }
  if (!explains("")) broken("explain explains the whole bill");
  for (size_t month = 0; month < session.monthCount(); ++month) program::print(session.program(month));
}

session::Options with(session::Options options, session::EngineKind engine) {
  options.engine = engine;
  return options;
}

void holdAgainstItself(session::Session& session) {
  session::Session other(session.options());
  if (!other.evaluate()) broken("what was billed once is billed again", messagesOf(other, diagnostics::Style::rich));
  const runtime::Difference difference = session::differenceOf(session, other);
  if (!difference.parts.areZero() || difference.rounding != 0 || !difference.lines.empty()) broken("a bill does not differ from itself");
}

void holdFormatted(const session::Session& session) {
  session::Options options = session.options();
  options.text = format::format(session.sources(), session.tree());
  session::Session other(options);
  if (!other.evaluate()) broken("what is formatted bills", *options.text + messagesOf(other, diagnostics::Style::rich));
  const std::string before = reportOf(session, Format::csv), after = reportOf(other, Format::csv);
  if (before != after) broken("what is formatted has the same bill", before + "\n-----\n" + after);
}

void holdEngines(const session::Session& session) {
  session::Session both(with(session.options(), session::EngineKind::both));
  both.evaluate();
  const std::string said = messagesOf(both, diagnostics::Style::rich);
  if (both.exitCode() == session::ExitCode::trouble) broken("the engines agree", said);
  if (runtime::total(both.reportContext()) != runtime::total(session.reportContext())) broken("the engines' totals agree", said);
}

}  // namespace

bool holdsLawsOfBill(const session::Options& options, const Asked& asked) {
  session::Session session(with(options, session::EngineKind::reference));
  const bool is_billed = session.test();
  messagesOf(session, diagnostics::Style::rich);
  if (asked.messages) holdJson(messagesOf(session, diagnostics::Style::json), "the messages as JSON are JSON");
  if (!is_billed) return false;
  if (asked.reports) holdReports(session);
  if (asked.repeats) holdAgainstItself(session);
  if (asked.formats) holdFormatted(session);
  if (asked.engines) holdEngines(session);
  return true;
}

}  // namespace smcost::fuzz
