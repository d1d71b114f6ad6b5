// A workload's body under one pattern of arguments becomes a usage shape; statements of
// the same pattern become its rows. The body is walked once per pattern.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/check/statements/beside.h"
#include "lang/check/statements/bodies.h"
#include "lang/check/statements/varying.h"
#include "lang/check/statements/statements.h"
#include "lang/check/values/variables.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

// The pattern of a row: what its shape depends on, and nothing else.
void appendPattern(std::string& pattern, const Locals& locals) {
  for (const auto& [name, value] : locals) {
    auto put = [&](uint32_t number) { pattern.append(reinterpret_cast<const char*>(&number), sizeof number); };
    pattern += static_cast<char>('0' + static_cast<int>(value.kind()));
    put(value.expr().value);
    if (const Number* number = value.find<Number>()) {
      if (number->flow) pattern += '~';  // a body may refuse it
      for (const Written& written : number->written) {
        pattern += '/';
        put(written.unit.value);
      }
    } else if (const Range* range = value.find<Range>()) {
      put(range->end.value);
      put(range->share.value);
    } else if (const List* list = value.find<List>()) {
      pattern += '[';
      for (const Value& item : *list->items) appendPattern(pattern, {{name, item}});
      pattern += ']';
    } else if (const Word* word = value.find<Word>()) {
      pattern += word->text;
      pattern += ';';
    } else if (const Option* option = value.find<Option>()) {
      pattern += '(';
      appendPattern(pattern, *option->locals);
      pattern += ')';
    }
  }
}

void appendKeys(std::string& pattern, const Locals& locals) {
  for (const auto& [name, value] : locals) {
    if (const Key* sku = value.find<Key>()) pattern += fmt::format("{};", sku->key.value);
    if (const Option* option = value.find<Option>()) appendKeys(pattern, *option->locals);
    if (const List* list = value.find<List>()) {
      for (const Value& item : *list->items) appendKeys(pattern, {{name, item}});
    }
  }
}

UsageShape makeShape(Statements& cx, std::string name, BodyResult body, const Row& row) {
  program::Shape shape;
  program::UsageTable usage;
  UsageShape made;
  shape.name = std::move(name);
  shape.params = row.params;
  for (auto& [condition, site] : body.requirements) {
    shape.requirements.push_back({condition, static_cast<uint32_t>(shape.sites.size())});
    shape.sites.push_back(std::move(site));
  }
  auto& dimensions = cx.dimensions();
  const DimensionId money = cx.money();
  for (LineInstance& line : body.lines) {
    program::UsageLine usage_line;
    usage_line.name = line.name;
    usage_line.item = line.item;
    usage_line.meter = line.meter->id;
    usage_line.price = static_cast<uint32_t>(shape.params.size());
    usage_line.quantity = static_cast<uint32_t>(shape.outputs.size());
    usage_line.cost = usage_line.quantity + 1;
    usage_line.span = line.span;
    DimensionId per = dimensions.divide(money, line.meter->dimension);
    shape.params.push_back({"price", per});
    shape.outputs.push_back(line.quantity);
    shape.outputs.push_back(cx.pool().make(Op::mul, money, line.quantity, cx.pool().param(usage_line.price, per)));
    shape.output_names.push_back(line.name);
    shape.output_names.push_back(line.name + " cost");
    usage.lines.push_back(std::move(usage_line));
    made.keys.push_back(line.key);
  }
  collectSites(cx, shape);
  usage.not_included = std::move(body.not_included);
  usage.brings = std::move(body.brings);
  made.failed = std::move(body.failed);
  made.effects = std::move(body.effects);
  usage.table.shape = {static_cast<uint32_t>(cx.program.shapes.size())};
  usage.table.columns.resize(shape.params.size());
  usage.keys.resize(usage.lines.size());
  usage.placements.resize(usage.lines.size());
  made.table = {static_cast<uint32_t>(cx.program.usage.size())};
  cx.program.shapes.push_back(std::move(shape));
  cx.program.usage.push_back(std::move(usage));
  return made;
}

