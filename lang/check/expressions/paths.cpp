// Names in expressions: arguments of a body, values of the file, parts of the bill.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/bill_values.h"
#include "lang/check/expressions/expressions.h"
#include "lang/check/expressions/name_parts.h"
#include "lang/check/values/courses.h"
#include "lang/check/values/variables.h"
#include "lang/check/expressions/facts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using program::Op;

base::NameId regionOf(const Expressions& cx, const Env& env) {
  if (env.region || env.scope->file == program::IncludedFile::kNone) return env.region;
  return cx.program.included[env.scope->file].region;
}

void reportCycle(Expressions& cx, const Decl& decl, Span at) {
  cx.sink->report(at, kinds::definition_cycle, decl.name, fmt::format("it needs `{}` to know `{}`", decl.name, decl.name))
      .label(decl.span, "defined here");
}

namespace {

// Which of the billed months it is, from 1 on: a value where nothing is called so.
constexpr std::string_view kMonth = "month";

}  // namespace

bool hasLine(Expressions& cx, const Workload& workload, std::string_view name) {
  if (!workload.body) return false;
  const ast::File& file = workload.decl->scope->module->tree;
  for (uint32_t i = file.node(workload.body).first; i < workload.body.value; ++i) {
    if (file.nodes[i].kind == ast::NodeKind::line_decl && cx.text(file, Children(file, {i})[0]) == name) return true;
  }
  return false;
}

std::vector<std::string> visibleValues(Expressions& cx, const Env& env) {
  std::vector<std::string> names = {"total", "payable", std::string(kMonth)};
  if (env.locals) {
    for (const auto& [name, value] : *env.locals) names.emplace_back(name);
  }
  for (const std::vector<std::string>& others : {namesIn(cx, *env.scope, Space::value), cx.skus.all(), cx.regions.all()}) {
    names.insert(names.end(), others.begin(), others.end());
  }
  return names;
}

