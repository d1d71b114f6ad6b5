#include "compiler/questions/show.h"

#include <fmt/format.h>

#include "lang/units/currency.h"
#include "runtime/report/figures.h"

namespace smcost::questions {

std::optional<std::string> firstError(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& one : sink.all()) {
    if (one.kind->severity == diagnostics::Severity::error) return fmt::format("{} [SMC{}]", one.message, one.kind->number);
  }
  return std::nullopt;
}

std::string currencyOf(const program::Program& program) { return program.currency ? std::string(program.names.text(program.currency)) : std::string(); }

const program::Asked* askedFigure(const program::Program& program, std::span<const Figure> figures, size_t index) {
  if (figures[index].of != Figure::Of::bill) return nullptr;
  size_t asked = 0;
  for (const Figure& figure : figures.first(index)) asked += figure.of == Figure::Of::bill;
  return &program.asked[asked];
}

namespace {

bool isMoney(const program::Program& program, const program::Asked* asked) {
  if (!asked) return true;  // of the invoice
  const auto money = units::findCurrency(program.dimensions, currencyOf(program));
  const auto& factors = program.dimensions.factors(asked->dimension);
  return money && factors.size() == 1 && factors.front().exponent == 1 && factors.front().base == *money;
}

}  // namespace

bool isMoneyFigure(const session::Session& session, std::span<const Figure> figures, size_t index) {
  const program::Asked* asked = askedFigure(session.program(), figures, index);
  return figures[index].of != Figure::Of::check && (!asked || !asked->is_truth) && isMoney(session.program(), asked);
}

std::string figureText(const session::Session& session, std::span<const Figure> figures, size_t index, const base::Rational& value, int digits) {
  const program::Program& program = session.program();
  const program::Asked* asked = askedFigure(program, figures, index);
  if (figures[index].of == Figure::Of::check || (asked && asked->is_truth)) return value != 0 ? "yes" : "no";
  return isMoney(program, asked) ? runtime::money(value, digits) : session.units().show(value, asked->dimension, program.dimensions);
}

std::string exactText(const session::Session& session, std::span<const Figure> figures, size_t index, const base::Rational& value, int digits) {
  const program::Program& program = session.program();
  const std::string text = figureText(session, figures, index, value, digits);
  const program::Asked* asked = askedFigure(program, figures, index);
  const bool is_truth = figures[index].of == Figure::Of::check || (asked && asked->is_truth);
  return is_truth || !isMoney(program, asked) ? text : text + " " + currencyOf(program) + " exactly " + base::toExactString(value);
}

}  // namespace smcost::questions
