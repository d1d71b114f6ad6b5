// `commit`: a statement of one line, in money.
#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;

void addCommitment(Statements& cx, Env& env, NodeId node, program::StatementId id) {
  const ast::File& file = env.file();
  Children parts(file, node);
  program::OfferId offer = offerOf(cx, *env.scope, parts[1]);
  Value rate = infer(cx, env, parts[0]);
  if (!offer || rate.isError()) return;
  if (!cx.has_calendar) {
    cx.sink->report(file.span(node), kinds::unknown_type, "Time");
    return;
  }
  const DimensionId money = cx.money();
  const DimensionId wanted = cx.dimensions().divide(money, cx.time);
  if (rate.kind() != Kind::number || rate.number().dimension != wanted) {
    reportMismatch(cx, file.span(parts[0]), "a commitment is money for each hour, for instance `3 USD/h`", zeroOf(cx, wanted), rate);
    return;
  }
  for (program::ShapeParam& param : env.row->params) {
    if (param.name.empty()) param.name = "rate";
  }
  const program::Plan& plan = cx.program.plans[cx.program.offers[offer.value].plan.value];
  MeterInfo& meter = cx.meters.edit()[plan.meter.value];
  meter.dimension = cx.program.meters.edit()[plan.meter.value].dimension = money;
  ExprId committed = cx.pool().make(program::Op::mul, money, rate.number().expr, runningTime(cx, env));
  if (addOneLine(cx, env, "commitment", meter, committed, file.span(node), id)) cx.program.commitments.push_back({id, offer});
}

}  // namespace smcost::check