namespace {

// `region` is the statement's, or the bill's; any other name of a region that one.
std::optional<Value> regionNamed(Expressions& cx, const Env& env, std::string_view text, Span at) {
  const bool is_own = text == "region";
  if (is_own) text = cx.program.names.text(regionOf(cx, env) ? regionOf(cx, env) : cx.program.region);
  if (is_own ? !cx.regions.has(text) : !isRegion(cx, text, at)) return std::nullopt;
  return Value{Region{text}, at};
}

const Value* findLocal(const Locals& locals, std::string_view name) {
  for (size_t i = locals.size(); i-- > 0;) {
    if (locals[i].first == name) return &locals[i].second;
  }
  return nullptr;
}

// Null when it is no option, or has no such part.
const Value* partOfOption(const Value& value, std::string_view part) {
  const Option* option = value.find<Option>();
  return option ? findLocal(*option->locals, part) : nullptr;
}

// The workload a statement was made with, for its parameters and lines.
const program::UsageTable& usageOf(Expressions& cx, program::StatementId id) {
  return cx.program.usage[cx.program.statements[id.value].table.value];
}

// What an argument is worth in one row of its table; none when it cannot be worked out.
std::optional<base::Rational> argumentInRow(Expressions& cx, const program::Statement& statement, ExprId expr) {
  const program::UsageTable& usage = cx.program.usage[statement.table.value];
  const program::Expr& node = cx.pool()[expr];
  const bool has_variables = !cx.program.variables.usage.empty();
  if (node.op == Op::param && !has_variables) return cx.program.cells.value(usage.table.columns[node.payload][statement.row]);
  Row cells;
  for (const auto& column : usage.table.columns) cells.cells.push_back(column.empty() ? program::Cell{} : column[statement.row]);
  for (const program::VariedCell& cell : cx.program.variables.usage) {
    if (cell.table == statement.table.value && cell.row == statement.row) cells.varied.emplace_back(cell.column, cell.variable);
  }
  return valueInRow(cx, &cells, expr);
}

// A cell that holds what a variable is taken to be holds the variable.
void stayVariable(Expressions& cx, const Env& env, uint32_t variable, ExprId cell) {
  if (env.row && cx.pool()[cell].op == Op::param) env.row->varied.emplace_back(cx.pool()[cell].payload, variable);
  else cx.program.variables.all[variable].is_fixed = true;
}

// Which variable an argument is in a row; none: it is none.
std::optional<uint32_t> variableIn(Expressions& cx, const program::Statement& statement, ExprId expr) {
  const program::Expr& node = cx.pool()[expr];
  for (const program::VariedCell& cell : cx.program.variables.usage) {
    const bool is_there = cell.table == statement.table.value && cell.row == statement.row;
    if (is_there && node.op == Op::param && node.payload == cell.column) return cell.variable;
  }
  return std::nullopt;
}

// `api.compute` is money, `api.instances` the argument, in whatever way it was given.
Value partOfStatement(Expressions& cx, const Env& env, program::StatementId id, std::string_view part, Span at) {
  if (env.row) env.row->repeatable = false;  // the same text in that statement itself would be a cycle
  cx.statement_arguments->bind(id);
  if (!cx.program.statements[id.value].table) {
    // Without an error these arguments leave the part out.
    if (cx.sink->errorCount() == 0 && cx.program.statements[id.value].part_of) {
      cx.sink->report(at, kinds::unknown_part, program::statementName(cx.program, id), part)
          .label(cx.program.statements[id.value].span, "with what this statement says, that part is left out");
    }
    return {};
  }
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
      cx.sink->report(at, kinds::not_in_period, program::statementName(cx.program, id), cx.billedPeriod().name)
          .label(statement.span, "its months are said here");
      return {};
    }
    if (argument.varies) {
      cx.sink->report(at, kinds::argument_varies, cx.sources.text(at)).label(statement.span, "given here");
      return {};
    }
    // What counts per day is given as a rate, and counts by the schedule of whoever takes it.
    const ExprId held = argument.value.rate ? argument.value.rate : argument.value.expr;
    const DimensionId dimension = argument.value.rate ? cx.pool()[held].dimension : argument.value.dimension;
    const std::optional<uint32_t> variable = variableIn(cx, statement, held);
    const auto worth = variable ? cx.program.variables.all[*variable].value : argumentInRow(cx, statement, held);
    if (!worth) {
      cx.sink->report(at, kinds::division_by_zero, fmt::format("`{}` is worth nothing", cx.sources.text(at)))
          .label(statement.span, "in this statement");
      return {};
    }
    Value value = cellValue(cx, env, *worth, dimension, part);
    value.span = at;
    if (variable) stayVariable(cx, env, *variable, value.expr());
    // What it is and how it was written goes with it.
    Number& number = value.number();
    number.flow = argument.value.flow && !argument.value.rate;
    if (number.flow) number.came = at;
    number.written = argument.value.written;
    return value;
  }
  auto& diagnostic = cx.sink->report(at, kinds::unknown_part, program::statementName(cx.program, id), part);
  // The place is that of the whole path.
  Span part_at = at;
  if (!at.isNone() && cx.sources.text(at).ends_with(part)) part_at.begin = at.end - static_cast<uint32_t>(part.size());
  suggest(diagnostic, part_at, part, known);
  return {};
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

// A SKU, or a word, as a value.
Value skuNamed(Expressions& cx, std::string_view text, Span at) {
  noteKey(cx, at, text);
  return {Key{text, keyOfName(cx, text)}, at};
}

// Has a statement this part: a line or a parameter?
bool hasPart(Expressions& cx, const Decl& statement, std::string_view part) {
  const Decl* decl = workloadOf(cx, statement);
  if (!decl) return false;
  const Workload& workload = cx.workloads[decl->index];
  const std::string_view first = part.substr(0, part.find('.'));
  return hasLine(cx, workload, part) || std::any_of(workload.params.begin(), workload.params.end(), [&](const Parameter& param) { return param.name == first; });
}

}  // namespace

// `app.time`: a part of each option of a list.
Value partOfEach(Expressions& cx, const List& list, std::string_view name, std::string_view part, Span at) {
  return mapList(list, at, [&](const Value& item) -> Value {
    const Value* found = partOfOption(item, part);
    if (found) return *found;
    cx.sink->report(at, kinds::unknown_part, name, part);
    return {};
  });
}

namespace {

// A `param` that stays a variable: in a row a column of its own, elsewhere what it is taken to be decides.
void openVariable(Expressions& cx, const Env& env, std::string_view name, uint32_t variable, Value& value) {
  program::Variable& own = cx.program.variables.all[variable];
  Number* number = value.find<Number>();
  if (!number || !own.value) {
    own.is_fixed = true;
    return;
  }
  number->expr = cellValue(cx, env, *own.value, cx.pool()[number->expr].dimension, name).expr();
  stayVariable(cx, env, variable, number->expr);
}

}  // namespace

