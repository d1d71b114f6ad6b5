// The running order of a check, as a table of contents.

#include "lang/check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "lang/check/context.h"
#include "lang/check/facts.h"
#include "lang/check/includes.h"
#include "lang/program/price_list.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Stores for all workloads, options and meters, so that declarations may name each other.
void numberDeclarations(Context& cx) {
  for (Decl& decl : cx.decls) {
    switch (decl.kind) {
      case DeclKind::workload:
        decl.index = static_cast<uint32_t>(cx.workloads.size());
        cx.workloads.emplace_back();
        break;
      case DeclKind::option:
        decl.index = static_cast<uint32_t>(cx.option_types.size());
        cx.option_types.emplace_back();
        break;
      case DeclKind::meter:
        decl.index = static_cast<uint32_t>(cx.meters.size());
        cx.meters.emplace_back();
        cx.program.meters.emplace_back();
        break;
      case DeclKind::allowance:
        decl.index = static_cast<uint32_t>(cx.program.allowances.size());
        cx.program.allowances.emplace_back();
        break;
      case DeclKind::plan:
        decl.index = static_cast<uint32_t>(cx.program.plans.size());
        cx.program.plans.emplace_back().meter = {static_cast<uint32_t>(cx.meters.size())};
        cx.meters.emplace_back();
        cx.program.meters.emplace_back();
        break;
      default: break;
    }
  }
}

void readDeclarations(Context& cx, DeclKind kind, void (*read)(Context&, Decl&)) {
  for (Decl& decl : cx.decls) {
    if (decl.kind == kind) read(cx, decl);
  }
}

// Declarations without a name, of all modules.
void readItems(Context& cx, NodeKind kind, void (*read)(Context&, const Scope&, NodeId)) {
  for (const Scope& scope : cx.scopes) {
    for (NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) == kind) read(cx, scope, item);
    }
  }
}

