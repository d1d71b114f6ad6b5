// Names and calls in expressions: arguments of a body, values of the file, parts of the
// bill, built-in and declared functions.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/check/bill_values.h"
#include "lang/check/facts.h"
#include "lang/check/queries.h"
#include "lang/check/words.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using program::Op;

namespace {

const Value* findLocal(const Locals& locals, std::string_view name) {
  for (size_t i = locals.size(); i-- > 0;) {
    if (locals[i].first == name) return &locals[i].second;
  }
  return nullptr;
}

// The workload a statement was made with, for its parameters and lines.
const program::UsageTable& usageOf(Context& cx, program::StatementId id) {
  return cx.program.usage[cx.program.statements[id.value].table.value];
}

// What an argument is worth in one row of its table; none when it cannot be worked out.
std::optional<base::Rational> argumentInRow(Context& cx, const program::UsageTable& usage, uint32_t row, ExprId expr) {
  const program::Expr& node = cx.pool()[expr];
  if (node.op == Op::param) return cx.program.cells.value(usage.table.columns[node.payload][row]);
  Row cells;
  for (const auto& column : usage.table.columns) cells.cells.push_back(column.empty() ? program::Cell{} : column[row]);
  return valueInRow(cx, &cells, expr);
}

// `api.compute` is money, `api.instances` the argument, in whatever way it was given.
Value partOfStatement(Context& cx, const Env& env, program::StatementId id, std::string_view part, Span at) {
  if (env.row) env.row->repeatable = false;  // the same text in that statement itself would be a cycle
  ensureStatement(cx, id);
  if (!cx.program.statements[id.value].table) return {};
  const program::UsageTable& usage = usageOf(cx, id);
  std::vector<std::string> known;
  for (const program::UsageLine& line : usage.lines) {
    if (line.name == part) return billValue(cx, env, {id, std::string(part)}, at);
    known.push_back(line.name);
  }
  const program::Statement& statement = cx.program.statements[id.value];
  for (const GivenArgument& argument : cx.arguments[statement.table.value]) {
    known.push_back(argument.name);
    if (argument.name != part) continue;
    if (!statement.isBilled()) {
      cx.sink->report(at, kinds::not_in_period, program::statementName(cx.program, id), cx.program.period.name)
          .label(statement.span, "its months are said here");
      return {};
    }
    // What counts per day is given as a rate, and counts by the schedule of whoever takes it.
    const ExprId given = argument.value.rate ? argument.value.rate : argument.value.expr;
    const DimensionId dimension = argument.value.rate ? cx.pool()[given].dimension : argument.value.dimension;
    auto number = argumentInRow(cx, usage, statement.row, given);
    if (!number) {
      cx.sink->report(at, kinds::division_by_zero, fmt::format("`{}` is worth nothing", cx.sources.text(at)))
          .label(statement.span, "in this statement");
      return {};
    }
    Value value = cellValue(cx, env, *number, dimension, part);
    value.span = at;
    // What it is and how it was written goes with it.
    value.flow = argument.value.flow && !argument.value.rate;
    if (value.flow) value.came = at;
    value.written = argument.value.written;
    return value;
  }
  auto& diagnostic = cx.sink->report(at, kinds::unknown_part, program::statementName(cx.program, id), part);
  // The place is that of the whole path.
  Span part_at = at;
  if (!at.isNone() && cx.sources.text(at).ends_with(part)) part_at.begin = at.end - static_cast<uint32_t>(part.size());
  suggest(diagnostic, part_at, part, known);
  return {};
}

std::vector<std::string> visibleValues(Context& cx, const Env& env) {
  std::vector<std::string> names = {"total", "payable"};
  if (env.locals) {
    for (const auto& [name, value] : *env.locals) names.emplace_back(name);
  }
  for (const Scope* scope = env.scope; scope; scope = scope->parent) {
    for (const auto& [key, decl] : scope->names) {
      if (key[0] == static_cast<char>(Space::value)) names.push_back(key.substr(1));
    }
  }
  names.insert(names.end(), cx.skus.all().begin(), cx.skus.all().end());
  names.insert(names.end(), cx.regions.all().begin(), cx.regions.all().end());
  return names;
}

// `n-1` where `n` is known: names may hold `-`, so a difference has blanks. False when it is none.
bool suggestDifference(diagnostics::Diagnostic& diagnostic, Span at, std::string_view text,
                       const std::vector<std::string>& known) {
  for (size_t minus = text.find('-'); minus != std::string_view::npos; minus = text.find('-', minus + 1)) {
    if (std::find(known.begin(), known.end(), text.substr(0, minus)) == known.end()) continue;
    diagnostic.hint(fmt::format("a name may hold `-`: a difference has blanks, `{} - {}`", text.substr(0, minus),
                                text.substr(minus + 1)));
    diagnostic.fix({at.file, at.begin + static_cast<uint32_t>(minus), at.begin + static_cast<uint32_t>(minus) + 1}, " - ",
                   "write ` - `");
    return true;
  }
  return false;
}

// The region of what is read: the statement's, or that of its file; none: the bill's.
base::NameId regionOf(const Env& env) { return env.region ? env.region : env.scope->region; }

// `region` is the statement's, or the bill's; any other name of a region that one.
std::optional<Value> regionNamed(Context& cx, const Env& env, std::string_view text, Span at) {
  Value value;
  value.kind = Kind::region;
  value.span = at;
  value.word = text == "region" ? cx.program.names.text(regionOf(env) ? regionOf(env) : cx.program.region) : text;
  if (!cx.regions.has(value.word)) return std::nullopt;
  return value;
}

// A SKU, or a word, as a value.
Value skuNamed(Context& cx, std::string_view text, Span at) {
  Value value;
  value.kind = Kind::key;
  value.key = keyOfName(cx, text);
  value.word = text;
  value.span = at;
  return value;
}

// Has a statement this part: a line or a parameter?
bool hasPart(Context& cx, const Decl& statement, std::string_view part) {
  const ast::File& file = statement.scope->module->tree;
  Children parts(file, statement.node);
  const NodeId head = file.kind(parts[0]) == ast::NodeKind::name && parts.size() > 1 ? parts[1] : parts[0];
  const Decl* decl = statement.scope->find(Space::head, cx.text(file, head));
  if (!decl || decl->kind != DeclKind::workload) return false;
  const Workload& workload = cx.workloads[decl->index];
  const std::string_view first = part.substr(0, part.find('.'));
  return hasLine(cx, workload, part) || std::any_of(workload.params.begin(), workload.params.end(), [&](const Parameter& param) { return param.name == first; });
}

// The end of a chain of definitions that met itself, for the message.
void reportCycle(Context& cx, const Decl& decl, Span at) {
  cx.sink->report(at, kinds::definition_cycle, decl.name, fmt::format("it needs `{}` to know `{}`", decl.name, decl.name))
      .label(decl.span, "defined here");
}

}  // namespace

