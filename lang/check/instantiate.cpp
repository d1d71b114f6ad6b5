// A workload's body under one pattern of arguments becomes a usage shape; statements of
// the same pattern become its rows. The body is walked once per pattern.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/check/context.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

struct LineInstance {
  std::string name;
  const MeterInfo* meter = nullptr;
  ExprId quantity;
  KeySource key;
  Span span;
  uint32_t item = 0;
};

// What a body gave: lines, requirements, and what was left out.
struct BodyResult {
  std::vector<LineInstance> lines;
  std::vector<std::pair<ExprId, program::Site>> requirements;
  std::vector<program::Site> failed;  // whatever the figures
  std::vector<std::string> not_included;
  bool sound = true;
};

std::string titleOf(const MeterInfo& meter) {
  std::string title = meter.name;
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

class BodyWalker {
 public:
  BodyWalker(Context& cx, const Workload& workload, Locals locals, ExprId span, base::NameId region)
      : cx_(cx), workload_(workload), locals_(std::move(locals)) {
    env_.scope = workload.decl->scope;
    env_.region = region;
    env_.locals = &locals_;
    if (span) {
      Value value;
      value.kind = Kind::number;
      value.dimension = cx.time;
      value.expr = span;
      locals_.emplace_back("span", value);
    }
  }

  BodyResult run() {
    walk(workload_.body, {});
    return std::move(result_);
  }

 private:
  void walk(NodeId body, ExprId condition) {
    const ast::File& file = env_.file();
    for (NodeId item : Children(file, body)) {
      switch (file.kind(item)) {
        case NodeKind::line_decl: line(item, condition); break;
        case NodeKind::require_decl: require(item, condition); break;
        case NodeKind::let_decl: let(item); break;
        case NodeKind::if_body: branch(item, condition); break;
        default: break;
      }
    }
  }

  void let(NodeId node) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    bool typed = parts.size() > 2;
    Value value = infer(cx_, env_, parts[typed ? 2 : 1]);
    if (typed && !value.isError()) {
      value = coerce(cx_, env_, value, readType(cx_, *env_.scope, parts[1]), cx_.text(file, parts[0]), value.span);
    }
    result_.sound = result_.sound && !value.isError();
    locals_.emplace_back(cx_.text(file, parts[0]), std::move(value));
  }

  void require(NodeId node, ExprId condition) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    Value value = truth(cx_, env_, infer(cx_, env_, parts[0]));
    if (value.isNone()) return;
    if (value.isError()) { result_.sound = false; return; }
    ExprId holds = value.expr;
    if (condition) {
      ExprId yes = cx_.pool().constant(1, units::kNoDimension);
      holds = cx_.pool().make(Op::select, units::kNoDimension, condition, holds, yes);
    }
    if (cx_.pool().isConstant(holds) && cx_.pool().constantValue(holds) != 0) return;
    program::Site site;
    site.kind = program::Site::Kind::requirement;
    site.span = file.span(parts[0]);
    std::string_view text = parts.size() > 1 ? cx_.text(file, parts[1]) : std::string_view{};
    site.text = text.size() > 2 ? std::string(text.substr(1, text.size() - 2))
                                : fmt::format("`{}` does not hold", cx_.text(file, parts[0]));
    if (cx_.pool().isConstant(holds)) {
      // Decided by names and by what was given: the statement is wrong whatever its figures.
      result_.failed.push_back(std::move(site));
      return;
    }
    result_.requirements.emplace_back(holds, std::move(site));
  }

  void branch(NodeId node, ExprId outer) {
    Children parts(env_.file(), node);
    Value condition = truth(cx_, env_, infer(cx_, env_, parts[0]));
    if (condition.isError()) { result_.sound = false; return; }
    if (cx_.pool().isConstant(condition.expr)) {
      bool holds = cx_.pool().constantValue(condition.expr) != 0;
      if (holds) walk(parts[1], outer);
      else if (parts.size() > 2) walk(parts[2], outer);
      return;
    }
    auto both = [&](ExprId inner) {
      ExprId no = cx_.pool().constant(0, units::kNoDimension);
      return outer ? cx_.pool().make(Op::select, units::kNoDimension, outer, inner, no) : inner;
    };
    walk(parts[1], both(condition.expr));
    if (parts.size() > 2) walk(parts[2], both(cx_.pool().make(Op::not_, units::kNoDimension, condition.expr)));
  }

  // The parameter a key is read from; its value differs from row to row.
  std::optional<KeySource> keySource(NodeId node) {
    std::string_view text = cx_.text(env_.file(), node);
    std::string_view part;
    if (size_t dot = text.find('.'); dot != std::string_view::npos) {
      part = text.substr(dot + 1);
      text = text.substr(0, dot);
    }
    for (size_t i = 0; i < workload_.params.size(); ++i) {
      if (workload_.params[i].name != text) continue;
      KeySource source;
      source.param = static_cast<int>(i);
      if (part.empty()) return source;
      const Workload& option = cx_.option_types[workload_.params[i].type.index];
      for (size_t k = 0; k < option.params.size(); ++k) {
        if (option.params[k].name == part) source.part = static_cast<int>(k);
      }
      return source.part >= 0 ? std::optional(source) : std::nullopt;
    }
    return std::nullopt;
  }

  void line(NodeId node, ExprId condition) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    Children use(file, parts[1]);
    Decl* decl = findMeter(cx_, env_, use[0]);
    if (!decl) { result_.sound = false; return; }
    const MeterInfo& meter = cx_.meters[decl->index];
    LineInstance line;
    line.name = std::string(cx_.text(file, parts[0]));
    line.meter = &meter;
    line.span = file.span(node);
    bool has_args = file.kind(use[1]) == NodeKind::args;
    Value key;
    if (!readKey(meter, use, has_args, line, key)) { result_.sound = false; return; }
    Value value = infer(cx_, env_, use[has_args ? 2 : 1]);
    if (value.isError()) { result_.sound = false; return; }
    for (const LineInstance& other : result_.lines) {
      if (other.name != line.name) continue;
      cx_.sink->report(line.span, kinds::duplicate_name, line.name).label(other.span, "first here");
      result_.sound = false;
      return;
    }
    Span at = file.span(use[has_args ? 2 : 1]);
    if (value.kind != Kind::list) {
      addLine(std::move(line), std::move(value), key, condition, at);
      return;
    }
    // A list makes a line of each of its values.
    for (const Value& item : *value.list) {
      ++line.item;
      line.key.item = line.item - 1;
      addLine(line, item, key.kind == Kind::list ? (*key.list)[line.item - 1] : key, condition, at);
    }
  }

  void addLine(LineInstance line, Value value, const Value& key, ExprId condition, Span at) {
    const MeterInfo& meter = *line.meter;
    if (value.isNone() || key.isNone()) {
      result_.not_included.push_back(titleOf(meter));
      return;
    }
    if (!measures(cx_, value, meter, at) ||
        (meter.granularity && !applyGranule(cx_, value, meter, *meter.granularity, false, line.name, at)) ||
        (meter.minimum && !applyGranule(cx_, value, meter, *meter.minimum, true, line.name, at))) {
      result_.sound = false;
      return;
    }
    line.quantity = value.expr;
    if (condition) {
      ExprId zero = cx_.pool().constant(0, meter.dimension);
      line.quantity = cx_.pool().make(Op::select, meter.dimension, condition, value.expr, zero);
    }
    result_.lines.push_back(std::move(line));
  }

  bool readKey(const MeterInfo& meter, const Children& use, bool has_args, LineInstance& line, Value& value) {
    const ast::File& file = env_.file();
    bool wants_key = meter.key.kind != Kind::error;
    size_t given = has_args ? Children(file, use[1]).size() : 0;
    if (given != (wants_key ? 1 : 0)) {
      cx_.sink->report(file.span(use[0]), kinds::wrong_argument_count, meter.name, size_t{wants_key}, given);
      return false;
    }
    if (!wants_key) return true;
    NodeId arg = Children(file, use[1])[0];
    value = infer(cx_, env_, arg);
    if (value.isNone()) return true;
    // A key of each option goes with a quantity of each.
    for (const Value& item : value.kind == Kind::list ? *value.list : std::vector<Value>{value}) {
      if (!item.isNone() && !checkKey(cx_, meter, item, file.span(arg))) return false;
    }
    if (auto source = keySource(arg)) {
      line.key = *source;
      return true;
    }
    Row none;
    line.key.fixed = keyOfValue(cx_, value, none);
    return static_cast<bool>(line.key.fixed);
  }

  Context& cx_;
  const Workload& workload_;
  Locals locals_;
  Env env_;
  BodyResult result_;
};

