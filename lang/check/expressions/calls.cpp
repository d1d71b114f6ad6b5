// Calls in expressions: functions that are built in, and those that a file declares.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using program::Op;

namespace {

// `up(x)`, `min(a, b)`: built in because they are operations of the machine.
Value inferBuiltin(Expressions& cx, std::string_view name, std::vector<Value>& args, Span at) {
  auto wants = [&](size_t count) {
    if (args.size() == count) return true;
    cx.sink->report(at, kinds::wrong_argument_count, name, count, args.size());
    return false;
  };
  if (name == "min" || name == "max") {
    if (!wants(2)) return {};
    if (!unify(cx, args[0].number(), args[1].number())) {
      reportMismatch(cx, at, fmt::format("`{}` of `{}` and `{}`", name, showType(cx, args[0]), showType(cx, args[1])),
                     args[0], args[1]);
      return {};
    }
    Value value = args[0];
    value.span = at;
    Number& number = value.number();
    number.levels.clear();
    number.untagged = false;
    number.expr = cx.pool().make(name == "min" ? Op::min : Op::max, number.dimension, number.expr, args[1].number().expr);
    inherit(cx, number, args[1].number());
    return value;
  }
  if (!wants(1)) return {};
  Value value = args[0];
  value.span = at;
  Number& number = value.number();
  number.levels.clear();
  number.untagged = false;
  if (name == "abs") {
    const ExprId negative = cx.pool().make(Op::sub, number.dimension, cx.pool().constant(0, number.dimension), number.expr);
    number.expr = cx.pool().make(Op::max, number.dimension, number.expr, negative);
    return value;
  }
  const auto& factors = cx.dimensions().factors(number.dimension);
  bool plain = factors.empty() ||
               (factors.size() == 1 && cx.dimensions().baseName(factors[0].base).starts_with("Count["));
  if (!plain) {
    cx.sink->report(at, kinds::wrong_type, fmt::format("a number or a count to round (divide by a unit first, as in "
                                                       "`{}(x / 1 KB)`)", name), showType(cx, value));
    return {};
  }
  ExprId one = cx.pool().constant(1, number.dimension);
  number.expr = cx.pool().round(number.expr, one, *base::roundingModeFromName(name));
  return value;
}

void appendNumber(std::string& key, const Number& number) {
  key += fmt::format(":{}:{}:{}:{}:{}:{}", number.dimension.value, number.inner.value, number.untagged, number.percent, number.flow, number.rate.value);
  for (const Written& written : number.written) key += fmt::format("/{}", written.unit.value);
  for (const Level& level : number.levels) key += fmt::format("|{}:{}", level.tag.value, level.count.value);
}

// All of a value that a function's body can see: no schedule is an argument of one.
void appendValue(std::string& key, const Value& value) {
  key += fmt::format("{}:{}:{}", static_cast<int>(value.kind()), value.expr().value, value.text());
  key += fmt::format(":{}.{}.{}.{}", value.origin.param, value.origin.part, value.origin.item, value.optional);
  if (const Number* number = value.find<Number>()) appendNumber(key, *number);
  if (const Key* sku = value.find<Key>()) key += fmt::format(":{}", sku->key.value);
  if (const Range* range = value.find<Range>()) key += fmt::format(":{}:{}", range->end.value, range->share.value);
  if (const Option* option = value.find<Option>()) {
    for (const auto& [name, part] : *option->locals) appendValue(key += '(', part);
  }
  if (const List* list = value.find<List>()) {
    for (const Value& item : *list->items) appendValue(key += '[', item);
  }
}

// A declared function's body under these arguments.
Value expandCall(Expressions& cx, const Env& env, const Decl& decl, std::vector<Value>& args, Span at) {
  const ast::File& file = decl.scope->module->tree;
  Children parts(file, decl.node);
  std::vector<NodeId> params;
  size_t next = 1;
  while (next < parts.size() && file.kind(parts[next]) == ast::NodeKind::fn_param) params.push_back(parts[next++]);
  if (params.size() != args.size()) {
    cx.sink->report(at, kinds::wrong_argument_count, decl.name, params.size(), args.size()).label(decl.span, "declared here");
    return {};
  }
  Locals locals;
  std::string key = std::to_string(reinterpret_cast<uintptr_t>(&decl));
  for (size_t i = 0; i < params.size(); ++i) {
    Children param(file, params[i]);
    Type type = readType(cx, *decl.scope, param[1]);
    std::string_view name = cx.text(file, param[0]);
    Value value = coerce(cx, env, args[i], type, name, args[i].span);
    if (value.isError()) return {};
    locals.emplace_back(name, value);
    key += ',';
    appendValue(key, value);
  }
  key += timesKey(env);
  // Without a row the calls of one body share what they expanded, down to the last.
  std::unordered_map<std::string, Known> own;
  auto& calls = env.row ? env.row->calls : env.calls ? *env.calls : own;
  Row* row = rowOfTimes(env);
  if (auto known = calls.find(key); known != calls.end()) {
    Value value = row ? row->reuse(known->second) : known->second.value;
    value.span = at;
    return value;
  }
  if (!cx.followed.insert(&decl).second) {
    reportCycle(cx, decl, at);
    return {};
  }
  const Extent begin = row ? row->extent() : Extent();
  const uint32_t by_schedule = row ? row->by_schedule : 0;
  Env body;
  body.scope = decl.scope;
  body.locals = &locals;
  body.region = regionOf(cx, env);
  body.calls = &calls;
  body.caller = row;
  if (body.caller) body.time = env.time;
  body.of_body = env.of_body;
  body.begins = env.begins;
  body.is_billed = env.is_billed;
  bool has_type = file.kind(parts[next]) == ast::NodeKind::type;
  const Type type = has_type ? readType(cx, *decl.scope, parts[next]) : Type();
  Value value = inferAs(cx, body, type, parts[has_type ? next + 1 : next]);
  if (has_type && !value.isError()) value = coerce(cx, body, value, type, decl.name, value.span);
  cx.followed.erase(&decl);
  value.span = at;
  for (const Value& arg : args) value.from_bill = value.from_bill || arg.from_bill;
  calls.try_emplace(std::move(key), value, row ? row->since(begin) : begin, row && row->by_schedule > by_schedule);
  return value;
}

// The type of a function's parameter; none where it has no so many, which the call reports.
Type typeOfParameter(Expressions& cx, const Decl& decl, size_t index) {
  if (decl.kind != DeclKind::fn) return {};
  const ast::File& file = decl.scope->module->tree;
  Children parts(file, decl.node);
  if (index + 1 >= parts.size() || file.kind(parts[index + 1]) != ast::NodeKind::fn_param) return {};
  // Only a word reads otherwise than an expression; any other type is read, and reported, once by the call.
  NodeId type = Children(file, parts[index + 1])[1];
  const Decl* words = find(cx, *decl.scope, Space::type, cx.text(file, type));
  return words && words->kind == DeclKind::words ? readType(cx, *decl.scope, type) : Type{};
}

constexpr std::array kBuiltins = {"up",  "down", "floor", "ceil",  "half_up", "half_even",
                                  "min", "max",  "abs",   "share", "sum"};

// `max(app.memory)`: the largest of a list, as `max` of two takes it.
Value extremeOf(Expressions& cx, std::string_view name, const List& list, Span at) {
  if (list.items->empty()) {
    cx.sink->report(at, kinds::wrong_type, "a list with something in it", "an empty list");
    return {};
  }
  Value extreme = lengthOf(cx, list.items->front());
  for (size_t i = 1; i < list.items->size() && !extreme.isError(); ++i) {
    std::vector<Value> both = {extreme, lengthOf(cx, (*list.items)[i])};
    for (const Value& value : both) {
      if (value.is<Number>()) continue;
      cx.sink->report(at, kinds::wrong_type, "a list of numbers", showType(cx, value));
      return {};
    }
    extreme = inferBuiltin(cx, name, both, at);
  }
  if (extreme.is<Number>() || extreme.isError()) return extreme;
  cx.sink->report(at, kinds::wrong_type, "a list of numbers", showType(cx, extreme));
  return {};
}

}  // namespace

