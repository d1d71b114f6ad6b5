// An expression of the tree -> its type and its node. One case per kind of node; the
// arithmetic itself is in infer_arithmetic.cpp.

#include "lang/base/interrupt.h"
#include "lang/base/stack.h"
#include "lang/check/expressions/bill_values.h"
#include "lang/check/expressions/expressions.h"

#include <fmt/format.h>

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

Value boolean(ExprId expr, Span span, bool from_bill) {
  Value value{Boolean{expr}, span};
  value.from_bill = from_bill;
  return value;
}

// One step of a chain; a list takes it for each of its values. What a chain has gathered moves along: a copy in each
// step would make it quadratic.
Value combine(Expressions& cx, const Env& env, NodeKind op, Value a, const Value& b, Span at) {
  const List *of_a = a.find<List>(), *of_b = b.find<List>();
  if (of_a && !of_b) {
    return mapList(*of_a, at, [&](const Value& item) { return combine(cx, env, op, item, b, at); });
  }
  if (of_b && !of_a && !a.isError()) {
    return mapList(*of_b, at, [&](const Value& item) { return combine(cx, env, op, a, item, at); });
  }
  if (of_a && of_b && of_a->items->size() == of_b->items->size()) {
    size_t next = 0;
    return mapList(*of_a, at, [&](const Value& item) { return combine(cx, env, op, item, (*of_b->items)[next++], at); });
  }
  switch (op) {
    case NodeKind::op_add: return add(cx, a, b, false, at);
    case NodeKind::op_sub: return add(cx, a, b, true, at);
    case NodeKind::op_mul: return multiply(cx, a, b, at);
    case NodeKind::op_div: return divide(cx, a, b, at);
    default: return each(cx, std::move(a), b, at);
  }
}

// `a + b - c`, `a * b / c each d`: left to right.
Value inferChain(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  Value total = infer(cx, env, parts[0]);
  for (size_t i = 1; i + 1 < parts.size(); i += 2) {
    Value next = infer(cx, env, parts[i + 1]);
    Span at{file.source, file.node(parts[0]).begin, file.node(parts[i + 1]).end};
    total = combine(cx, env, file.kind(parts[i]), std::move(total), next, at);
  }
  return total;
}

// `x less 10 % plus 5 %`: each applies to what stands before it.
Value inferAdjust(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  Value total = infer(cx, env, parts[0]);
  for (size_t i = 1; i + 1 < parts.size(); i += 2) {
    Value share = infer(cx, env, parts[i + 1]);
    if (share.isError() || total.isError()) return {};
    if (!share.is<Number>() || !share.number().percent) {
      cx.sink->report(share.span, kinds::wrong_type, "a percentage", showType(cx, share));
      return {};
    }
    Value one{Number{units::kNoDimension, cx.pool().constant(1, units::kNoDimension)}};
    one.number().percent = true;
    Value factor = add(cx, one, share, file.kind(parts[i]) == NodeKind::op_less, file.span(node));
    total = multiply(cx, total, factor, file.span(node));
  }
  return total;
}

// What a value is compared with: a word beside a word means one of its set.
Value inferBeside(Expressions& cx, const Env& env, const Value& left, NodeId node) {
  const ast::File& file = env.file();
  const Word* beside = left.find<Word>();
  if (!beside || file.kind(node) != NodeKind::path) return infer(cx, env, node);
  std::string_view word = cx.text(file, node);
  for (const std::string& known : cx.words[beside->words].words) {
    if (known != word) continue;
    if (cx.options.mentions) cx.options.mentions->noteWord(file.span(node), cx, beside->words, word);
    Value value = left;
    value.as<Word>().text = known;
    value.span = file.span(node);
    return value;
  }
  auto& diagnostic = cx.sink->report(file.span(node), kinds::unknown_name, word);
  suggest(diagnostic, file.span(node), word, cx.words[beside->words].words);
  return {};
}

