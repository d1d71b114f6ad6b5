// Bound arguments -> values, in the order of the parameters, so that two spellings of
// one phrase make the same columns.

#include <fmt/format.h>

#include "lang/check/expressions/expressions.h"
#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// The first schedule of a statement says what its rates per day and hour count over.
void takeSchedule(Statements& cx, const Env& env, const Parameter& param, const Value& raw, const Value& bound) {
  StatementTime& time = *env.time;
  if (param.kept || !cx.has_calendar || param.type.dimension != cx.time || param.type.kind != Kind::number) return;
  if (const Schedule* schedule = raw.find<Schedule>()) {
    time.running = schedule->running;
    time.span_days = schedule->span_days;
    time.schedule = raw.span;
  }
  if (param.labelWord() != "for") return;
  time.run_time = bound.expr();
  time.schedule = raw.span;
  // A time per day happens on every day of the period; a plain time has no days.
  if (raw.kind() != Kind::number) return;
  const DimensionId given = raw.number().dimension;
  if (given != cx.time && given != cx.day && !time.span_days) time.span_days = spanDays(cx, env);
}

// `kept 0 days` would bill what is stored with nothing.
bool isKept(Statements& cx, const Env& env, ExprId time, Span at) {
  env.row->repeatable = false;
  const auto length = valueInRow(cx, env.row, time);
  if (!length || *length != 0) return true;
  cx.sink->report(at, kinds::names_no_day, cx.sources.text(at)).hint("what is not kept is left out");
  return false;
}

// `mon..thu 9:00..17:00, fri 9:00..13:00`
Value listedSchedule(Statements& cx, const Env& env, const Argument& argument) {
  std::vector<NodeId> parts = {argument.value};
  parts.insert(parts.end(), argument.parts.begin(), argument.parts.end());
  return placedSchedule(cx, env, parts);
}

Value inferArgument(Statements& cx, const Env& statement_env, const Parameter& param, const Argument& argument) {
  Env env = statement_env;
  if (argument.scope) env.scope = argument.scope;
  const ast::File& file = env.file();
  const bool is_known = argument.item != Argument::kNoItem;
  const auto valueOf = [&]() -> Value {
    if (!argument.parts.empty()) return listedSchedule(cx, env, argument);
    if (isLevelProfile(file, argument.value, param.type)) return levelProfile(cx, env, argument.value, param.type, param.name);
    return inferAs(cx, env, param.type, argument.value);
  };
  Value raw = is_known ? env.row->reuse(env.row->items[argument.item]) : valueOf();
  if (raw.isError() || raw.isNone()) return raw;
  Span at = file.span(argument.value);
  if (!argument.parts.empty()) at.end = file.node(argument.parts.back()).end;
  Value value = coerce(cx, env, raw, param.type, param.name, at);
  if (value.isError()) return value;
  // Only what runs or lives at one time is a part of the month: `idle 900h` may be a sum.
  const bool is_time = value.kind() == Kind::number && param.type.dimension == cx.time && cx.has_calendar;
  const bool runs = param.kept || param.labelWord() == "for" || raw.is<Schedule>();
  if (is_time && runs && !fitsPeriod(cx, env, raw, value.expr(), at)) return {};
  if (param.kept && raw.kind() == Kind::number && !isKept(cx, env, value.expr(), at)) return {};
  takeSchedule(cx, env, param, raw, value);
  value.span = at;
  return value;
}

Value defaultValue(Statements& cx, Env& env, const Workload& workload, const Parameter& param) {
  // The default is the library's text, but a cell like any given value: one shape serves both.
  Env own = env;
  own.scope = workload.decl->scope;
  own.locals = nullptr;
  const ast::File& file = own.file();
  Value raw = inferAs(cx, own, param.type, param.default_value);
  if (raw.isError()) return raw;
  return coerce(cx, own, raw, param.type, param.name, file.span(param.default_value));
}

void reportMissing(Statements& cx, const Workload& workload, const Parameter& param, Span at) {
  std::string what = showType(cx, param.type);
  auto& diagnostic = cx.sink->report(at, kinds::missing_parameter, workload.name, param.name, fmt::format("a {}", what));
  diagnostic.label(param.span, "declared here");
  if (!param.bare) diagnostic.hint(fmt::format("add `{} …`", param.labelWord()));
}

Value leftOut(Statements& cx, Env& env, const Workload& workload, const Parameter& param, Span at) {
  if (param.default_value) return defaultValue(cx, env, workload, param);
  if (param.optional) return {None{}};
  reportMissing(cx, workload, param, at);
  return {};
}

// An option has a schedule of its own, else the statement's.
Value optionValue(Statements& cx, const Env& env, const Parameter& param, const Argument& argument) {
  StatementTime own_time = *env.time;
  Env own = env;
  own.time = &own_time;
  const Option option{std::make_shared<Locals>()};
  const Workload& type = cx.option_types[param.type.index];
  if (!inferArguments(cx, own, type, *argument.option, argument.span, *option.locals)) return {};
  return {option, argument.span};
}

// `with app 0h..2h with app 1h..2h`. Ranges of one parameter share the time in which they overlap.
Value optionList(Statements& cx, const Env& env, const Parameter& param, const Argument& argument) {
  const List list{std::make_shared<std::vector<Value>>()};
  list.items->push_back(optionValue(cx, env, param, argument));
  for (const Argument& further : argument.more) list.items->push_back(optionValue(cx, env, param, further));
  for (const Value& value : *list.items) {
    if (value.isError()) return {};
  }
  const Workload& type = cx.option_types[param.type.index];
  for (size_t i = 0; i < type.params.size(); ++i) {
    if (type.params[i].type.kind != Kind::range) continue;
    std::vector<Range*> ranges;
    for (Value& value : *list.items) {
      if (Range* range = (*value.as<Option>().locals)[i].second.find<Range>()) ranges.push_back(range);
    }
    shareRanges(cx, env, ranges);
  }
  return {list, argument.span};
}

}  // namespace

bool inferArguments(Statements& cx, Env& env, const Workload& workload, const std::vector<Argument>& arguments, Span at,
                    Locals& locals) {
  bool sound = true;
  locals.resize(workload.params.size());
  for (uint32_t i : workload.order) {
    const Parameter& param = workload.params[i];
    Value value;
    const Argument* argument = i < arguments.size() && arguments[i].value ? &arguments[i] : nullptr;
    if (param.with) {
      value.content = None{};
      if (argument) value = param.many ? optionList(cx, env, param, *argument) : optionValue(cx, env, param, *argument);
    } else {
      // What the whole left out its part leaves out, as if it did not say it.
      if (argument) value = inferArgument(cx, env, param, *argument);
      if (!argument || value.isNone()) value = leftOut(cx, env, workload, param, at);
    }
    if (!value.isError() && !value.isNone() && !param.with) {
      // Of what counts over time the column holds the rate.
      const Number* number = value.find<Number>();
      nameColumn(cx, *env.row, number && number->rate ? number->rate : value.expr(), param.name);
    }
    value.optional = param.optional;
    sound = sound && !value.isError();
    locals[i] = {param.name, std::move(value)};
  }
  return sound;
}

}  // namespace smcost::check