Decl* Scope::find(Space space, std::string_view name) const {
  std::string key;
  key.reserve(name.size() + 1);
  key += static_cast<char>(space);
  key += name;
  for (const Scope* at = this; at; at = at->parent) {
    if (auto found = at->names.find(key); found != at->names.end()) return found->second;
  }
  return nullptr;
}

// `app.time`: a part of each option of a list.
Value partOfEach(Context& cx, const Value& list, std::string_view name, std::string_view part, Span at) {
  return mapList(list, at, [&](const Value& option) -> Value {
    const Value* found = option.option ? findLocal(*option.option, part) : nullptr;
    if (found) return *found;
    cx.sink->report(at, kinds::unknown_part, name, part);
    return {};
  });
}

Value valueOfDecl(Context& cx, const Env& env, Decl& decl, Span at) {
  if (env.row) {
    if (auto known = env.row->lets.find(&decl); known != env.row->lets.end()) return known->second;
  }
  if (decl.in_progress) {
    reportCycle(cx, decl, at);
    return {};
  }
  decl.in_progress = true;
  Env own = env;
  own.scope = decl.scope;
  own.locals = nullptr;
  own.region = {};
  const ast::File& file = decl.scope->module->tree;
  Children parts(file, decl.node);
  size_t value_at = 1;
  Type type;
  if (parts.size() > 2 && file.kind(parts[1]) == ast::NodeKind::type) {
    type = readType(cx, *decl.scope, parts[1]);
    value_at = 2;
  }
  if (decl.override_scope) own.scope = decl.override_scope;
  const uint32_t by_schedule = env.row ? env.row->by_schedule : 0;
  Value value = inferAs(cx, own, type, decl.override_scope ? decl.override_value : parts[value_at]);
  if (type.kind != Kind::error && !value.isError()) value = coerce(cx, own, value, type, decl.name, value.span);
  decl.in_progress = false;
  if (!value.isError() && env.row && value.expr && cx.pool()[value.expr].op == Op::param) {
    std::string& name = env.row->params[cx.pool()[value.expr].payload].name;
    if (name.empty()) name = decl.name;
  }
  // What counts by the schedule is worth something else in an option that has its own.
  if (env.row && env.row->by_schedule == by_schedule) env.row->lets.emplace(&decl, value);
  return value;
}