// `a < b`; `a in { b, c }` is `a == b or a == c`.
Value inferCompare(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  Value left = infer(cx, env, parts[0]);
  auto show = [&](NodeId side, const Value& value) {
    if (env.row && env.row->parts && value.expr()) env.row->parts->push_back({file.span(side), value.expr()});
  };
  show(parts[0], left);
  std::string_view op = cx.text(file, parts[1]);
  Value result;
  ExprId yes = cx.pool().constant(1, units::kNoDimension);
  for (size_t i = 2; i < parts.size(); ++i) {
    Value right = inferBeside(cx, env, left, parts[i]);
    show(parts[i], right);
    Value same = compareValues(cx, left, right, op == "in" ? "==" : op, file.span(node));
    if (i > 2 && (result.isError() || same.isError())) {
      result = {};
    } else if (i == 2 || result.isNone()) {
      result = same;
    } else if (const Boolean* holds = same.find<Boolean>()) {  // what was left out is equal to nothing
      ExprId& expr = result.as<Boolean>().expr;
      expr = cx.pool().make(Op::select, units::kNoDimension, expr, yes, holds->expr);
      result.from_bill = result.from_bill || same.from_bill;
    }
  }
  return result;
}

// `and`, `or` decide left to right: what is behind a decision cannot fail.
Value inferLogic(Expressions& cx, const Env& env, NodeId node, bool is_and) {
  const ast::File& file = env.file();
  Children parts(file, node);
  std::vector<Value> values;
  for (NodeId part : parts) values.push_back(truth(cx, env, infer(cx, env, part)));
  for (const Value& value : values) {
    if (value.isError()) return {};
  }
  Value total = values.back();
  ExprId decided = cx.pool().constant(is_and ? 0 : 1, units::kNoDimension);
  for (size_t i = values.size() - 1; i-- > 0;) {
    const ExprId first = values[i].as<Boolean>().expr, rest = total.as<Boolean>().expr;
    ExprId expr = is_and ? cx.pool().make(Op::select, units::kNoDimension, first, rest, decided)
                         : cx.pool().make(Op::select, units::kNoDimension, first, decided, rest);
    total = boolean(expr, file.span(node), total.from_bill || values[i].from_bill);
  }
  return total;
}

// A choice between values that are no numbers is made now: by names, by what was given, by figures of the row.
// None, and said why, where these differ from row to row.
std::optional<Value> choose(Expressions& cx, const Env& env, const Value& condition, const Value& yes, const Value& no, Span at) {
  const ExprId decides = condition.as<Boolean>().expr;
  if (Row* row = rowOfTimes(env); row && !condition.from_bill) {
    if (auto holds = valueInRow(cx, row, decides)) return *holds != 0 ? yes : no;
  }
  if (cx.pool().isConstant(decides)) return cx.pool().constantValue(decides) != 0 ? yes : no;
  if (isOpen(cx.pool(), decides)) {
    Value value = yes;
    if (Key* key = value.find<Key>(); key && !key->open) key->open = no.as<Key>().open ? no.as<Key>().open : decides;
    value.origin = {};
    return value;
  }
  const std::string type = showType(cx, yes);
  auto& diagnostic = cx.sink->report(at, kinds::chosen_by_figure, type, cx.sources.text(condition.span));
  if (env.locals) diagnostic.hint("a line in each branch does: `if … { line … } else { line … }`");
  else diagnostic.hint("names, facts and what was given may choose it");
  return std::nullopt;
}

}  // namespace

bool isOpen(const program::ExprPool& pool, ExprId expr) {
  std::unordered_set<uint32_t> seen;
  std::vector<ExprId> open = {expr};
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (!id || !seen.insert(id.value).second) continue;
    const program::Expr& node = pool[id];
    if (node.op == Op::param && node.payload < kOpenKeys) return false;
    if (node.op != Op::constant && node.op != Op::param) open.insert(open.end(), {node.a, node.b, node.c});
  }
  return true;
}

Value inferConditional(Expressions& cx, const Env& env, NodeId node, const Type& type) {
  const ast::File& file = env.file();
  Children parts(file, node);
  Value condition = truth(cx, env, infer(cx, env, parts[0]));
  Value yes = inferAs(cx, env, type, parts[1]);
  Value no = inferAs(cx, env, type, parts[2]);
  if (condition.isError() || yes.isError() || no.isError()) return {};
  const bool same_kind = yes.kind() == no.kind();
  if (same_kind && !yes.is<Number>() && !yes.is<Boolean>()) {
    return choose(cx, env, condition, yes, no, file.span(node)).value_or(Value{});
  }
  if (!same_kind || (yes.kind() == Kind::number && !(yes.number().percent == no.number().percent && unify(cx, yes.number(), no.number())))) {
    cx.sink->report(file.span(node), kinds::branch_types_differ, showType(cx, yes), showType(cx, no))
        .label(yes.span, fmt::format("`{}`", showType(cx, yes)))
        .label(no.span, fmt::format("`{}`", showType(cx, no)));
    return {};
  }
  const DimensionId dimension = yes.is<Number>() ? yes.number().dimension : units::kNoDimension;
  const ExprId chosen = cx.pool().make(Op::select, dimension, condition.as<Boolean>().expr, yes.expr(), no.expr());
  Value value = yes;
  value.from_bill = condition.from_bill || yes.from_bill || no.from_bill;
  value.span = file.span(node);
  if (Number* number = value.find<Number>()) {
    number->levels.clear();
    number->untagged = false;
    number->expr = chosen;
    inherit(cx, *number, no.number());
  } else {
    value.as<Boolean>().expr = chosen;
  }
  return value;
}