// The bill's currency: what the file says, else what most rates in use are quoted in; the order of rates says nothing.
void settleCurrency(Context& cx) {
  if (cx.program.currency) return;
  std::map<std::string_view, size_t> quoted;
  for (const program::RateRow& row : cx.program.rates) {
    if (row.edition == cx.program.edition && row.currency) ++quoted[cx.program.names.text(row.currency)];
  }
  if (!quoted.empty()) {
    const auto most = std::max_element(quoted.begin(), quoted.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    cx.program.currency = cx.program.names.intern(most->first);
    return;
  }
  for (uint32_t i = 0; i < cx.dimensions().baseCount(); ++i) {
    const std::string_view currency = units::currencyOf(cx.dimensions(), {i});
    if (currency.empty()) continue;
    cx.program.currency = cx.program.names.intern(currency);
    return;
  }
  cx.program.currency = cx.program.names.intern("money");
}

// A value given on the command line replaces a `param` of the file.
void overrideParams(Context& cx, Scope& scope) {
  for (const Options::Param& param : cx.options.params) {
    Decl* decl = scope.find(Space::value, param.name);
    if (decl && decl->kind == DeclKind::param) {
      if (param.tree.items.empty()) continue;
      auto& [module, flag_scope] = cx.flag_values.emplace_back();
      module.tree = param.tree;
      flag_scope.parent = decl->scope;
      flag_scope.module = &module;
      decl->override_scope = &flag_scope;
      decl->override_value = param.tree.items[0];
      continue;
    }
    std::vector<std::string> known;
    for (const auto& [key, other] : scope.names) {
      if (other->kind == DeclKind::param) known.push_back(key.substr(1));
    }
    Span at = param.tree.items.empty() ? Span{param.tree.source, 0, 0} : param.tree.span(param.tree.items[0]);
    suggest(cx.sink->report(at, kinds::unknown_parameter_flag, param.name), {}, param.name, known);
  }
}

bool isOrdered(Kind kind) { return kind == Kind::number || kind == Kind::multiple; }

// `in 1..500`, `in 1x..10x`: the ends are of the value's kind and in order, and the value lies between them.
void checkRange(Context& cx, const Env& env, const Decl& decl, const Value& value, NodeId range) {
  Span at = env.file().span(range);
  std::string_view text = cx.text(env.file(), range);
  Children ends(env.file(), range);
  Value low = infer(cx, env, ends[0]);
  Value high = infer(cx, env, ends[1]);
  if (low.isError() || high.isError()) return;
  if (!isOrdered(value.kind)) {
    cx.sink->report(at, kinds::wrong_type, fmt::format("a value that has an order for the range of `{}`", decl.name), showType(cx, value));
    return;
  }
  for (Value* end : {&low, &high}) {
    Value number = value;
    const bool is_tagged = end->kind == Kind::multiple && value.kind == Kind::multiple;
    if (end->kind == value.kind && end->percent == value.percent && (is_tagged || unify(cx, *end, number))) continue;
    reportMismatch(cx, at, fmt::format("the range of `{}`", decl.name), value, *end);
    return;
  }
  auto l = program::foldConstant(cx.pool(), low.expr), h = program::foldConstant(cx.pool(), high.expr);
  auto v = program::foldConstant(cx.pool(), value.expr);
  if (!l || !h) {
    cx.sink->report(at, kinds::constant_wanted, "a range");
  } else if (*l > *h) {
    cx.sink->report(at, kinds::range_swapped, text);
  } else if (v && (*v < *l || *v > *h)) {
    cx.sink->report(value.span, kinds::out_of_range, decl.name, text).label(decl.span, "declared here");
  }
}

// `step 1`: what the value goes up by, of its own kind and above 0.
void checkStep(Context& cx, const Env& env, const Decl& decl, const Value& value, NodeId step) {
  NodeId node = Children(env.file(), step)[0];
  Span at = env.file().span(node);
  Value size = infer(cx, env, node);
  if (size.isError()) return;
  Value number = value;
  const bool is_tagged = size.kind == Kind::multiple && value.kind == Kind::multiple;
  if (size.kind != value.kind || (!is_tagged && (!isOrdered(size.kind) || !unify(cx, size, number)))) {
    reportMismatch(cx, at, fmt::format("the step of `{}`", decl.name), value, size);
    return;
  }
  auto folded = program::foldConstant(cx.pool(), size.expr);
  if (!folded) cx.sink->report(at, kinds::constant_wanted, "a step");
  else if (sgn(*folded) <= 0) cx.sink->report(at, kinds::not_above_zero, "a step", fmt::format("`{}`", cx.text(env.file(), node)));
}

// The range holds for the declared value and for the one that a flag or a scenario gives.
void checkParam(Context& cx, const Env& env, Decl& decl, const Value& value) {
  const ast::File& file = decl.scope->module->tree;
  Value declared = value;
  if (decl.override_scope) {
    const Scope* given = std::exchange(decl.override_scope, nullptr);
    declared = valueOfDecl(cx, env, decl, decl.span);
    decl.override_scope = given;
  }
  for (NodeId part : Children(file, decl.node)) {
    if (file.kind(part) == NodeKind::step) checkStep(cx, env, decl, value, part);
    if (file.kind(part) != NodeKind::range) continue;
    const size_t errors = cx.sink->errorCount();
    if (!declared.isError()) checkRange(cx, env, decl, declared, part);
    if (decl.override_scope && cx.sink->errorCount() == errors) checkRange(cx, env, decl, value, part);
  }
}

// Every value of the file is read once, so that an unused one is checked too.
void checkValues(Context& cx, Scope& scope) {
  // One row for all: a long chain of definitions is followed once, not once for each.
  Row row;
  for (auto& decl : cx.decls) {
    if (decl.kind != DeclKind::let && decl.kind != DeclKind::param) continue;
    // A `param` of a used file is this one's matter when a flag or a scenario gives its value.
    const bool is_billed = decl.scope == &scope || decl.scope->file != program::IncludedFile::kNone;
    if (!is_billed && !decl.override_scope) continue;
    Env env;
    env.scope = decl.scope;
    bool is_param = decl.kind == DeclKind::param;
    if (!is_param) env.row = &row;
    env.bill_allowed = !is_param;
    Value value = valueOfDecl(cx, env, decl, decl.span);
    if (!value.isError() && is_param) checkParam(cx, env, decl, value);
  }
}

// A library's bodies are proved once with every argument given and once with none left out.
void checkBodies(Context& cx, const Scope& scope) {
  for (const Workload& workload : cx.workloads) {
    if (!workload.decl || workload.decl->scope != &scope || !workload.body) continue;
    for (bool give_optional : {true, false}) {
      uint32_t column = 0;
      auto generic = [&](auto&& self, const Workload& of) -> Locals {
        Locals locals;
        for (const Parameter& param : of.params) {
          Value value;
          value.kind = param.type.kind;
          value.dimension = param.type.dimension;
          value.optional = param.optional;
          value.span = param.span;
          if (param.optional && !give_optional) value.kind = Kind::none;
          else if (param.type.kind == Kind::option) value.option = std::make_shared<Locals>(self(self, cx.option_types[param.type.index]));
          else if (param.type.kind == Kind::word) {
            value.words = param.type.index;
            value.word = cx.words[param.type.index].words.empty() ? std::string_view{} : cx.words[param.type.index].words[0];
          } else if (param.type.kind == Kind::key) {
            value.key = {0};
            value.expr = cx.pool().param(kOpenKeys + column++, units::kNoDimension);
          }
          else {
            // A range has three cells: its begin, its end, its share.
            if (value.kind == Kind::range) value.dimension = cx.time;
            value.expr = cx.pool().param(column++, value.dimension);
            if (value.kind == Kind::range) {
              value.inner = cx.pool().param(column++, value.dimension);
              value.share = cx.pool().param(column++, value.dimension);
            }
          }
          if (param.many && !value.isNone()) {
            Value list;
            list.kind = Kind::list;
            list.list = std::make_shared<std::vector<Value>>(1, value);
            list.optional = value.optional;
            list.span = value.span;
            value = std::move(list);
          }
          locals.emplace_back(param.name, std::move(value));
        }
        return locals;
      };
      Locals locals = generic(generic, workload);
      ExprId span = cx.has_calendar ? cx.pool().param(column, cx.time) : ExprId{};
      size_t errors = cx.sink->errorCount();
      checkBody(cx, workload, locals, span);
      if (cx.sink->errorCount() > errors) break;
    }
  }
}

// A function's body is proved with generic arguments too.
void checkFunctions(Context& cx, const Scope& scope) {
  const ast::File& file = scope.module->tree;
  // What one calls was expanded for another: their arguments are the same columns.
  std::unordered_map<std::string, Value> calls;
  for (Decl& decl : cx.decls) {
    if (decl.scope != &scope || decl.kind != DeclKind::fn) continue;
    Locals locals;
    Children parts(file, decl.node);
    size_t next = 1;
    uint32_t column = 0;
    bool sound = true;
    for (; next < parts.size() && file.kind(parts[next]) == NodeKind::fn_param; ++next) {
      Children param(file, parts[next]);
      Type type = readType(cx, scope, param[1]);
      sound = sound && (type.kind == Kind::number || type.kind == Kind::multiple || type.kind == Kind::boolean ||
                         type.kind == Kind::key || type.kind == Kind::word);
      Value value;
      value.kind = type.kind;
      value.dimension = type.dimension;
      value.span = file.span(param[0]);
      if (type.kind == Kind::word) {
        value.words = type.index;
        value.word = cx.words[type.index].words.empty() ? std::string_view{} : cx.words[type.index].words[0];
      } else {
        value.expr = cx.pool().param((type.kind == Kind::key ? kOpenKeys : 0) + column++, type.dimension);
      }
      locals.emplace_back(cx.text(file, param[0]), value);
    }
    if (!sound) continue;
    Env env;
    env.scope = &scope;
    env.locals = &locals;
    env.calls = &calls;
    decl.in_progress = true;
    bool has_type = file.kind(parts[next]) == NodeKind::type;
    Value value = infer(cx, env, parts[has_type ? next + 1 : next]);
    if (has_type && !value.isError()) coerce(cx, env, value, readType(cx, scope, parts[next]), decl.name, value.span);
    decl.in_progress = false;
  }
}

void declareStatements(Context& cx, Scope& scope, const std::vector<NodeId>& items) {
  for (NodeId item : items) {
    if (scope.module->tree.kind(item) == NodeKind::statement) declareStatement(cx, scope, item, "");
  }
}

void bindStatements(Context& cx) {
  for (uint32_t i = 0; i < cx.program.statements.size(); ++i) ensureStatement(cx, {i});
  // One that another asked for was bound before its turn.
  std::stable_sort(cx.program.not_billed.begin(), cx.program.not_billed.end(),
                   [](const auto& a, const auto& b) { return a.first.value < b.first.value; });
  std::stable_sort(cx.program.commitments.begin(), cx.program.commitments.end(),
                   [](const auto& a, const auto& b) { return a.statement.value < b.statement.value; });
}

// An `expect` says what the file as written comes to, and so does what speaks of what is payable: not in a scenario, and not beside what includes
// the file. An `assert` or `budget` holds there too, unless it speaks of what is dropped.
bool isLeftOut(Context& cx, const Scope& scope, NodeId check) {
  const bool is_expect = scope.module->tree.kind(check) == NodeKind::expect_decl;
  if ((is_expect || namesPayable(cx, scope, check)) && scope.file != program::IncludedFile::kNone) {
    ++cx.program.included[scope.file].expects_left_out;
    return true;
  }
  if (!cx.scenario.scope || (!is_expect && !namesDropped(cx, scope, check))) return false;
  ++cx.scenario.checks_left_out;
  return true;
}

}  // namespace