Value inferPath(Context& cx, const Env& env, NodeId node) {
  Span at = env.file().span(node);
  std::string_view text = cx.text(env.file(), node);
  size_t dot = text.find('.');
  std::string_view first = text.substr(0, dot);
  std::string_view rest = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
  if (env.locals) {
    if (const Value* local = findLocal(*env.locals, first)) {
      if (!rest.empty() && cx.skus.has(text)) {
        if (!hasPart(cx, *local, rest)) return skuNamed(cx, text, at);
        cx.sink->report(at, kinds::sku_or_part, text, rest, first).hint(fmt::format("call the parameter otherwise than `{}`", first));
        return {};
      }
      if (env.reads) noteRead(*env.locals, text, *env.reads);
      Value value = *local;
      value.is_span = value.is_span || text == "span";
      if (value.kind == Kind::list && !rest.empty()) return partOfEach(cx, value, first, rest, at);
      if (value.kind == Kind::key && !rest.empty()) return factOf(cx, value, rest, at);
      if (!rest.empty() && !value.isNone()) {
        // `watch.box.cores`: a fact of a SKU that an option was given.
        const size_t next = rest.find('.');
        const Value* part = value.option ? findLocal(*value.option, rest.substr(0, next)) : nullptr;
        const bool asks_fact = part && part->kind == Kind::key && next != std::string_view::npos;
        if (!part || (next != std::string_view::npos && !asks_fact)) {
          cx.sink->report(at, kinds::unknown_part, first, rest);
          return {};
        }
        if (asks_fact) return factOf(cx, *part, rest.substr(next + 1), at);
        value = *part;
      }
      value.span = value.span.isNone() || !env.row ? at : value.span;
      return value;
    }
  }
  if (text == "true" || text == "false") {
    Value value;
    value.kind = Kind::boolean;
    value.expr = cx.pool().constant(text == "true" ? 1 : 0, units::kNoDimension);
    value.span = at;
    return value;
  }
  if (Decl* decl = env.scope->find(Space::value, text)) {
    if (decl->kind == DeclKind::let || decl->kind == DeclKind::param) {
      Value value = valueOfDecl(cx, env, *decl, at);
      value.span = at;
      return value;
    }
    if (decl->kind == DeclKind::statement) {
      return reportsDropped(cx, *decl, at) ? Value{} : billValue(cx, env, {{decl->index}, {}}, at);
    }
    if (decl->kind == DeclKind::file) return billValue(cx, env, {{}, {}, decl->index}, at);
    cx.sink->report(at, kinds::wrong_type, "a value", "a function without its arguments");
    return {};
  }
  // The longest name that is a statement, then its part (names of included files hold a dot).
  if (auto [decl, part] = statementIn(*env.scope, text); decl && !(cx.skus.has(text) && !hasPart(cx, *decl, part))) {
    return reportsDropped(cx, *decl, at) ? Value{} : partOfStatement(cx, env, {decl->index}, part, at);
  }
  if (auto given = givenValue(cx, env, text, at)) return *given;
  if (text == "total") return billValue(cx, env, {{}, {}, env.scope->file}, at);
  if (text == kPayable) return payableValue(cx, env, at);
  if (keyOfName(cx, text)) return skuNamed(cx, text, at);
  if (auto region = regionNamed(cx, env, text, at)) return *region;
  if (cx.units.find(text)) {
    cx.sink->report(at, kinds::unit_offered_as_item, text).hint(fmt::format("a quantity has its number first: `1 {}`", text));
    return {};
  }
  auto& diagnostic = cx.sink->report(at, kinds::unknown_name, text);
  if (!diagnostic.takes_suggestions) return {};
  std::vector<std::string> known = visibleValues(cx, env);
  if (suggestDifference(diagnostic, at, text, known)) return {};
  suggest(diagnostic, at, text, known);
  // `totl.compute`: the statement's name may be the wrong one.
  const bool has_part = dot != std::string_view::npos && !at.isNone() && at.end - at.begin == text.size();
  if (has_part) suggest(diagnostic, {at.file, at.begin, at.begin + static_cast<uint32_t>(dot)}, text.substr(0, dot), known);
  return {};
}

