// What a meter makes of a quantity: months by its basis, roundings and minimums at their levels.

#include <fmt/format.h>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::NodeId;
using program::Op;

namespace {

// The product of the counts from level `from` outwards.
ExprId outwards(Statements& cx, ExprId inner, const std::vector<Level>& levels, size_t from, DimensionId dimension) {
  for (size_t i = from; i < levels.size(); ++i) {
    inner = cx.pool().make(Op::mul, dimension, inner, levels[i].count);
  }
  return inner;
}

// X-month of a meter that measures X times Time: the basis turns months into Time.
void monthsToTime(Statements& cx, Number& value, const MeterInfo& meter) {
  const base::Rational basis = cx.program.meters[meter.id.value].basis.value_or(*cx.month_seconds);
  DimensionId per_month = cx.dimensions().divide(cx.time, cx.month);
  ExprId factor = cx.pool().constant(basis, per_month);
  value.expr = cx.pool().make(Op::mul, meter.dimension, value.expr, factor);
  if (!value.levels.empty()) value.inner = cx.pool().make(Op::mul, meter.dimension, value.inner, factor);
  value.dimension = meter.dimension;
}

// At its level: to what one such thing uses.
bool applyGranule(Statements& cx, Number& value, const MeterInfo& meter, const MeterInfo::Granule& granule, bool is_minimum,
                  const std::string& line, Span at) {
  auto applied = [&](ExprId expr) {
    ExprId quantum = cx.pool().constant(granule.quantum, value.dimension);
    return is_minimum ? cx.pool().make(Op::max, value.dimension, expr, quantum)
                      : cx.pool().round(expr, quantum, granule.mode);
  };
  if (granule.per == program::Per::bill) return true;
  if (granule.per == program::Per::line) {
    value.expr = applied(value.expr);
    value.levels.clear();
    return true;
  }
  size_t level = 0;
  while (level < value.levels.size() && value.levels[level].tag != granule.tag) ++level;
  if (level == value.levels.size()) {
    std::string tag = cx.dimensions().baseName(granule.tag);
    cx.sink->report(at, kinds::missing_level, line, meter.name, tag.substr(6, tag.size() - 7))
        .hint(fmt::format("say how many there are: `… each NAME` with a {}", tag));
    return false;
  }
  ExprId inner = value.inner;
  for (size_t i = 0; i < level; ++i) inner = cx.pool().make(Op::mul, value.dimension, inner, value.levels[i].count);
  value.levels.erase(value.levels.begin(), value.levels.begin() + static_cast<std::ptrdiff_t>(level));
  value.inner = applied(inner);
  value.expr = outwards(cx, value.inner, value.levels, 0, value.dimension);
  return true;
}

}  // namespace

bool applyGranules(Statements& cx, Number& value, const MeterInfo& meter, const std::string& line, Span at) {
  for (const auto* granules : {&meter.granularity, &meter.minimum}) {
    const MeterInfo::Granule* granule = program::inForce(*granules, cx.billedPeriod());
    // One that is not known for the period is told of the statements that need it.
    if (!granule && !granules->empty()) granule = &granules->back();
    if (granule && !applyGranule(cx, value, meter, *granule, granules == &meter.minimum, line, at)) return false;
  }
  return true;
}

void checkGranules(Statements& cx) {
  for (const program::UsageTable& usage : cx.program.usage) {
    for (const program::UsageLine& line : usage.lines) {
      const MeterInfo& meter = cx.meters[line.meter.value];
      for (const auto* granules : {&meter.granularity, &meter.minimum}) {
        if (granules->empty() || program::inForce(*granules, cx.billedPeriod())) continue;
        const std::string_view said = cx.sources.text(granules->front().span);
        auto& diagnostic = cx.sink->report(cx.program.statements[usage.statements.front().value].span, kinds::granule_not_in_force,
                                           said.substr(0, said.find(' ')), meter.name, cx.billedPeriod().name);
        for (const MeterInfo::Granule& one : *granules) diagnostic.label(one.span, "holds on other days");
        diagnostic.hint("bill a month that lies on one side of the day, or say how much was metered: `meter NAME QUANTITY`");
      }
    }
  }
}

bool measures(Statements& cx, Value& value, const MeterInfo& meter, Span at) {
  if (const Schedule* schedule = value.find<Schedule>()) value.content = Number{cx.time, schedule->running};
  if (!value.is<Number>()) {
    cx.sink->report(at, kinds::wrong_type, "a quantity to meter", showType(cx, value));
    return false;
  }
  Value wanted = zeroOf(cx, meter.dimension);
  Number& number = value.number();
  number.is_multiple = false;
  unify(cx, number, wanted.number());
  if (meter.has_basis && number.dimension == meter.month_dimension) monthsToTime(cx, number, meter);
  if (number.over_span && number.dimension == meter.dimension) {
    cx.sink->report(number.came, kinds::flow_is_kept, fmt::format("`{}`", cx.sources.text(number.came)), meter.name)
        .label(at, "all that comes, as if it were there for the whole span")
        .hint("say how much there is, such as the mean over the month; a library declares such a parameter `stock`");
    return false;
  }
  if (number.dimension == meter.dimension) return true;
  wanted.span = meter.decl->span;
  reportMismatch(cx, at, fmt::format("meter `{}` measures `{}`, and this is `{}`", meter.name,
                                     cx.dimensions().show(meter.dimension), showType(cx, value)), wanted, value);
  return false;
}

const Decl* findMeter(Statements& cx, const Env& env, NodeId path) {
  std::string_view name = cx.text(env.file(), path);
  const Decl* decl = findAt(cx, *env.scope, Space::meter, path);
  if (decl) return decl;
  Span at = env.file().span(path);
  auto& diagnostic = cx.sink->report(at, kinds::unknown_meter, name);
  if (!diagnostic.takes_suggestions) return nullptr;
  std::vector<std::string> known;
  for (const MeterInfo& meter : cx.meters) known.push_back(meter.name);
  suggest(diagnostic, at, name, known);
  return nullptr;
}

}  // namespace smcost::check