// The pattern of a row: what its shape depends on, and nothing else.
void appendPattern(std::string& pattern, const Locals& locals) {
  for (const auto& [name, value] : locals) {
    auto put = [&](uint32_t number) { pattern.append(reinterpret_cast<const char*>(&number), sizeof number); };
    pattern += static_cast<char>('0' + static_cast<int>(value.kind));
    put(value.expr.value);
    if (value.flow) pattern += '~';  // a body may refuse it
    for (const Written& written : value.written) {
      pattern += '/';
      put(written.unit.value);
    }
    if (value.kind == Kind::range) {
      put(value.inner.value);
      put(value.share.value);
    }
    if (value.list) {
      pattern += '[';
      for (const Value& item : *value.list) appendPattern(pattern, {{name, item}});
      pattern += ']';
    }
    if (value.kind == Kind::word) {
      pattern += value.word;
      pattern += ';';
    }
    if (value.option) {
      pattern += '(';
      appendPattern(pattern, *value.option);
      pattern += ')';
    }
  }
}

void appendKeys(std::string& pattern, const Locals& locals) {
  for (const auto& [name, value] : locals) {
    if (value.kind == Kind::key) pattern += fmt::format("{};", value.key.value);
    if (value.option) appendKeys(pattern, *value.option);
    if (!value.list) continue;
    for (const Value& item : *value.list) appendKeys(pattern, {{name, item}});
  }
}

