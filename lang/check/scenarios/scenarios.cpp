// The names of scenarios and of `compare NAME, NAME`, and what the one in force makes of
// statements when they are bound: what it sets is checked like the text that it stands for.

#include "lang/check/scenarios/scenarios.h"

#include <fmt/format.h>

#include <algorithm>

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

std::string_view nameOf(const source::SourceManager& sources, const ast::File& file, NodeId scenario) {
  return sources.text(file.span(Children(file, scenario)[0]));
}

void checkCompared(Scenarios& cx, const ast::File& file, NodeId node, const std::vector<std::string>& known) {
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

void checkScenarioNames(Scenarios& cx) {
  const ast::File& file = cx.main->module->tree;
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

const StatementChanges* changesOf(const Scenarios& cx, const Scope& scope, NodeId statement) {
  auto found = cx.scenario.changes.find({&scope, statement.value});
  return found == cx.scenario.changes.end() ? nullptr : &found->second;
}

bool namesDropped(Scenarios& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  for (uint32_t i = file.node(node).first; i <= node.value; ++i) {
    if (file.nodes[i].kind != NodeKind::path) continue;
    const Decl* decl = statementIn(cx, scope, cx.text(file, {i})).first;
    if (decl && !decl->dropped.isNone()) return true;
  }
  return false;
}

}  // namespace smcost::check
