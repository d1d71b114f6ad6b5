// The names of scenarios and of `compare NAME, NAME`, and what the one in force makes of
// statements when they are bound: what it sets is checked like the text that it stands for.

#include "lang/check/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/context.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

std::string_view nameOf(const source::SourceManager& sources, const ast::File& file, NodeId scenario) {
  return sources.text(file.span(Children(file, scenario)[0]));
}

void checkCompared(Context& cx, const ast::File& file, NodeId node, const std::vector<std::string>& known) {
  std::map<std::string_view, Span> seen;
  for (NodeId part : Children(file, node)) {
    std::string_view name = cx.text(file, part);
    Span at = file.span(part);
    auto [first, is_new] = seen.try_emplace(name, at);
    if (!is_new) {
      cx.sink->report(at, kinds::compared_with_itself, name).label(first->second, "first here");
    } else if (std::find(known.begin(), known.end(), name) == known.end()) {
      suggest(cx.sink->report(at, kinds::unknown_scenario, name), at, name, known);
    }
  }
}

}  // namespace

std::vector<std::string> scenarioNames(const source::SourceManager& sources, const ast::File& file) {
  std::vector<std::string> names;
  std::map<std::string_view, bool> seen;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::scenario_decl) continue;
    std::string_view name = nameOf(sources, file, item);
    if (name == kBaseScenario || !seen.try_emplace(name, true).second) continue;
    if (names.size() == kMostScenarios) break;
    names.emplace_back(name);
  }
  return names;
}

std::vector<std::string> comparedNames(const source::SourceManager& sources, const ast::File& file) {
  std::vector<std::string> names;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::compare_decl) continue;
    for (NodeId part : Children(file, item)) names.emplace_back(sources.text(file.span(part)));
    break;
  }
  return names;
}

void checkScenarioNames(Context& cx, const Scope& main) {
  const ast::File& file = main.module->tree;
  std::vector<std::string> known = {std::string(kBaseScenario)};
  std::map<std::string_view, Span> seen;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::scenario_decl) continue;
    std::string_view name = nameOf(cx.sources, file, item);
    Span at = file.span(Children(file, item)[0]);
    auto [first, is_new] = seen.try_emplace(name, at);
    if (name == kBaseScenario) {
      cx.sink->report(at, kinds::scenario_named_base).hint("what holds in `base` stands outside of all scenarios");
    } else if (!is_new) {
      cx.sink->report(at, kinds::duplicate_name, name).label(first->second, "first defined here");
    } else {
      // With `base` they are one more than scenarios.
      if (known.size() == kMostScenarios + 1) cx.sink->report(at, kinds::too_many_scenarios, kMostScenarios);
      known.emplace_back(name);
    }
  }
  NodeId first;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::compare_decl) continue;
    if (first) cx.sink->report(file.span(item), kinds::second_setting, "compare").label(file.span(first), "first here");
    else first = item;
    checkCompared(cx, file, item, known);
  }
}

const StatementChanges* changesOf(const Context& cx, const Scope& scope, NodeId statement) {
  auto found = cx.scenario.changes.find({&scope, statement.value});
  return found == cx.scenario.changes.end() ? nullptr : &found->second;
}

void applySets(Context& cx, const Workload& workload, const std::vector<FieldSet>& sets, Span at,
               std::vector<Argument>& arguments) {
  const ast::File& file = cx.scenario.scope->module->tree;
  for (const FieldSet& set : sets) {
    const Workload* of = &workload;
    std::vector<Argument>* arguments_of = &arguments;
    for (size_t i = 0; arguments_of && i + 1 < set.path.size(); ++i) {
      const Parameter& param = of->params[set.path[i]];
      Argument& option = (*arguments_of)[set.path[i]];
      arguments_of = option.option.get();
      of = &cx.option_types[param.type.index];
      if (option.value && option.more.empty()) continue;
      std::string count = option.value ? fmt::format("{} times", option.more.size() + 1) : "nowhere";
      cx.sink->report(set.field, kinds::option_not_once, cx.sources.text(set.field), param.name, count)
          .label(at, "this statement")
          .hint("a scenario sets the parameters of an option that the statement gives once");
      arguments_of = nullptr;
    }
    if (!arguments_of) continue;
    Argument& argument = (*arguments_of)[set.path.back()] = {};
    if (file.kind(set.value) == NodeKind::default_none) continue;
    argument.value = set.value;
    argument.is_each = static_cast<bool>(set.each);
    argument.span = file.span(set.value);
    argument.scope = cx.scenario.scope;
  }
}

bool namesDropped(Context& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  for (uint32_t i = file.node(node).first; i <= node.value; ++i) {
    if (file.nodes[i].kind != NodeKind::path) continue;
    const Decl* decl = statementIn(scope, cx.text(file, {i})).first;
    if (decl && !decl->dropped.isNone()) return true;
  }
  return false;
}

bool hasLine(Context& cx, const Workload& workload, std::string_view name) {
  if (!workload.body) return false;
  const ast::File& file = workload.decl->scope->module->tree;
  for (uint32_t i = file.node(workload.body).first; i < workload.body.value; ++i) {
    if (file.nodes[i].kind == NodeKind::line_decl && cx.text(file, Children(file, {i})[0]) == name) return true;
  }
  return false;
}

std::pair<Decl*, std::string_view> statementIn(const Scope& scope, std::string_view path) {
  for (size_t cut = path.size(); cut != std::string_view::npos && cut > 0; cut = path.rfind('.', cut - 1)) {
    Decl* decl = scope.find(Space::value, path.substr(0, cut));
    if (!decl || decl->kind != DeclKind::statement) continue;
    return {decl, cut == path.size() ? std::string_view{} : path.substr(cut + 1)};
  }
  return {nullptr, {}};
}

bool reportsDropped(Context& cx, const Decl& decl, Span at) {
  if (decl.dropped.isNone()) return false;
  cx.sink->report(at, kinds::dropped_statement, cx.scenario.name, cx.sources.text(decl.dropped))
      .label(decl.dropped, "dropped here")
      .hint("what the file computes from a statement needs it: drop what uses it too, or set its parameters");
  return true;
}

}  // namespace smcost::check
