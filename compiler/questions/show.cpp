#include "compiler/questions/show.h"

#include "lang/units/currency.h"
#include "runtime/report/figures.h"

namespace smcost::questions {

std::string figureText(const session::Session& session, size_t asked, const base::Rational& value, int digits) {
  const program::Program& program = session.program();
  const program::Asked& figure = program.asked[asked];
  if (figure.is_truth) return value != 0 ? "yes" : "no";
  const std::string currency = program.currency ? std::string(program.names.text(program.currency)) : std::string();
  const auto money = units::findCurrency(program.dimensions, currency);
  const auto& factors = program.dimensions.factors(figure.dimension);
  const bool is_money = money && factors.size() == 1 && factors.front().exponent == 1 && factors.front().base == *money;
  if (is_money) return runtime::money(value, digits) + " " + currency + " exactly " + base::toExactString(value);
  return session.units().show(value, figure.dimension, program.dimensions);
}

}  // namespace smcost::questions
