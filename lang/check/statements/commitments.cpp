// `commit`: a statement of one line, in money.
#include "lang/calendar/dates.h"
#include "lang/check/statements/amounts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;

namespace {

// Of the period in force, which is the first month of one that holds in others.
ExprId heldTime(Statements& cx, const Env& env, const program::Commitment& commitment) {
  if (!commitment.term) return runningTime(cx, env);
  const program::PlacedRange held = program::heldIn(commitment.term, cx.program.period);
  env.row->repeatable = false;
  return cellValue(cx, env, base::Rational(held.end - held.begin), cx.time, "time").number().expr;
}

}  // namespace

program::Term termFrom(const Statements& cx, uint32_t first_day, program::OfferId offer) {
  return {first_day, calendar::monthsLater(first_day, cx.program.offers[offer.value].months)};
}

bool isOver(const Statements& cx, const program::Term& term) { return term.until_day <= *cx.program.period.first_day; }

void addCommitment(Statements& cx, Env& env, NodeId node, const program::Commitment& commitment) {
  const ast::File& file = env.file();
  Children parts(file, node);
  const program::OfferId offer = commitment.offer;
  const Value rate = amountOf(cx, env, parts[0], commitment.statement);
  if (!offer || rate.isError()) return;
  if (!cx.has_calendar) {
    cx.sink->report(file.span(node), kinds::unknown_type, "Time");
    return;
  }
  const DimensionId money = cx.money();
  const DimensionId wanted = cx.dimensions().divide(money, cx.time);
  if (rate.kind() != Kind::number || rate.number().dimension != wanted) {
    reportMismatch(cx, rate.span.isNone() ? file.span(parts[0]) : rate.span, "a commitment is money for each hour, for instance `3 USD/h`", zeroOf(cx, wanted), rate);
    return;
  }
  addAmountParameter(cx, env, rate, parts[0], commitment.statement);
  for (program::ShapeParam& param : env.row->params) {
    if (param.name.empty()) param.name = "rate";
  }
  const program::Plan& plan = cx.program.plans[cx.program.offers[offer.value].plan.value];
  MeterInfo& meter = cx.meters.edit()[plan.meter.value];
  meter.dimension = cx.program.meters.edit()[plan.meter.value].dimension = money;
  ExprId committed = cx.pool().make(program::Op::mul, money, rate.number().expr, heldTime(cx, env, commitment));
  if (!addOneLine(cx, env, "commitment", meter, committed, file.span(node), commitment.statement)) return;
  cx.program.commitments.push_back(commitment);
  std::vector<GivenArgument>& arguments = cx.arguments[cx.program.statements[commitment.statement.value].table.value];
  if (arguments.empty()) arguments.push_back({"rate", rate.number()});
}

}  // namespace smcost::check
