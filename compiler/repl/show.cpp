#include "compiler/repl/show.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "compiler/query/answer_text.h"
#include "runtime/bill/bill.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/figures.h"

namespace smcost::repl {

namespace {

using session::Session;

// Defaults are never hidden: " (region … and period … assumed)".
std::string assumptions(const program::Program& program) {
  std::string text;
  if (program.region_assumed) text = fmt::format("region {}", program.names.text(program.region));
  if (program.period.assumed) {
    text += fmt::format("{}period {}, {} h", text.empty() ? "" : ", ", program.period.name,
                        base::toShown(base::Rational(program.period.seconds / 3600), 6));
  }
  return text.empty() ? text : " (assumed: " + text + ")";
}

std::string money(const base::Rational& amount, const std::string& currency) {
  const std::string shown = runtime::money(amount, runtime::kUsualDigits), exact = base::toExactString(amount);
  const bool is_cut = base::toShown(amount, 6) != exact;
  return fmt::format("{} {}{}", shown, currency, is_cut ? " exactly " + exact : "");
}

// A statement's lines and what it costs.
std::string statementText(const session::Reply& reply, program::StatementId statement) {
  const Session& session = *reply.session;
  const runtime::ReportContext context = session.reportContext();
  const program::Program& program = session.program();
  std::ostringstream out;
  std::vector<program::StatementId> with_parts;
  std::set<std::string> names;
  for (program::StatementId one = statement; one.value < program.endOfParts(statement); ++one.value) {
    with_parts.push_back(one);
    if (!program.statements[one.value].isBilled()) continue;
    const auto& left_out = program.usage[program.statements[one.value].table.value].not_included;
    names.insert(left_out.begin(), left_out.end());
  }
  runtime::writeLines(out, context, with_parts);
  for (const std::string& name : names) out << "not included: " << name << '\n';
  const bool is_last = statement == reply.statements.back();
  out << "= " << money(query::costOf(session, statement), session.bill().currency()) << (is_last ? assumptions(program) : "") << '\n';
  return out.str();
}

// The bill of all that is kept, unless it is what was just said.
std::string billText(const session::Reply& reply) {
  const Session& session = *reply.session;
  const base::Rational total = runtime::total(session.reportContext());
  if (reply.statements.size() == 1 && total == query::costOf(session, reply.statements.front())) return {};
  return "bill so far: " + money(total, session.bill().currency()) + '\n';
}

// The same on a line of its own.
std::string assumedLine(const program::Program& program) {
  const std::string text = assumptions(program);
  return text.empty() ? text : text.substr(1) + "\n";
}

bool asksPrices(const program::Program& program) {
  const auto& queries = program.queries;
  return std::any_of(queries.begin(), queries.end(), [](const program::SkuQuery& query) { return !query.prices.empty(); });
}

}  // namespace

std::string showReply(const session::Reply& reply) {
  std::string text;
  for (const session::AnsweredQuery& query : reply.session->queries()) text += query::queryText(*reply.session, query);
  if (asksPrices(reply.session->program())) text += assumedLine(reply.session->program());
  for (const session::Part& part : reply.parts) {
    text += part.answer ? query::answerText(*reply.session, reply.session->answers()[*part.answer]) : statementText(reply, part.statement);
  }
  if (!reply.statements.empty()) text += billText(reply);
  if (reply.forgot_answer) text += "`ans` has no value now: it holds one value, never several\n";
  return text;
}

}  // namespace smcost::repl