// False when the statement is not billed: then it has no row.
bool appendRow(Statements& cx, const Env& env, UsageShape& shape, program::StatementId id) {
  const Row& row = *env.row;
  program::Statement& statement = cx.program.statements[id.value];
  statement.table = shape.table;
  if (!env.is_billed) {
    statement.row = program::Statement::kNotBilled;
    return false;
  }
  addPlacements(cx, shape, row);
  program::UsageTable& usage = cx.program.usage[shape.table.value];
  statement.row = usage.table.rows++;
  for (size_t i = 0; i < row.cells.size(); ++i) usage.table.columns[i].push_back(row.cells[i]);
  noteVaried(row, shape.table.value, statement.row, cx.program.variables.usage);
  usage.statements.push_back(id);
  if (row.region) {
    usage.regions.resize(usage.table.rows);
    usage.regions.back() = row.region;
  }
  return true;
}

}  // namespace

ExprId spanOf(Statements& cx, const Env& env, const Workload& workload, const Locals& locals) {
  if (!workload.uses_span || !cx.has_calendar) return {};
  for (size_t i = 0; i < workload.params.size(); ++i) {
    if (workload.params[i].kept && !locals[i].second.isNone()) return locals[i].second.expr();
  }
  return spanTime(cx, env);
}

namespace {

// All that a body gave, so that SKUs for which it gives the same share a shape.
std::string printOf(const BodyResult& body) {
  std::string text = "body:";
  for (const LineInstance& line : body.lines) {
    text += fmt::format("{}:{}:{}:{}:{}:{}:{}:{}:{};", line.name, line.item, line.meter->id.value, line.quantity.value, line.key.param,
                        line.key.part, line.key.item, line.key.fixed.value, line.key.computed.value);
  }
  for (const auto& [condition, site] : body.requirements) text += fmt::format("{}:{};", condition.value, site.span.begin);
  for (const std::string& title : body.not_included) text += title + ";";
  for (const program::Brought& brought : body.brings) text += brought.module + ' ' + brought.what + ";";
  for (const program::Site& site : body.failed) text += fmt::format("failed:{};", site.span.begin);
  for (const ReadLocal& read : body.effects.used) text += fmt::format("used:{}.{};", read.local, read.part);
  return text;
}

// The times that bodies of this pattern have asked for, as columns of the row; none: nothing was asked.
std::string timesPattern(Statements& cx, const Env& env, const TimesAsked& asked) {
  std::string pattern;
  auto put = [&](ExprId time) {
    pattern += fmt::format("time:{}:", time.value);
    if (!asked.places) return;
    for (const auto& [expr, placement] : env.row->placed) {
      if (expr == time) pattern += fmt::format("at:{}:", placement.value);
    }
  };
  if (asked.running) put(runningTime(cx, env));
  if (asked.days) put(spanDays(cx, env));
  return pattern;
}

// The shape of a pattern; of a body that asks which SKUs it was given, one for these, of one that asks for the
// statement's times, one for each way of having them, and of one that asks which modules are in use, one for each
// that a file may mean.
UsageShape& shapeOf(Statements& cx, const Env& env, const Workload& workload, const Locals& locals, ExprId span,
                    const VaryingTimes& varying, const std::string& pattern) {
  UsageShape& all = cx.usage_shapes.of(pattern);
  std::string of_times;
  auto ofThese = [&]() -> UsageShape& {
    of_times = timesPattern(cx, env, all.times);
    for (const std::string& module : all.modules) of_times += module + patternBeside(*env.scope, module);
    if (!all.by_keys) return of_times.empty() ? all : cx.usage_shapes.of(pattern + of_times);
    std::string keyed = pattern + of_times + "keys:";
    appendKeys(keyed, locals);
    return cx.usage_shapes.of(keyed);
  };
  if (UsageShape& known = ofThese(); known.table) return known;
  const bool outer = std::exchange(cx.keys_read, false);
  BodyTimes times{&env, all.times, {}};
  BodyResult body = walkBody(cx, workload, locals, {span, env.row->region, &times, env.row->condition});
  splitByLevels(cx, *env.row, varying, body);
  all.by_keys = all.by_keys || cx.keys_read;
  cx.keys_read = cx.keys_read || outer;
  all.times = times.asked;
  all.modules.merge(body.asked_modules);
  UsageShape& shape = ofThese();
  UsageShape& made = all.by_keys ? cx.usage_shapes.of(pattern + of_times + printOf(body)) : shape;
  if (!made.table) {
    // What bodies of this pattern ask for is known of the pattern alone.
    const bool by_keys = made.by_keys;
    const TimesAsked asked = made.times;
    made = makeShape(cx, workload.name, std::move(body), *env.row);
    made.by_keys = by_keys;
    made.times = asked;
    made.amounts = std::move(times.amounts);
  }
  if (&made != &shape) shape = made;
  return shape;
}

// What a statement's parameters are worth, for those who name them; of an option that may repeat, none.
void keepArguments(Statements& cx, const Row& row, const Locals& locals, const std::string& before, std::vector<GivenArgument>& arguments) {
  for (const auto& [name, value] : locals) {
    std::string path = before + std::string(name);
    if (const Option* option = value.find<Option>()) keepArguments(cx, row, *option->locals, path + ".", arguments);
    const Number* number = value.find<Number>();
    if (number && number->expr) arguments.push_back({path, *number, !coursesIn(cx, row, number->expr).empty()});
  }
}

// The value a key has in this row.
Value keyInRow(const KeySource& source, const Locals& locals) {
  if (source.computed) return {Number{source.dimension, source.computed}};
  const Value* value = &locals[static_cast<size_t>(source.param)].second;
  if (const List* list = value->find<List>()) value = &(*list->items)[source.item];
  if (source.part >= 0) value = &(*value->as<Option>().locals)[static_cast<size_t>(source.part)].second;
  return *value;
}

// The keys of the row's lines; false with its error reported.
bool readKeys(Statements& cx, const UsageShape& shape, const Locals& locals, Row& row, Span at,
              std::vector<StatementPattern::LineKey>& keys) {
  keys.resize(shape.keys.size());
  for (size_t i = 0; i < shape.keys.size(); ++i) {
    const KeySource& source = shape.keys[i];
    if (source.param < 0 && !source.computed) {
      keys[i].fixed = source.fixed;
      continue;
    }
    const Value key = keyInRow(source, locals);
    if (const auto courses = coursesIn(cx, row, key.expr()); !courses.empty()) {
      const Span level = row.courses[courses[0]].span;
      cx.sink->report(level, kinds::level_decides_price, cx.sources.text(level)).label(source.span, "the price depends on it here");
      return false;
    }
    keys[i] = lineKey(cx, key, row);
    if (keys[i].fixed) continue;
    cx.sink->report(at, kinds::key_without_value, cx.sources.text(source.span)).label(source.span, "computed here");
    return false;
  }
  return true;
}

// That something of the declaration's module is billed.
void noteModule(Statements& cx, const Decl& decl) {
  cx.program.billed_modules.insert(moduleOf(decl));
}

}  // namespace