namespace {

// `round half_even x to 0.01 USD`: the quantum is a positive constant.
Value inferRounding(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  auto mode = base::roundingModeFromName(cx.text(file, parts[0]));
  if (!mode) {
    auto& diagnostic = cx.sink->report(file.span(parts[0]), kinds::unknown_name, cx.text(file, parts[0]));
    suggest(diagnostic, file.span(parts[0]), cx.text(file, parts[0]),
            {"down", "floor", "ceil", "up", "half_up", "half_even"});
    return {};
  }
  Value value = infer(cx, env, parts[1]);
  Env constant = env;
  constant.row = nullptr;
  Value quantum = infer(cx, constant, parts[2]);
  if (value.isError() || value.isNone() || quantum.isError()) return value.isNone() ? value : Value{};
  // A multiple is rounded to `1x`, or to 1 of what it counts.
  const bool is_multiple = value.kind() == Kind::multiple;
  if (is_multiple && quantum.is<Number>()) quantum.number().is_multiple = quantum.number().untagged = false;
  const bool are_numbers = value.is<Number>() && quantum.kind() == Kind::number;
  const bool untagged = are_numbers && value.number().untagged && quantum.number().untagged;
  if (are_numbers) value = countOver(cx, env, value, quantum.number());
  if (!are_numbers || !unify(cx, value.number(), quantum.number())) {
    reportMismatch(cx, file.span(node), fmt::format("a `{}` cannot be rounded to a `{}`", showType(cx, value),
                                                    showType(cx, quantum)), value, quantum);
    return {};
  }
  const ExprId to = quantum.number().expr;
  auto folded = cx.pool().isConstant(to) ? std::optional(cx.pool().constantValue(to)) : std::nullopt;
  if (!folded) {
    cx.sink->report(file.span(parts[2]), kinds::constant_wanted, "what is rounded to");
    return {};
  }
  if (sgn(*folded) <= 0) {
    cx.sink->report(file.span(parts[2]), kinds::not_above_zero, "what is rounded to", fmt::format("`{}`", cx.text(file, parts[2])));
    return {};
  }
  Number& number = value.number();
  number.levels.clear();
  number.untagged = untagged && !is_multiple;  // two literals are no computed number
  number.expr = cx.pool().round(number.expr, to, *mode);
  inherit(cx, number, quantum.number());
  value.span = file.span(node);
  return value;
}

Value inferUnary(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Value operand = infer(cx, env, Children(file, node)[0]);
  if (operand.isError()) return operand;
  if (file.kind(node) == NodeKind::not_) {
    // What was left out is not given, so that `not` of it holds.
    Value value = truth(cx, env, operand);
    if (Boolean* holds = value.find<Boolean>()) holds->expr = cx.pool().make(Op::not_, units::kNoDimension, holds->expr);
    return value;
  }
  if (operand.isNone()) return operand;
  if (operand.kind() != Kind::number) {
    cx.sink->report(file.span(node), kinds::wrong_type, "a number", showType(cx, operand));
    return {};
  }
  Number& number = operand.number();
  number.levels.clear();
  number.expr = cx.pool().make(Op::sub, number.dimension, cx.pool().constant(0, number.dimension), number.expr);
  number.rate = {};
  operand.span = file.span(node);
  return operand;
}

// `10 % of x`
Value inferShare(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  Value share = infer(cx, env, parts[0]);
  if (Number* number = share.find<Number>()) number->percent = false;
  return multiply(cx, share, infer(cx, env, parts[1]), file.span(node));
}

// `3 GiB as GB`: a check that the unit fits; the amount is the same, and from here on in that unit.
Value inferConvert(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  Value value = infer(cx, env, parts[0]);
  const units::UnitExpr* unit = unitOf(cx, file, parts[1]);
  if (value.isError() || !unit) return {};
  if (value.kind() != Kind::number || value.number().dimension != unit->dimension) {
    Value wanted = zeroOf(cx, unit->dimension);
    wanted.span = file.span(parts[1]);
    reportMismatch(cx, file.span(node), fmt::format("a `{}` is not measured in `{}`", showType(cx, value),
                                                    cx.text(file, parts[1])), value, wanted);
    return {};
  }
  Number& number = value.number();
  number.untagged = false;
  number.rate = {};
  number.written.clear();
  for (const units::UnitFactor& factor : unit->factors) {
    if (cx.units[factor.unit].family != units::Unit::Family::none) number.written.push_back({factor.unit, file.span(parts[1])});
  }
  return value;
}

// One more level of the tree; a definition may lead through many.
struct DepthGuard {
  explicit DepthGuard(int& depth_in) : depth(depth_in) { ++depth; }
  ~DepthGuard() { --depth; }
  int& depth;
};

}  // namespace

