// `workload` and `option` declarations: parameters, and the proof that their bare ones
// can never take the same item.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/library/library.h"
#include "lang/syntax/parse.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

Parameter readParameter(Library& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  Parameter param;
  uint8_t flags = file.node(node).flags;
  param.bare = flags & ast::kBare;
  param.with = flags & ast::kWith;
  param.many = flags & ast::kMany;
  for (NodeId part : Children(file, node)) {
    std::string_view text = cx.text(file, part);
    switch (file.kind(part)) {
      case NodeKind::label: param.label = std::string(text); break;
      case NodeKind::name:
        param.name = std::string(text);
        param.span = file.span(part);
        break;
      case NodeKind::type: param.type = readType(cx, scope, part); break;
      case NodeKind::each_ref: param.each = std::string(cx.text(file, Children(file, part)[0])); break;
      case NodeKind::default_none: param.optional = true; break;
      default: param.default_value = part;
    }
  }
  param.type.stock = flags & ast::kStock;
  if (param.with && param.type.kind != Kind::option && param.type.kind != Kind::error) {
    cx.sink->report(param.span, kinds::wrong_type, "an option behind `with`", showType(cx, param.type));
    param.type = {};
  }
  return param;
}

void proveDisjoint(Library& cx, const Workload& workload) {
  for (size_t i = 0; i < workload.params.size(); ++i) {
    for (size_t k = i + 1; k < workload.params.size(); ++k) {
      const Parameter& a = workload.params[i];
      const Parameter& b = workload.params[k];
      std::string why;
      if (!a.bare || !b.bare || !kindsOverlap(cx, a.type, b.type, why)) continue;
      cx.sink->report(b.span, kinds::bare_overlap, a.name, b.name, workload.name, why)
          .label(a.span, "the other one")
          .hint(fmt::format("take `bare` from one of them, so that it needs its label: `{} …`", b.labelWord()));
    }
  }
}

// A word that is both a constant and a label could be read either way.
void proveNoLabelIsWord(Library& cx, const Workload& workload) {
  for (const Parameter& param : workload.params) {
    if (!param.bare || param.type.kind != Kind::word) continue;
    for (const std::string& word : cx.words[param.type.index].words) {
      if (workload.labels.count(word)) cx.sink->report(param.span, kinds::published_parameter, param.name, workload.name);
    }
  }
}

bool mentionsSpan(Library& cx, const ast::File& file, NodeId body) {
  const ast::Node& node = file.node(body);
  for (uint32_t i = node.first; i < body.value; ++i) {
    if (file.nodes[i].kind == NodeKind::path && cx.text(file, {i}) == "span") return true;
  }
  return false;
}

// `storage 5 GB, kept always`: a workload that keeps something for the span of its schedule
// can be told otherwise.
void addKept(Library& cx, Workload& workload) {
  Parameter kept;
  kept.name = "kept";
  kept.kept = kept.optional = true;
  kept.type.kind = Kind::number;
  kept.type.dimension = cx.time;
  kept.type.text = "Time";
  kept.span = workload.decl->span;
  auto index = static_cast<uint32_t>(workload.params.size());
  if (!workload.labels.try_emplace(kept.name, index).second) return;
  workload.order.push_back(index);
  workload.params.push_back(std::move(kept));
}

// How many options deep an option is, itself included; 0 while that is being found out. What
// leads back to an option, or too deep, is reported and cut.
class OptionDepths {
 public:
  explicit OptionDepths(Library& cx) : cx_(cx), depths_(cx.option_types.size(), kUnknown) {}

  size_t of(uint32_t option, size_t above) {
    if (depths_[option] != kUnknown) return depths_[option];
    depths_[option] = 0;
    size_t depth = 1;
    for (size_t i = 0; i < cx_.option_types[option].params.size(); ++i) {
      const Parameter& param = cx_.option_types[option].params[i];
      if (param.type.kind != Kind::option) continue;
      const uint32_t inner = param.type.index;
      const size_t below = above < ast::kMaxDepth ? of(inner, above + 1) : ast::kMaxDepth;
      if (below > 0 && below < ast::kMaxDepth) {
        depth = std::max(depth, below + 1);
        continue;
      }
      const std::string& name = cx_.option_types[inner].name;
      if (below == 0) cx_.sink->report(param.span, kinds::definition_cycle, name, name);
      else cx_.sink->report(param.span, kinds::nested_too_deep, ast::kMaxDepth);
      cx_.option_types.own(option).params[i].type.kind = Kind::error;
    }
    return depths_[option] = depth;
  }