void addUsageRow(Statements& cx, Env& env, const Workload& workload, const std::vector<Argument>& arguments,
                 const Locals& locals, Row& row, program::StatementId id) {
  const ExprId span = spanOf(cx, env, workload, locals);
  const VaryingTimes varying = varyingTimes(cx, env, span);
  std::string pattern = fmt::format("{}:{}:", workload.decl->index, row.cells.size());
  appendPattern(pattern, locals);
  appendVarying(pattern, row, varying);
  pattern.append(reinterpret_cast<const char*>(&span.value), sizeof span.value);
  if (row.region) pattern += fmt::format("region:{}:", row.region.value);
  if (env.begins) pattern += "begins:";
  if (row.condition) pattern += fmt::format("if:{}:", row.condition.value);
  UsageShape& shape = shapeOf(cx, env, workload, locals, span, varying, pattern);
  row.amounts.insert(row.amounts.end(), shape.amounts.begin(), shape.amounts.end());
  for (const program::Site& site : shape.failed) {
    cx.sink->report(cx.program.statements[id.value].span, kinds::require_failed, site.text).label(site.span, "required here");
    row.repeatable = false;
  }
  if (!refuseIdle(cx, *env.scope, workload, arguments, shape.effects, cx.pending[id].sets != nullptr)) row.repeatable = false;
  if (auto [at, is_new] = cx.arguments.try_emplace(shape.table.value); is_new) {
    keepArguments(cx, row, locals, "", at->second);
  }
  std::vector<StatementPattern::LineKey> keys;
  if (!readKeys(cx, shape, locals, row, cx.program.statements[id.value].span, keys)) return;
  if (!appendRow(cx, env, shape, id)) return;
  noteModule(cx, *workload.decl);
  program::UsageTable& usage = cx.program.usage[shape.table.value];
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].fixed) usage.keys[i].push_back(keys[i].fixed);
  }
  rememberPattern(cx, row, std::move(keys), shape.table);
}

