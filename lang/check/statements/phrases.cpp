// The items of a phrase, those of its blocks too; and which of them are parts of one schedule.

#include <algorithm>

#include "lang/check/expressions/clock_times.h"
#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Blocks and their entries hold items like any others.
void flatten(const ast::File& file, NodeId node, std::vector<NodeId>& items) {
  NodeKind kind = file.kind(node);
  if (kind != NodeKind::block && kind != NodeKind::entry) {
    items.push_back(node);
    return;
  }
  for (NodeId child : Children(file, node)) flatten(file, child, items);
}

}  // namespace

std::vector<NodeId> phraseItems(const ast::File& file, const NodeId* begin, const NodeId* end) {
  std::vector<NodeId> items;
  for (const NodeId* at = begin; at != end; ++at) flatten(file, *at, items);
  return items;
}

namespace {

// The name of `mon` and `mon 9:00..17:00`; none: it is another schedule.
NodeId loneWeekday(const ast::File& file, NodeId item) {
  if (file.kind(item) != NodeKind::placed) return {};
  const NodeId day_set = Children(file, item)[0];
  if (file.kind(day_set) != NodeKind::day_set) return {};
  const Children terms(file, day_set);
  return terms.size() == 1 && file.kind(terms[0]) == NodeKind::weekday ? terms[0] : NodeId{};
}

bool isConstantOf(Statements& cx, const Parameter& param, std::string_view word) {
  if (param.type.kind == Kind::key) return keyOfName(cx, word) && cx.skus.has(word);
  if (param.type.kind != Kind::word) return false;
  const auto& words = cx.words[param.type.index].words;
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool isKnownWord(Statements& cx, const Env& env, const Workload& workload, NodeId before, std::string_view word) {
  if (workload.labels.count(std::string(word))) return true;
  const ast::File& file = env.file();
  const bool is_word = before && (file.kind(before) == NodeKind::word || file.kind(before) == NodeKind::weekday);
  const auto label = is_word ? workload.labels.find(std::string(cx.text(file, before))) : workload.labels.end();
  if (label != workload.labels.end()) {
    return isConstantOf(cx, workload.params[label->second], word) || find(cx, *env.scope, Space::value, word);
  }
  return std::any_of(workload.params.begin(), workload.params.end(),
                     [&](const Parameter& param) { return param.bare && isConstantOf(cx, param, word); });
}

}  // namespace

std::vector<NodeId> knownWords(Statements& cx, const Env& env, const Workload& workload, std::vector<NodeId> items) {
  const ast::File& file = env.file();
  if (std::none_of(items.begin(), items.end(), [&](NodeId item) { return static_cast<bool>(loneWeekday(file, item)); })) return items;
  std::vector<NodeId> known;
  for (size_t i = 0; i < items.size(); ++i) {
    const NodeId name = loneWeekday(file, items[i]);
    const bool is_behind = i > 0 && !(file.node(items[i]).flags & ast::kAfterComma);
    if (!name || !isKnownWord(cx, env, workload, is_behind ? known.back() : NodeId{}, cx.text(file, name))) {
      known.push_back(items[i]);
      continue;
    }
    known.push_back(name);
    const Children parts(file, items[i]);
    if (parts.size() > 1) known.push_back(parts[1]);
  }
  return known;
}

std::vector<NodeId> furtherParts(const ast::File& file, const std::vector<NodeId>& items, size_t i) {
  const auto isPart = [&](NodeId item) { return file.kind(item) == NodeKind::placed && !isTimeRange(file, item); };
  std::vector<NodeId> parts;
  if (!isPart(items[i])) return parts;
  for (++i; i < items.size() && isPart(items[i]) && (file.node(items[i]).flags & ast::kAfterComma); ++i) parts.push_back(items[i]);
  return parts;
}

bool reportsSharedSchedule(Statements& cx, const ast::File& file, const std::vector<NodeId>& items, size_t i) {
  if (file.kind(items[i]) != NodeKind::profile) return false;
  const NodeId entry = Children(file, items[i])[0];
  const Children inside(file, entry);
  NodeId shared;
  if (inside.size() > 2) {
    shared = inside[0];
  } else if (i > 0 && (file.node(items[i]).flags & ast::kAfterComma) && file.kind(items[i - 1]) == NodeKind::placed &&
             file.kind(inside[0]) == NodeKind::placed && (clocksAlone(file, inside[0]) || !isOlderForm(file, inside[0]))) {
    shared = items[i - 1];
  }
  if (!shared) return false;
  cx.sink->report(file.span(shared), kinds::schedule_behind_label, cx.text(file, shared), cx.text(file, entry))
      .label(file.span(entry), "this entry of a profile")
      .hint("write the label in front of the profile; a schedule of its own stands before another item");
  return true;
}

bool isOlderForm(const ast::File& file, NodeId placed) {
  const NodeId first = Children(file, placed)[0];
  if (file.kind(first) != NodeKind::day_set) return file.kind(first) == NodeKind::clocks;
  const Children terms(file, first);
  if (terms.size() > 1) return false;
  switch (file.kind(terms[0])) {
    case NodeKind::weekdays:
    case NodeKind::numbered_days:
    case NodeKind::first_days:
    case NodeKind::last_days:
    case NodeKind::date: return true;
    default: return false;
  }
}

void refuseLabelledBlocks(Statements& cx, const ast::File& file, const Workload& workload, const NodeId* begin,
                          const NodeId* end) {
  for (const NodeId* at = begin; at != end; ++at) {
    if (file.kind(*at) != NodeKind::block && file.kind(*at) != NodeKind::entry) continue;
    const bool is_labelled = at != begin && file.kind(*at) == NodeKind::block && file.kind(at[-1]) == NodeKind::word &&
                             workload.labels.count(std::string(cx.text(file, at[-1])));
    if (is_labelled) cx.sink->report(file.span(at[-1]), kinds::label_before_block, cx.text(file, at[-1]));
    Children inner(file, *at);
    refuseLabelledBlocks(cx, file, workload, inner.begin(), inner.end());
  }
}

}  // namespace smcost::check