 private:
  static constexpr size_t kUnknown = SIZE_MAX;

  Library& cx_;
  std::vector<size_t> depths_;
};

// Those of a body and of the branches in it.
void collectParts(const Library& cx, const ast::File& file, NodeId body, std::vector<BodyPart>& parts) {
  for (const NodeId item : Children(file, body)) {
    const NodeKind kind = file.kind(item);
    if (kind == NodeKind::body || kind == NodeKind::if_body || kind == NodeKind::brings_decl) collectParts(cx, file, item, parts);
    if (file.kind(item) != NodeKind::statement) continue;
    const std::string_view name = cx.text(file, Children(file, item)[0]);
    const auto known = std::find_if(parts.begin(), parts.end(), [&](const BodyPart& part) { return part.name == name; });
    if (known == parts.end()) parts.push_back({std::string(name), {item}});
    else known->nodes.push_back(item);
  }
}

}  // namespace

void proveOptionsEnd(Library& cx) {
  OptionDepths depths(cx);
  for (size_t i = cx.option_types.firstOwn(); i < cx.option_types.size(); ++i) depths.of(static_cast<uint32_t>(i), 1);
}

void declareWorkload(Library& cx, const Decl& decl) {
  const ast::File& file = decl.scope->module->tree;
  Workload& workload = (decl.kind == DeclKind::workload ? cx.workloads : cx.option_types).own(decl.index);
  workload.name = decl.name;
  workload.decl = &decl;
  std::unordered_map<std::string, Span> names;
  for (NodeId part : Children(file, decl.node)) {
    if (file.kind(part) == NodeKind::body) workload.body = part;
    if (file.kind(part) != NodeKind::wparam) continue;
    Parameter param = readParameter(cx, *decl.scope, part);
    auto [at, is_new] = names.try_emplace(param.name, param.span);
    if (!is_new) {
      cx.sink->report(param.span, kinds::duplicate_name, param.name).label(at->second, "first here");
      continue;
    }
    auto index = static_cast<uint32_t>(workload.params.size());
    if (!workload.labels.try_emplace(param.labelWord(), index).second) {
      cx.sink->report(param.span, kinds::duplicate_name, param.labelWord());
    }
    if (param.labelWord() == "region") {
      cx.sink->report(param.span, kinds::duplicate_name, "region")
          .hint("every statement may say in which `region` it happens; a body reads it by that name");
    }
    workload.params.push_back(std::move(param));
  }
  // A rate per day that stands before its statement's schedule must find it.
  for (uint32_t i = 0; i < workload.params.size(); ++i) workload.order.push_back(i);
  std::stable_partition(workload.order.begin(), workload.order.end(), [&](uint32_t i) {
    const Type& type = workload.params[i].type;
    return cx.has_calendar && type.kind == Kind::number && type.dimension == cx.time;
  });
  proveDisjoint(cx, workload);
  proveNoLabelIsWord(cx, workload);
  workload.uses_span = workload.body && mentionsSpan(cx, file, workload.body);
  if (workload.uses_span && !names.count("kept")) addKept(cx, workload);
  if (!workload.body) return;
  collectParts(cx, file, workload.body, workload.parts);
  // Lines and parts share the namespace of parameters and options.
  const auto refuseParameter = [&](NodeId name) {
    auto found = names.find(std::string(cx.text(file, name)));
    if (found != names.end()) {
      cx.sink->report(file.span(name), kinds::duplicate_name, cx.text(file, name)).label(found->second, "a parameter");
    }
  };
  for (NodeId item : Children(file, workload.body)) {
    if (file.kind(item) == NodeKind::line_decl) refuseParameter(Children(file, item)[0]);
  }
  for (const BodyPart& part : workload.parts) refuseParameter(Children(file, part.nodes.front())[0]);
}

}  // namespace smcost::check