Value truth(Expressions& cx, const Env&, const Value& value) {
  if (value.is<Boolean>() || value.isError()) return value;
  // A parameter that may be left out, used as a condition, asks whether it was given.
  if (value.isNone() || value.optional) {
    return boolean(cx.pool().constant(value.isNone() ? 0 : 1, units::kNoDimension), value.span, false);
  }
  cx.sink->report(value.span, kinds::wrong_type, "a condition", showType(cx, value));
  return {};
}

Value infer(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  base::checkInterrupt();
  DepthGuard guard(cx.depth_);
  if (cx.depth_ > kMaxInferDepth || base::stackLeft() < base::kStackForAStep) {
    cx.sink->report(file.span(node), kinds::nested_too_deep, static_cast<size_t>(cx.depth_ - 1));
    return {};
  }
#ifdef SMCOST_VERIFY
  const bool is_first = !env.row || !env.row->isOwn(file, node) || env.row->inferred.insert(node.value).second;
  SMCOST_CHECK(is_first, "each part of a phrase is worked out once");
#endif
  switch (file.kind(node)) {
    case NodeKind::number:
    case NodeKind::quantity:
    case NodeKind::compound:
    case NodeKind::percent:
    case NodeKind::times:
    case NodeKind::text: return literal(cx, env, node);
    case NodeKind::path:
    case NodeKind::word:
    case NodeKind::weekday: return inferPath(cx, env, node);
    case NodeKind::paren: return infer(cx, env, Children(file, node)[0]);
    case NodeKind::call: return inferCall(cx, env, node);
    case NodeKind::sum:
    case NodeKind::product: return inferChain(cx, env, node);
    case NodeKind::power: return inferPower(cx, env, node);
    case NodeKind::negate:
    case NodeKind::not_: return inferUnary(cx, env, node);
    case NodeKind::percent_of: return inferShare(cx, env, node);
    case NodeKind::adjust: return inferAdjust(cx, env, node);
    case NodeKind::grown: return grown(cx, env, node);
    case NodeKind::convert: return inferConvert(cx, env, node);
    case NodeKind::compare: return inferCompare(cx, env, node);
    case NodeKind::and_:
      return !env.locals && isJoinedDays(cx, *env.scope, node) ? placedSchedule(cx, env, {node}) : inferLogic(cx, env, node, true);
    case NodeKind::or_: return inferLogic(cx, env, node, false);
    case NodeKind::conditional: return inferConditional(cx, env, node, {});
    case NodeKind::rounding: return inferRounding(cx, env, node);
    case NodeKind::always:
    case NodeKind::amount:
    case NodeKind::placed:
    case NodeKind::placed_list:
    case NodeKind::clocks: return schedule(cx, env, node);
    case NodeKind::profile: return profile(cx, env, node);
    case NodeKind::list: return list(cx, env, node);
    case NodeKind::owned: return ownedValue(cx, env, node);
    case NodeKind::query:
      cx.sink->report(file.span(node), kinds::wrong_type, "a value", "a query")
          .hint("a query is asked alone, as an input of `smcost repl`");
      return {};
    default:
      cx.sink->report(file.span(node), kinds::unsupported, fmt::format("`{}` in an expression", cx.text(file, node)));
      return {};
  }
}

Value inferNumber(Expressions& cx, const Env& env, NodeId node) {
  Value value = infer(cx, env, node);
  if (value.isError() || value.isNone()) return value;
  if (!value.is<Number>()) {
    cx.sink->report(env.file().span(node), kinds::wrong_type, "a number", showType(cx, value));
    return {};
  }
  return value;
}

}  // namespace smcost::check