namespace {

// `up(x)`, `min(a, b)`: built in because they are operations of the machine.
Value inferBuiltin(Context& cx, const Env& env, std::string_view name, std::vector<Value>& args, Span at) {
  auto wants = [&](size_t count) {
    if (args.size() == count) return true;
    cx.sink->report(at, kinds::wrong_argument_count, name, count, args.size());
    return false;
  };
  if (name == "min" || name == "max") {
    if (!wants(2)) return {};
    if (!unify(cx, args[0], args[1])) {
      reportMismatch(cx, at, fmt::format("`{}` of `{}` and `{}`", name, showType(cx, args[0]), showType(cx, args[1])),
                     args[0], args[1]);
      return {};
    }
    Value value = args[0];
    value.levels.clear();
    value.untagged = false;
    value.expr = cx.pool().make(name == "min" ? Op::min : Op::max, value.dimension, args[0].expr, args[1].expr);
    inherit(cx, value, args[1]);
    value.span = at;
    return value;
  }
  if (!wants(1)) return {};
  Value value = args[0];
  value.levels.clear();
  value.untagged = false;
  value.span = at;
  if (name == "abs") {
    Value negative = add(cx, env, zeroOf(cx, value.dimension), value, true, at);
    value.expr = cx.pool().make(Op::max, value.dimension, value.expr, negative.expr);
    return value;
  }
  const auto& factors = cx.dimensions().factors(value.dimension);
  bool plain = factors.empty() ||
               (factors.size() == 1 && cx.dimensions().baseName(factors[0].base).starts_with("Count["));
  if (!plain) {
    cx.sink->report(at, kinds::wrong_type, fmt::format("a number or a count to round (divide by a unit first, as in "
                                                       "`{}(x / 1 KB)`)", name), showType(cx, value));
    return {};
  }
  ExprId one = cx.pool().constant(1, value.dimension);
  value.expr = cx.pool().round(value.expr, one, *base::roundingModeFromName(name));
  return value;
}

// All of a value that a function's body can see.
void appendValue(std::string& key, const Value& value) {
  key += fmt::format("{}:{}:{}:{}:{}:{}:{}:{}:{}", static_cast<int>(value.kind), value.dimension.value, value.expr.value,
                     value.inner.value, value.share.value, value.key.value, value.word, value.untagged, value.percent);
  key += fmt::format(":{}.{}.{}.{}", value.origin.param, value.origin.part, value.origin.item, value.optional);
  key += fmt::format(":{}:{}:{}", value.flow, value.rate.value, value.span_days.value);
  for (const Written& written : value.written) key += fmt::format("/{}", written.unit.value);
  for (const Level& level : value.levels) key += fmt::format("|{}:{}", level.tag.value, level.count.value);
  if (value.option) {
    for (const auto& [name, part] : *value.option) appendValue(key += '(', part);
  }
  if (!value.list) return;
  for (const Value& item : *value.list) appendValue(key += '[', item);
}

// A declared function's body under these arguments.
Value expandCall(Context& cx, const Env& env, Decl& decl, std::vector<Value>& args, Span at) {
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
  // What counts by the schedule is worth something else by another one.
  if (env.time) {
    const StatementTime& time = *env.time;
    key += fmt::format("@{}:{}:{}:{}:{}", time.running.value, time.span_days.value, time.period_days.value, time.run_time.value, time.day.value);
  }
  // Without a row the calls of one body share what they expanded, down to the last.
  std::unordered_map<std::string, Value> own;
  auto& calls = env.row ? env.row->calls : env.calls ? *env.calls : own;
  if (auto known = calls.find(key); known != calls.end()) return known->second;
  if (decl.in_progress) {
    reportCycle(cx, decl, at);
    return {};
  }
  decl.in_progress = true;
  Env body;
  body.scope = decl.scope;
  body.locals = &locals;
  body.region = regionOf(env);
  body.calls = &calls;
  body.caller = rowOfTimes(env);
  if (body.caller) body.time = env.time;
  body.of_body = env.of_body;
  body.begins = env.begins;
  body.is_billed = env.is_billed;
  bool has_type = file.kind(parts[next]) == ast::NodeKind::type;
  Value value = infer(cx, body, parts[has_type ? next + 1 : next]);
  if (has_type && !value.isError()) {
    value = coerce(cx, body, value, readType(cx, *decl.scope, parts[next]), decl.name, value.span);
  }
  decl.in_progress = false;
  value.span = at;
  for (const Value& arg : args) value.from_bill = value.from_bill || arg.from_bill;
  calls.emplace(key, value);
  return value;
}

// The type of a function's parameter; none where it has no so many, which the call reports.
Type typeOfParameter(Context& cx, const Decl& decl, size_t index) {
  if (decl.kind != DeclKind::fn) return {};
  const ast::File& file = decl.scope->module->tree;
  Children parts(file, decl.node);
  if (index + 1 >= parts.size() || file.kind(parts[index + 1]) != ast::NodeKind::fn_param) return {};
  // Only a word reads otherwise than an expression; any other type is read, and reported, once by the call.
  NodeId type = Children(file, parts[index + 1])[1];
  Decl* words = decl.scope->find(Space::type, cx.text(file, type));
  return words && words->kind == DeclKind::words ? readType(cx, *decl.scope, type) : Type{};
}

constexpr std::array kBuiltins = {"up",  "down", "floor", "ceil",  "half_up", "half_even",
                                  "min", "max",  "abs",   "share", "sum"};

}  // namespace