void addRawUsage(Statements& cx, Env& env, NodeId meter_use, Row& row, program::StatementId id) {
  const ast::File& file = env.file();
  Children use(file, meter_use);
  const Decl* decl = findMeter(cx, env, use[0]);
  if (!decl) return;
  const MeterInfo& meter = cx.meters[decl->index];
  bool has_args = file.kind(use[1]) == NodeKind::args;
  size_t given = has_args ? Children(file, use[1]).size() : 0;
  bool wants_key = meter.key.kind != Kind::error;
  if (given != (wants_key ? 1 : 0)) {
    cx.sink->report(file.span(use[0]), kinds::wrong_argument_count, meter.name, size_t{wants_key}, given);
    return;
  }
  program::KeyId key;
  if (wants_key) {
    NodeId arg = Children(file, use[1])[0];
    std::string_view word = cx.text(file, arg);
    const auto* words = meter.key.kind == Kind::word ? &cx.words[meter.key.index].words : nullptr;
    if (words && std::find(words->begin(), words->end(), word) != words->end()) {
      key = keyOfName(cx, word);
      if (cx.options.mentions) cx.options.mentions->noteWord(file.span(arg), cx, meter.key.index, word);
    } else {
      // The key is no column of the row: it is looked up by value.
      Env constant = env;
      constant.row = nullptr;
      const Value value = infer(cx, constant, arg);
      if (value.is<Number>()) row.repeatable = false;
      if (!checkKey(cx, meter, value, file.span(arg))) return;
      key = keyOfValue(cx, value, row);
    }
  }
  NodeId amount = use[has_args ? 2 : 1];
  Value value = infer(cx, env, amount);
  if (value.isError() || !measures(cx, value, meter, file.span(amount))) return;
  program::UsageTable* usage = addOneLine(cx, env, meter.name, meter, value.number().expr, file.span(meter_use), id);
  if (!usage) return;
  noteModule(cx, *meter.decl);
  if (wants_key) usage->keys[0].push_back(key);
  rememberPattern(cx, row, {{key, UINT32_MAX, {}}}, cx.program.statements[id.value].table);
}

program::UsageTable* addOneLine(Statements& cx, Env& env, std::string name, const MeterInfo& meter, ExprId quantity, Span span,
                                program::StatementId id) {
  Row& row = *env.row;
  std::string pattern = fmt::format("meter:{}:{}:{}", meter.id.value, quantity.value, row.cells.size());
  UsageShape& shape = cx.usage_shapes.of(pattern);
  if (!shape.table) {
    BodyResult body;
    body.lines.push_back({std::move(name), &meter, quantity, {}, span});
    shape = makeShape(cx, "meter " + meter.name, std::move(body), row);
  }
  return appendRow(cx, env, shape, id) ? &cx.program.usage[shape.table.value] : nullptr;
}

}  // namespace smcost::check