void addChecks(Context& cx, const Scope& scope, const std::vector<NodeId>& items) {
  if (!cx.options.with_checks) return;
  const ast::File& file = scope.module->tree;
  for (NodeId item : items) {
    const NodeKind kind = file.kind(item);
    if (kind != NodeKind::expect_decl && kind != NodeKind::assert_decl && kind != NodeKind::budget_decl) continue;
    if (!isLeftOut(cx, scope, item)) addCheck(cx, scope, item);
  }
}

void addFileChecks(Context& cx, const std::deque<BilledFile>& files) {
  for (const BilledFile& file : files) addChecks(cx, *file.scope, file.scope->module->tree.items);
}

namespace {

// A block has settings, `let`s, statements and checks. What else it held would be lost in silence.
bool fitsBlock(NodeKind kind) {
  if (ast::isSetting(kind)) return true;
  switch (kind) {
    case NodeKind::let_decl:
    case NodeKind::statement:
    case NodeKind::expect_decl:
    case NodeKind::assert_decl:
    case NodeKind::budget_decl:
    case NodeKind::text:   // the title
    case NodeKind::code:  // of `rejects`
      return true;
    default: return false;
  }
}

// A test block's own `let`s stand in a scope inside the file's.
void checkBlock(Context& cx, Scope& file_scope, NodeId block) {
  const ast::File& file = file_scope.module->tree;
  Scope& scope = cx.scopes.emplace_back();
  scope.parent = &file_scope;
  scope.module = file_scope.module;
  std::vector<NodeId> items;
  for (NodeId item : Children(file, block)) {
    if (file.kind(item) == NodeKind::let_decl) {
      NodeId name = Children(file, item)[0];
      declare(cx, scope, Space::value, Decl{DeclKind::let, std::string(cx.text(file, name)), item, file.span(name)});
    } else if (!fitsBlock(file.kind(item))) {
      std::string_view text = cx.text(file, item);
      cx.sink->report(file.span(item), kinds::not_in_block, text.substr(0, text.find_first_of(" (\n")))
          .hint("declare it in the file, or in one that it uses; the block sees it there");
    }
    items.push_back(item);
  }
  declareStatements(cx, scope, items);
  bindStatements(cx);
  addChecks(cx, scope, items);
  checkValues(cx, scope);
}

}  // namespace