std::string timesKey(const Env& env) {
  if (!env.time) return {};
  const StatementTime& time = *env.time;
  return fmt::format("@{}:{}:{}:{}:{}", time.running.value, time.span_days.value, time.period_days.value, time.run_time.value, time.day.value);
}

Value inferCall(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Children parts(file, node);
  std::string_view name = cx.text(file, parts[0]);
  Span at = file.span(node);
  if (env.prices && name == "price") {
    if (parts.size() == 2 && file.kind(parts[1]) == ast::NodeKind::path) return env.prices->of(env, parts[1]);
    cx.sink->report(at, kinds::wrong_type, "the name of a meter, `price(METER)`", fmt::format("`{}`", cx.text(file, node)));
    return {};
  }
  std::vector<Value> args;
  const Decl* called = findAt(cx, *env.scope, Space::value, parts[0]);
  for (size_t i = 1; i < parts.size(); ++i) {
    args.push_back(called ? inferAs(cx, env, typeOfParameter(cx, *called, i - 1), parts[i]) : infer(cx, env, parts[i]));
    if (args.back().isError() || args.back().isNone()) return args.back();
  }
  if (const Decl* decl = called) {
    if (decl->kind == DeclKind::fn) {
      Value value = expandCall(cx, env, *decl, args, at);
      if (env.row && env.row->parts && value.expr()) env.row->parts->push_back({at, value.expr()});
      return value;
    }
    cx.sink->report(file.span(parts[0]), kinds::wrong_type, "a function", fmt::format("`{}`", name));
    return {};
  }
  for (std::string_view builtin : kBuiltins) {
    if (builtin != name) continue;
    if (name == "share" || name == "sum") {
      if (args.size() == 1) return name == "sum" ? sumOf(cx, args[0], at) : shareOf(cx, env, args[0], at);
      cx.sink->report(at, kinds::wrong_argument_count, name, size_t{1}, args.size());
      return {};
    }
    const bool is_of_list = (name == "min" || name == "max") && args.size() == 1 && args[0].is<List>();
    if (is_of_list) return extremeOf(cx, name, args[0].as<List>(), at);
    for (const Value& arg : args) {
      if (!arg.is<Number>()) {
        cx.sink->report(arg.span, kinds::wrong_type, "a number", showType(cx, arg));
        return {};
      }
    }
    return inferBuiltin(cx, name, args, at);
  }
  auto& diagnostic = cx.sink->report(file.span(parts[0]), kinds::unknown_name, name);
  if (!diagnostic.takes_suggestions) return {};
  std::vector<std::string> known(kBuiltins.begin(), kBuiltins.end());
  for (std::string& visible : visibleValues(cx, env)) known.push_back(std::move(visible));
  suggest(diagnostic, file.span(parts[0]), name, known);
  return {};
}

}  // namespace smcost::check