UsageShape makeShape(Context& cx, std::string name, BodyResult body, const Row& row) {
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
  DimensionId money = dimensions.of(dimensions.base("Money[" + std::string(cx.program.names.text(cx.program.currency)) + "]"));
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
  made.failed = std::move(body.failed);
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
bool appendRow(Context& cx, const Env& env, UsageShape& shape, program::StatementId id) {
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
  usage.statements.push_back(id);
  if (row.region) {
    usage.regions.resize(usage.table.rows);
    usage.regions.back() = row.region;
  }
  return true;
}

// For how long a statement keeps what it keeps: as it says, else for the span of its schedule.
ExprId spanOf(Context& cx, const Env& env, const Workload& workload, const Locals& locals) {
  for (size_t i = 0; i < workload.params.size(); ++i) {
    if (workload.params[i].kept && !locals[i].second.isNone()) return locals[i].second.expr;
  }
  return spanTime(cx, env);
}

// All that a body gave, so that SKUs for which it gives the same share a shape.
std::string printOf(const BodyResult& body) {
  std::string text = "body:";
  for (const LineInstance& line : body.lines) {
    text += fmt::format("{}:{}:{}:{}:{}:{}:{}:{};", line.name, line.item, line.meter->id.value, line.quantity.value, line.key.param,
                        line.key.part, line.key.item, line.key.fixed.value);
  }
  for (const auto& [condition, site] : body.requirements) text += fmt::format("{}:{};", condition.value, site.span.begin);
  for (const std::string& title : body.not_included) text += title + ";";
  for (const program::Site& site : body.failed) text += fmt::format("failed:{};", site.span.begin);
  return text;
}

// The shape of a pattern; of a body that asks which SKUs it was given, one for these.
UsageShape& shapeOf(Context& cx, const Workload& workload, const Locals& locals, ExprId span, const std::string& pattern,
                    const Row& row) {
  UsageShape* shape = &cx.usage_shapes[pattern];
  auto ofKeys = [&] {
    std::string keyed = pattern + "keys:";
    appendKeys(keyed, locals);
    return &cx.usage_shapes[keyed];
  };
  const bool by_keys = shape->by_keys;
  if (by_keys) shape = ofKeys();
  if (shape->table) return *shape;
  const bool outer = std::exchange(cx.keys_read, false);
  BodyResult body = BodyWalker(cx, workload, locals, span, row.region).run();
  if (cx.keys_read && !by_keys) {
    shape->by_keys = true;
    shape = ofKeys();
  }
  cx.keys_read = cx.keys_read || outer;
  if (!by_keys && !cx.usage_shapes[pattern].by_keys) return *shape = makeShape(cx, workload.name, std::move(body), row);
  UsageShape& alike = cx.usage_shapes[pattern + printOf(body)];
  if (!alike.table) alike = makeShape(cx, workload.name, std::move(body), row);
  return *shape = alike;
}

// What a statement's parameters are worth, for those who name them; of an option that may repeat, none.
void keepArguments(const Locals& locals, const std::string& before, std::vector<GivenArgument>& arguments) {
  for (const auto& [name, value] : locals) {
    std::string path = before + std::string(name);
    if (value.option) keepArguments(*value.option, path + ".", arguments);
    if (value.expr && (value.kind == Kind::number || value.kind == Kind::multiple)) arguments.push_back({path, value});
  }
}

}  // namespace

