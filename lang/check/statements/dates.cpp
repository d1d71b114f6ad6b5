// Statements that run on dates alone. In a month in which none of them lies they do not happen, as one that says
// `only in` another month: what they count beside their time would be billed in each.

#include <algorithm>

#include "lang/check/statements/occurrence.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

constexpr int kMostNames = 100;  // that lead from one to the next

// Parts of one schedule, and whose names they see.
struct Where {
  const Scope* scope = nullptr;
  std::vector<NodeId> nodes;
};

// The schedule that a name stands for; without nodes: it is none that is written out.
Where scheduleNamed(Statements& cx, const Scope& scope, NodeId name, int names);

Where scheduleAt(Statements& cx, const Scope& scope, NodeId node, int names) {
  const ast::File& file = scope.module->tree;
  while (file.kind(node) == NodeKind::paren) node = Children(file, node)[0];
  switch (file.kind(node)) {
    case NodeKind::placed: return {&scope, {node}};
    case NodeKind::placed_list: {
      const Children parts(file, node);
      return {&scope, {parts.begin(), parts.end()}};
    }
    case NodeKind::word:
    case NodeKind::path: return scheduleNamed(cx, scope, node, names);
    default: return {};
  }
}

Where scheduleNamed(Statements& cx, const Scope& scope, NodeId name, int names) {
  const Decl* decl = find(cx, scope, Space::value, cx.text(scope.module->tree, name));
  if (names == 0 || !decl || (decl->kind != DeclKind::let && decl->kind != DeclKind::param)) return {};
  if (const auto given = cx.overrides.find(decl); given != cx.overrides.end()) {
    return scheduleAt(cx, *given->second.scope, given->second.value, names - 1);
  }
  const ast::File& file = decl->scope->module->tree;
  const Children parts(file, decl->node);
  const size_t value_at = parts.size() > 2 && file.kind(parts[1]) == NodeKind::type ? 2 : 1;
  return scheduleAt(cx, *decl->scope, parts[value_at], names - 1);
}

// Does it run on dates, and on no days that repeat?
bool isDated(Statements& cx, const Where& where, int names) {
  if (where.nodes.empty()) return false;
  const ast::File& file = where.scope->module->tree;
  bool has_days = false;  // that clock times without days of their own go on with
  for (const NodeId node : where.nodes) {
    const NodeId first = Children(file, node)[0];
    if (file.kind(first) == NodeKind::stretch) continue;
    if (file.kind(first) != NodeKind::day_set) {
      if (!has_days) return false;
      continue;
    }
    has_days = true;
    for (const NodeId term : Children(file, first)) {
      switch (file.kind(term)) {
        case NodeKind::date:
        case NodeKind::date_range:
        case NodeKind::dates_for:
        case NodeKind::every_days:
        case NodeKind::exceptions: break;
        case NodeKind::path:
          if (!isDated(cx, scheduleNamed(cx, *where.scope, term, names), names - 1)) return false;
          break;
        default: return false;
      }
    }
  }
  return true;
}

// A date alone belongs into the billed month, as it always did.
bool isOneDate(const Where& where) {
  const ast::File& file = where.scope->module->tree;
  const NodeId first = Children(file, where.nodes[0])[0];
  if (where.nodes.size() > 1 || file.kind(first) != NodeKind::day_set) return false;
  const Children terms(file, first);
  return terms.size() == 1 && file.kind(terms[0]) == NodeKind::date;
}

// The parameter that says when a statement runs.
size_t runParameter(Statements& cx, const Workload& workload) {
  const auto isTime = [&](const Parameter& param) {
    return !param.kept && !param.with && param.type.kind == Kind::number && param.type.dimension == cx.time;
  };
  const auto& params = workload.params;
  auto found = std::find_if(params.begin(), params.end(), [&](const Parameter& param) { return isTime(param) && param.labelWord() == "for"; });
  if (found == params.end()) found = std::find_if(params.begin(), params.end(), [&](const Parameter& param) { return isTime(param) && param.bare; });
  return static_cast<size_t>(found - params.begin());
}

// What the phrase, or a scenario, says of it.
Where runSchedule(Statements& cx, const Env& env, const Workload& workload, const std::vector<NodeId>& phrase, const std::vector<FieldSet>* sets) {
  const size_t run = runParameter(cx, workload);
  if (run == workload.params.size()) return {};
  if (sets) {
    for (const FieldSet& set : *sets) {
      if (set.path.size() == 1 && set.path[0] == run) return scheduleAt(cx, *cx.scenario.scope, set.value, kMostNames);
    }
  }
  const ast::File& file = env.file();
  const std::vector<NodeId> items = knownWords(cx, env, workload, phrase);
  const auto listAt = [&](size_t i) {
    Where where{env.scope, furtherParts(file, items, i)};
    where.nodes.insert(where.nodes.begin(), items[i]);
    return where;
  };
  for (size_t i = 0; i < items.size(); ++i) {
    const bool is_word = file.kind(items[i]) == NodeKind::word || file.kind(items[i]) == NodeKind::weekday;
    const auto label = is_word ? workload.labels.find(std::string(cx.text(file, items[i]))) : workload.labels.end();
    const bool has_value = label != workload.labels.end() && i + 1 < items.size() && !(file.node(items[i + 1]).flags & ast::kAfterComma);
    if (has_value && label->second == run) {
      return file.kind(items[i + 1]) == NodeKind::placed ? listAt(i + 1) : scheduleAt(cx, *env.scope, items[i + 1], kMostNames);
    }
    if (has_value) ++i;
    else if (file.kind(items[i]) == NodeKind::placed && !isTimeRange(file, items[i])) return listAt(i);
    else if (file.kind(items[i]) == NodeKind::paren) {
      Where where = scheduleAt(cx, *env.scope, items[i], kMostNames);
      if (!where.nodes.empty()) return where;
    }
  }
  return {};
}

// The first month of one of its dates; none: they have another error.
std::optional<calendar::Period> firstMonth(Statements& cx, const Where& where) {
  constexpr size_t kMonthLength = 7;  // of "2025-04"
  const ast::File& file = where.scope->module->tree;
  std::string first;
  for (uint32_t i = file.node(where.nodes.front()).first; i <= where.nodes.back().value; ++i) {
    if (file.nodes[i].kind != NodeKind::date) continue;
    const std::string_view date = cx.text(file, {i});
    if (first.empty() || date < first) first = std::string(date);
  }
  return calendar::monthPeriod(std::string_view(first).substr(0, kMonthLength));
}

}  // namespace

bool takeDates(Statements& cx, const Env& env, const Workload& workload, const std::vector<NodeId>& items, const std::vector<FieldSet>* sets,
               Occurrence& when) {
  if (when.kind != Occurrence::Kind::every_month || !cx.program.period.first_day || !cx.has_calendar) return true;
  const Where where = runSchedule(cx, env, workload, items, sets);
  if (!isDated(cx, where, kMostNames) || isOneDate(where)) return true;
  const PlacedTimes* times = placedTimes(cx, *where.scope, where.nodes, false);
  if (!times) return false;
  auto month = firstMonth(cx, where);
  if (times->running || times->span || !month || *month->first_day == *cx.program.period.first_day) return true;
  const ast::File& file = where.scope->module->tree;
  when.is_billed = false;
  when.span = {file.source, file.node(where.nodes.front()).begin, file.node(where.nodes.back()).end};
  when.month = std::move(*month);
  return true;
}

}  // namespace smcost::check
