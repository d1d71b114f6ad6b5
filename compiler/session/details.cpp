// Why a check failed: the parts of its expression with what they are worth.

#include <fmt/format.h>

#include <algorithm>

#include "compiler/session/state.h"
#include "lang/program/evaluate.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

std::string failureDetail(const source::SourceManager& sources, const check::Checked& checked,
                          const program::Check& check) {
  const program::Program& program = checked.program;
  const program::CheckTable& table = program.check_tables[check.table];
  std::vector<base::Rational> cells;
  for (const auto& column : table.table.columns) cells.push_back(program.cells.value(column[check.row]));
  program::Shape shape = program.shape(table.table.shape);
  shape.outputs.clear();
  shape.requirements.clear();
  for (const auto& [span, expr] : check.parts) shape.outputs.push_back(expr);
  std::string detail;
  std::vector<std::string> seen;
  program::Evaluator evaluator(program.pool, shape);
  if (evaluator.run(cells) != 0) return detail;
  for (size_t i = 0; i < check.parts.size(); ++i) {
    std::string text(sources.text(check.parts[i].first));
    units::DimensionId dimension = program.pool[check.parts[i].second].dimension;
    const base::Rational& value = evaluator.output(i);
    std::string shown = checked.units.show(value, dimension, program.dimensions, 8);
    if (shown == text || std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
    seen.push_back(text);
    detail += fmt::format("{}{} is {}", detail.empty() ? "" : "\n", text, shown);
    if (!base::finiteDigits(value)) detail += fmt::format(" (exactly {} in base units)", base::toExactString(value));
  }
  return detail;
}

std::vector<CheckOutcome> checkOutcomes(const source::SourceManager& sources, check::Checked& checked,
                                        const std::vector<runtime::CheckResult>& results, diagnostics::Sink& sink) {
  std::vector<CheckOutcome> outcomes;
  for (size_t i = 0; i < results.size(); ++i) {
    const program::Check& check = checked.program.checks[i];
    CheckOutcome outcome{check.kind, results[i].evaluated && results[i].passed, results[i].warned, check.span, {}, check.file};
    if (results[i].evaluated && (!outcome.passed || outcome.warned)) {
      outcome.detail = failureDetail(sources, checked, check);
    }
    std::string_view text = sources.text(check.span);
    if (results[i].evaluated && !outcome.passed) {
      const std::string kind = fmt::format("`{}{}`", check.file.empty() ? "" : check.file + ": ",
                                           check.kind == program::Check::Kind::expect   ? "expect"
                                           : check.kind == program::Check::Kind::budget ? "budget"
                                                                                        : "assert");
      std::string what = check.message.empty() ? fmt::format("`{}`", text.substr(0, text.find('\n'))) : check.message;
      auto& diagnostic = sink.report(check.span, kinds::check_failed, kind, what);
      if (!outcome.detail.empty()) diagnostic.note(outcome.detail);
    } else if (outcome.warned) {
      const std::string what = check.file.empty() ? check.subject : fmt::format("{}: {}", check.file, check.subject);
      auto& diagnostic = sink.report(check.span, kinds::budget_warning,
                                     fmt::format("`{}` is beyond the warning, still within the bound", what));
      if (!outcome.detail.empty()) diagnostic.note(outcome.detail);
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace smcost::session