void addUsageRow(Context& cx, Env& env, const Workload& workload, const Locals& locals, Row& row,
                 program::StatementId id) {
  ExprId span = workload.uses_span && cx.has_calendar ? spanOf(cx, env, workload, locals) : ExprId{};
  std::string pattern = fmt::format("{}:{}:", workload.decl->index, row.cells.size());
  appendPattern(pattern, locals);
  pattern.append(reinterpret_cast<const char*>(&span.value), sizeof span.value);
  if (row.region) pattern += fmt::format("region:{}:", row.region.value);
  UsageShape& shape = shapeOf(cx, workload, locals, span, pattern, row);
  for (const program::Site& site : shape.failed) {
    cx.sink->report(cx.program.statements[id.value].span, kinds::require_failed, site.text).label(site.span, "required here");
    row.repeatable = false;
  }
  if (auto [at, is_new] = cx.arguments.try_emplace(shape.table.value); is_new) {
    keepArguments(locals, "", at->second);
  }
  if (!appendRow(cx, env, shape, id)) return;
  program::UsageTable& usage = cx.program.usage[shape.table.value];
  std::vector<StatementPattern::LineKey> keys(shape.keys.size());
  for (size_t i = 0; i < shape.keys.size(); ++i) {
    const KeySource& source = shape.keys[i];
    if (source.param < 0) {
      keys[i].fixed = source.fixed;
      if (source.fixed) usage.keys[i].push_back(source.fixed);
      continue;
    }
    const Value* value = &locals[static_cast<size_t>(source.param)].second;
    if (value->list) value = &(*value->list)[source.item];
    if (source.part >= 0) value = &(*value->option)[static_cast<size_t>(source.part)].second;
    keys[i] = lineKey(cx, *value, row);
    usage.keys[i].push_back(keys[i].fixed);
  }
  rememberPattern(cx, row, std::move(keys), shape.table);
}

void checkBody(Context& cx, const Workload& workload, const Locals& locals, ExprId span) {
  BodyWalker(cx, workload, locals, span, {}).run();
}

void addRawUsage(Context& cx, Env& env, NodeId meter_use, Row& row, program::StatementId id) {
  const ast::File& file = env.file();
  Children use(file, meter_use);
  Decl* decl = findMeter(cx, env, use[0]);
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
    Value value;
    std::string_view word = cx.text(file, arg);
    const auto* words = meter.key.kind == Kind::word ? &cx.words[meter.key.index].words : nullptr;
    if (words && std::find(words->begin(), words->end(), word) != words->end()) {
      key = keyOfName(cx, word);
    } else {
      // The key is no column of the row: it is looked up by value.
      Env constant = env;
      constant.row = nullptr;
      value = infer(cx, constant, arg);
      if (value.kind == Kind::number || value.kind == Kind::multiple) row.repeatable = false;
      if (!checkKey(cx, meter, value, file.span(arg))) return;
      key = keyOfValue(cx, value, row);
    }
  }
  NodeId amount = use[has_args ? 2 : 1];
  Value value = infer(cx, env, amount);
  if (value.isError() || !measures(cx, value, meter, file.span(amount))) return;
  program::UsageTable* usage = addOneLine(cx, env, meter.name, meter, value.expr, file.span(meter_use), id);
  if (!usage) return;
  if (wants_key) usage->keys[0].push_back(key);
  rememberPattern(cx, row, {{key, UINT32_MAX, {}}}, cx.program.statements[id.value].table);
}

program::UsageTable* addOneLine(Context& cx, Env& env, std::string name, const MeterInfo& meter, ExprId quantity, Span span,
                                program::StatementId id) {
  Row& row = *env.row;
  std::string pattern = fmt::format("meter:{}:{}:{}", meter.id.value, quantity.value, row.cells.size());
  auto [at, is_new] = cx.usage_shapes.try_emplace(pattern);
  if (is_new) {
    BodyResult body;
    body.lines.push_back({std::move(name), &meter, quantity, {}, span});
    at->second = makeShape(cx, "meter " + meter.name, std::move(body), row);
  }
  return appendRow(cx, env, at->second, id) ? &cx.program.usage[at->second.table.value] : nullptr;
}

}  // namespace smcost::check