Value inferCall(Context& cx, const Env& env, NodeId node) {
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
  Decl* called = env.scope->find(Space::value, name);
  for (size_t i = 1; i < parts.size(); ++i) {
    args.push_back(called ? inferAs(cx, env, typeOfParameter(cx, *called, i - 1), parts[i]) : infer(cx, env, parts[i]));
    if (args.back().isError() || args.back().isNone()) return args.back();
  }
  if (Decl* decl = called) {
    if (decl->kind == DeclKind::fn) {
      Value value = expandCall(cx, env, *decl, args, at);
      if (env.row && env.row->parts && value.expr) env.row->parts->push_back({at, value.expr});
      return value;
    }
    cx.sink->report(file.span(parts[0]), kinds::wrong_type, "a function", fmt::format("`{}`", name));
    return {};
  }
  for (std::string_view builtin : kBuiltins) {
    if (builtin != name) continue;
    if (name == "share" || name == "sum") {
      if (args.size() == 1) return name == "sum" ? sumOf(cx, env, args[0], at) : shareOf(cx, env, args[0], at);
      cx.sink->report(at, kinds::wrong_argument_count, name, size_t{1}, args.size());
      return {};
    }
    for (const Value& arg : args) {
      if (arg.kind != Kind::number && arg.kind != Kind::multiple) {
        cx.sink->report(arg.span, kinds::wrong_type, "a number", showType(cx, arg));
        return {};
      }
    }
    return inferBuiltin(cx, env, name, args, at);
  }
  auto& diagnostic = cx.sink->report(file.span(parts[0]), kinds::unknown_name, name);
  if (!diagnostic.takes_suggestions) return {};
  std::vector<std::string> known(kBuiltins.begin(), kBuiltins.end());
  for (std::string& visible : visibleValues(cx, env)) known.push_back(std::move(visible));
  suggest(diagnostic, file.span(parts[0]), name, known);
  return {};
}

}  // namespace smcost::check
