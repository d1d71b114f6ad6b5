// Why a check failed: the parts of its expression with what they are worth.

#include <fmt/format.h>

#include <algorithm>

#include "compiler/session/state.h"
#include "lang/program/evaluate.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

std::string failureDetail(const source::SourceManager& sources, const check::Checked& checked, const program::Check& check,
                          const runtime::Bound& bound) {
  const program::Program& program = checked.program;
  const runtime::TableRequest& table = bound.tables[check.table];
  program::Shape shape = *table.shape;
  std::vector<base::Rational> cells;
  for (size_t i = 0; i < shape.params.size(); ++i) cells.push_back(bound.cells.value(table.column(i)[check.row]));
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

std::vector<CheckOutcome> checkOutcomes(const source::SourceManager& sources, const check::Checked& checked,
                                        const runtime::CheckResults& results, const JudgedChecks& judged, diagnostics::Sink& sink) {
  std::vector<CheckOutcome> outcomes;
  for (size_t i = 0; i < results.checks.size(); ++i) {
    const program::Check& check = checked.program.checks[i];
    if (!judged.judges(check)) continue;
    const std::string& file = judged.file.empty() ? check.file : judged.file;
    const runtime::CheckResult& result = results.checks[i];
    CheckOutcome outcome{check.kind, result.evaluated && result.passed, result.warned, check.span, {}, file};
    if (result.evaluated && (!outcome.passed || outcome.warned)) {
      outcome.detail = failureDetail(sources, checked, check, results.bound);
    }
    std::string_view text = sources.text(check.span);
    if (result.evaluated && !outcome.passed) {
      const std::string kind = fmt::format("`{}{}`", file.empty() ? "" : file + ": ",
                                           check.kind == program::Check::Kind::expect   ? "expect"
                                           : check.kind == program::Check::Kind::budget ? "budget"
                                                                                        : "assert");
      std::string what = check.message.empty() ? fmt::format("`{}`", text.substr(0, text.find('\n'))) : check.message;
      auto& diagnostic = sink.report(check.span, kinds::check_failed, kind, what);
      if (!outcome.detail.empty()) diagnostic.note(outcome.detail);
    } else if (outcome.warned) {
      const std::string what = file.empty() ? check.subject : fmt::format("{}: {}", file, check.subject);
      auto& diagnostic = sink.report(check.span, kinds::budget_warning,
                                     fmt::format("`{}` is beyond the warning, still within the bound", what));
      if (!outcome.detail.empty()) diagnostic.note(outcome.detail);
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace smcost::session