Value valueOfDecl(Expressions& cx, const Env& env, const Decl& decl, Span at) {
  if (env.row) {
    if (auto known = env.row->lets.find(&decl); known != env.row->lets.end()) return env.row->reuse(known->second);
  }
  // What counts by the schedule is worth something else in an option that has its own. Without a row those of one expression
  // share what they are worth.
  std::optional<std::unordered_map<std::string, Known>> alone;
  auto& known = env.row ? env.row->calls : env.calls ? *env.calls : alone.emplace();
  Row* times = rowOfTimes(env);
  const auto key = [&] {
    return fmt::format("{}{}{}", env.row ? "let:" : "constant:", reinterpret_cast<uintptr_t>(&decl), timesKey(env));
  };
  if (!known.empty() && (!env.row || env.row->by_schedule > 0)) {
    if (auto found = known.find(key()); found != known.end()) return times ? times->reuse(found->second) : found->second.value;
  }
  if (!cx.followed.insert(&decl).second) {
    reportCycle(cx, decl, at);
    return {};
  }
  Env own = env;
  if (!env.row) own.calls = &known;
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
  const auto given = cx.overrides.find(&decl);
  if (given != cx.overrides.end()) own.scope = given->second.scope;
  const uint32_t by_schedule = times ? times->by_schedule : 0;
  const Extent begin = times ? times->extent() : Extent();
  Value value = inferAs(cx, own, type, given != cx.overrides.end() ? given->second.value : parts[value_at]);
  if (type.kind != Kind::error && !value.isError()) value = coerce(cx, own, value, type, decl.name, value.span);
  cx.followed.erase(&decl);
  if (const auto varied = cx.varied.find(&decl); varied != cx.varied.end() && !value.isError()) openVariable(cx, env, decl.name, varied->second, value);
  const ExprId expr = value.expr();
  if (env.row && expr && env.row->has(cx.pool()[expr])) {
    std::string& name = env.row->params[cx.pool()[expr].payload].name;
    if (name.empty()) name = decl.name;
  }
  const Extent extent = times ? times->since(begin) : begin;
  const bool counts = times && times->by_schedule > by_schedule;
  if (env.row && !counts) env.row->lets.try_emplace(&decl, value, extent, counts);
  else known.try_emplace(key(), value, extent, counts);
  return value;
}

namespace {

// What an argument of a body or function is worth, or a part of it.
Value localValue(Expressions& cx, const Env& env, const Value& local, NodeId node, std::string_view text, Span at) {
  const std::string_view first = text.substr(0, text.find('.'));
  const std::string_view rest = first.size() < text.size() ? text.substr(first.size() + 1) : std::string_view{};
  if (!rest.empty() && cx.skus.has(text)) {
    if (!hasPart(cx, local, rest)) return skuNamed(cx, text, at);
    cx.sink->report(at, kinds::sku_or_part, text, rest, first).hint(fmt::format("call the parameter otherwise than `{}`", first));
    return {};
  }
  if (env.reads) noteRead(*env.locals, text, *env.reads);
  if (cx.options.mentions) noteLocal(cx, env, node);
  Value value = local;
  value.is_span = value.is_span || text == "span";
  if (const List* list = value.find<List>(); list && !rest.empty()) return partOfEach(cx, *list, first, rest, at);
  if (const Key* sku = value.find<Key>(); sku && !rest.empty()) return factOf(cx, *sku, rest, at);
  if (!rest.empty() && !value.isNone()) {
    // `watch.box.cores`: a fact of a SKU that an option was given.
    const size_t next = rest.find('.');
    const Value* part = partOfOption(value, rest.substr(0, next));
    const Key* sku = part && next != std::string_view::npos ? part->find<Key>() : nullptr;
    if (!part || (next != std::string_view::npos && !sku)) {
      cx.sink->report(at, kinds::unknown_part, first, rest);
      return {};
    }
    if (sku) return factOf(cx, *sku, rest.substr(next + 1), at);
    value = *part;
  }
  value.span = value.span.isNone() || !env.row ? at : value.span;
  return value;
}

void reportUnknownName(Expressions& cx, const Env& env, std::string_view text, Span at) {
  auto& diagnostic = cx.sink->report(at, kinds::unknown_name, text);
  if (!diagnostic.takes_suggestions) return;
  std::vector<std::string> known = visibleValues(cx, env);
  if (suggestDifference(diagnostic, at, text, known)) return;
  suggest(diagnostic, at, text, known);
  // `totl.compute`: the statement's name may be the wrong one.
  const size_t dot = text.find('.');
  const bool has_part = dot != std::string_view::npos && !at.isNone() && at.end - at.begin == text.size();
  if (has_part) suggest(diagnostic, {at.file, at.begin, at.begin + static_cast<uint32_t>(dot)}, text.substr(0, dot), known);
}

}  // namespace