std::vector<ModuleRef> moduleRefs(const ast::File& file, const source::SourceManager& sources) {
  std::vector<ModuleRef> refs;
  for (NodeId item : file.items) {
    NodeKind kind = file.kind(item);
    if (kind != NodeKind::use_decl && kind != NodeKind::include_decl) continue;
    ModuleRef ref;
    ref.is_include = kind == NodeKind::include_decl;
    for (NodeId part : Children(file, item)) {
      std::string_view text = sources.text(file.span(part));
      switch (file.kind(part)) {
        case NodeKind::text:
          ref.is_file = true;
          ref.path = unquoted(text);
          ref.span = file.span(part);
          break;
        case NodeKind::path:
          ref.path = std::string(text);
          ref.span = file.span(part);
          break;
        case NodeKind::edition_ref:
          ref.edition = std::string(text);
          ref.edition_span = file.span(part);
          break;
        case NodeKind::alias: ref.alias = std::string(text); break;
        default: break;
      }
    }
    refs.push_back(std::move(ref));
  }
  return refs;
}

Checked check(const source::SourceManager& sources, const std::vector<Module>& modules, const Options& options,
              diagnostics::Sink& sink) {
  Checked result;
  Context cx(sources, options, &sink, result.program, result.units);
  cx.program.spec = modules.back().name;
  Scope& main = declareModules(cx, modules);
  cx.main = &main;
  const std::deque<BilledFile> files = billedFiles(cx, modules, main);
  findCalendar(cx);
  readZones(cx);
  readSettings(cx, main, files);
  declareBookKeys(cx, modules);
  numberDeclarations(cx);
  readItems(cx, NodeKind::facts_decl, declareFacts);
  readDeclarations(cx, DeclKind::option, declareWorkload);
  proveOptionsEnd(cx);
  readDeclarations(cx, DeclKind::workload, declareWorkload);
  readDeclarations(cx, DeclKind::source, declareSource);
  readDeclarations(cx, DeclKind::meter, declareMeter);
  readDeclarations(cx, DeclKind::allowance, declareAllowance);
  readDeclarations(cx, DeclKind::allowance, declareAllowanceClauses);
  orderAllowances(cx);
  readDeclarations(cx, DeclKind::plan, declarePlan);
  readFreeTier(cx, main);
  readItems(cx, NodeKind::rates_decl, declareRates);
  readPriceLists(cx, modules, ListsOf::checked_files);
  settleCurrency(cx);
  declareAgreements(cx);
  overrideParams(cx, main);
  if (options.condition) {
    addCondition(cx, main, *options.condition);
    return result;
  }
  if (options.block) {
    checkBlock(cx, main, *options.block);
    declareBookRates(cx);
    putAgreementsInForce(cx);
    return result;
  }
  agreeSettings(cx, modules, files);
  checkScenarioNames(cx, main);
  readScenario(cx, main, files);
  declareFileStatements(cx, files);
  checkValues(cx, main);
  for (const BilledFile& file : files) {
    checkFunctions(cx, *file.scope);
    checkBodies(cx, *file.scope);
  }
  if (options.input_end) {
    checkInput(cx, files);
  } else {
    bindStatements(cx);
    addFileChecks(cx, files);
  }
  declareBookRates(cx);
  putAgreementsInForce(cx);
  result.scenario = cx.scenario.name;
  result.checks_left_out = cx.scenario.checks_left_out;
  return result;
}

std::vector<program::PriceList> priceLists(const source::SourceManager& sources, const std::vector<Module>& modules,
                                           diagnostics::Sink& sink) {
  if (modules.empty()) return {};
  Checked result;
  const Options options;
  Context cx(sources, options, &sink, result.program, result.units);
  cx.main = &declareModules(cx, modules);
  findCalendar(cx);
  numberDeclarations(cx);
  readDeclarations(cx, DeclKind::meter, declareMeter);
  return readPriceLists(cx, modules, ListsOf::all_modules);
}

}  // namespace smcost::check
