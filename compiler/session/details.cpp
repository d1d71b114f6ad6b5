// What became of checks, and what the parts of those that failed were worth.

#include <fmt/format.h>

#include "compiler/session/state.h"
#include "lang/program/evaluate.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

std::vector<runtime::CheckPart> checkParts(const check::Checked& checked, const program::Check& check, const runtime::Bound& bound) {
  const program::Program& program = checked.program;
  const runtime::TableRequest& table = bound.tables[check.table];
  program::Shape shape = *table.shape;
  std::vector<base::Rational> cells;
  for (size_t i = 0; i < shape.params.size(); ++i) cells.push_back(bound.cells.value(table.column(i)[check.row]));
  shape.outputs.clear();
  shape.requirements.clear();
  for (const auto& [span, expr] : check.parts) shape.outputs.push_back(expr);
  std::vector<runtime::CheckPart> parts;
  program::Evaluator evaluator(program.pool, shape);
  if (evaluator.run(cells) != 0) return parts;
  for (size_t i = 0; i < check.parts.size(); ++i) {
    const auto& [span, expr] = check.parts[i];
    const base::Rational& value = evaluator.output(i);
    const units::DimensionId dimension = program.pool[expr].dimension;
    parts.push_back({span, value, checked.units.choose(value, dimension, program.dimensions, runtime::kPartDigits)});
  }
  return parts;
}

void noteParts(diagnostics::Diagnostic& diagnostic, const std::vector<runtime::CheckPart>& parts, const source::SourceManager& sources) {
  if (std::string why = runtime::failureText(parts, sources); !why.empty()) diagnostic.note(std::move(why));
}

std::vector<CheckOutcome> checkOutcomes(const source::SourceManager& sources, const check::Checked& checked,
                                        const runtime::CheckResults& results, const JudgedChecks& judged, const std::vector<std::string>& reasons, diagnostics::Sink& sink) {
  std::vector<CheckOutcome> outcomes;
  for (size_t i = 0; i < results.checks.size(); ++i) {
    const program::Check& check = checked.program.checks[i];
    if (!judged.judges(check)) continue;
    const std::string& file = judged.file.empty() ? check.file : judged.file;
    const runtime::CheckResult& result = results.checks[i];
    CheckOutcome outcome{check.kind, result.evaluated && result.passed, result.warned, check.span, {}, {}, file};
    outcome.statistic = reasons[i];
    if (reasons[i].empty() && result.evaluated && (!outcome.passed || outcome.warned)) {
      outcome.parts = checkParts(checked, check, results.bound);
    }
    std::string_view text = sources.text(check.span);
    if (result.evaluated && !outcome.passed) {
      const std::string kind = fmt::format("`{}{}`", file.empty() ? "" : file + ": ",
                                           check.kind == program::Check::Kind::expect   ? "expect"
                                           : check.kind == program::Check::Kind::budget ? "budget"
                                                                                        : "assert");
      std::string what = check.message.empty() ? fmt::format("`{}`", text.substr(0, text.find('\n'))) : check.message;
      auto& diagnostic = sink.report(check.span, kinds::check_failed, kind, what);
      noteParts(diagnostic, outcome.parts, sources);
      if (!reasons[i].empty()) diagnostic.note(reasons[i]);
    } else if (outcome.warned) {
      const std::string what = file.empty() ? check.subject : fmt::format("{}: {}", file, check.subject);
      auto& diagnostic = sink.report(check.span, kinds::budget_warning,
                                     fmt::format("`{}` is beyond the warning, still within the bound", what));
      noteParts(diagnostic, outcome.parts, sources);
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace smcost::session