namespace {

// `machine.memory` where `machine` is a value of the file that is a SKU; none: it is no such name.
std::optional<Value> factOfNamed(Expressions& cx, const Env& env, std::string_view text, Span at) {
  const size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || cx.skus.has(text)) return std::nullopt;
  const Decl* decl = find(cx, *env.scope, Space::value, text.substr(0, dot));
  if (!decl || (decl->kind != DeclKind::let && decl->kind != DeclKind::param)) return std::nullopt;
  const Value value = valueOfDecl(cx, env, *decl, at);
  if (value.isError()) return value;
  if (value.is<Key>()) noteFound(cx, *env.scope, Space::value, {at.file, at.begin, at.begin + static_cast<uint32_t>(dot)}, *decl);
  const Key* sku = value.find<Key>();
  return sku ? std::optional(factOf(cx, *sku, text.substr(dot + 1), at)) : std::nullopt;
}

}  // namespace

Value inferPath(Expressions& cx, const Env& env, NodeId node) {
  Span at = env.file().span(node);
  std::string_view text = cx.text(env.file(), node);
  if (env.locals) {
    if (const Value* local = findLocal(*env.locals, text.substr(0, text.find('.')))) return localValue(cx, env, *local, node, text, at);
  }
  if (text == "true" || text == "false") {
    return {Boolean{cx.pool().constant(text == "true" ? 1 : 0, units::kNoDimension)}, at};
  }
  if (const Decl* decl = find(cx, *env.scope, Space::value, text)) {
    noteFound(cx, *env.scope, Space::value, at, *decl);
    if (decl->kind == DeclKind::let || decl->kind == DeclKind::param) {
      Value value = valueOfDecl(cx, env, *decl, at);
      value.span = at;
      return value;
    }
    if (decl->kind == DeclKind::statement) {
      return reportsDropped(cx, *decl, at) ? Value{} : billValue(cx, env, {{decl->index}, {}}, at);
    }
    if (decl->kind == DeclKind::days) return scheduleOfList(cx, env, *decl, at);
    if (decl->kind == DeclKind::file) return billValue(cx, env, {{}, {}, decl->index}, at);
    cx.sink->report(at, kinds::wrong_type, "a value", "a function without its arguments");
    return {};
  }
  if (auto fact = factOfNamed(cx, env, text, at)) return *fact;
  // The longest name that is a statement, then its part (names of included files hold a dot).
  if (auto [decl, part] = statementIn(cx, *env.scope, text); decl && !(cx.skus.has(text) && !hasPart(cx, *decl, part))) {
    noteStatement(cx, env, at, *decl, part);
    return reportsDropped(cx, *decl, at) ? Value{} : partOfStatement(cx, env, {decl->index}, part, at);
  }
  if (auto given = givenValue(cx, env, text, at)) return *given;
  if (text == "total") return billValue(cx, env, {{}, {}, env.scope->file}, at);
  if (text == kPayable) return payableValue(cx, env, at);
  if (text == kMonth) return {Number{units::kNoDimension, cx.pool().constant(cx.billedPeriod().number, units::kNoDimension)}, at};
  if (keyOfName(cx, text)) return skuNamed(cx, text, at);
  if (auto region = regionNamed(cx, env, text, at)) return *region;
  if (cx.units.find(text)) {
    cx.sink->report(at, kinds::unit_offered_as_item, text).hint(fmt::format("a quantity has its number first: `1 {}`", text));
    return {};
  }
  // A day's name where nothing is called so: all day on each of them.
  if (ast::weekdayNamed(text) || text == "weekends") return placedSchedule(cx, env, {node});
  reportUnknownName(cx, env, text, at);
  return {};
}

}  // namespace smcost::check
