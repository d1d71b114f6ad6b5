// `dimension Time`, `unit s second : Time`, `unit min = 60 s`: the library's units. Within a
// file their order means nothing: a unit is declared behind those that its size is said in.

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// The dimension of a base unit: a declared one, or a tag or currency, which a unit brings into being.
std::optional<DimensionId> baseDimension(Library& cx, const ast::File& file, NodeId type) {
  std::string_view name = cx.text(file, type);
  Children factors(file, type);
  if (factors.size() == 1 && file.kind(factors[0]) == NodeKind::tagged) {
    Children parts(file, factors[0]);
    std::string_view of = cx.text(file, parts[0]);
    if (of == "Count" || of == "Money") return cx.dimensions().of(cx.dimensions().base(fmt::format("{}[{}]", of, cx.text(file, parts[1]))));
  } else if (auto base = cx.dimensions().findBase(name)) {
    return cx.dimensions().of(*base);
  }
  auto& diagnostic = cx.sink->report(file.span(type), kinds::unknown_type, name);
  std::vector<std::string> known;
  for (uint32_t i = 0; i < cx.dimensions().baseCount(); ++i) known.push_back(cx.dimensions().baseName({i}));
  suggest(diagnostic, file.span(type), name, known);
  return std::nullopt;
}

// False when something is wrong with it, and said.
bool declareUnit(Library& cx, const Scope& scope, NodeId item) {
  const ast::File& file = scope.module->tree;
  Children parts(file, item);
  std::vector<std::string> spellings;
  for (size_t i = 0; i + 1 < parts.size(); ++i) spellings.emplace_back(cx.text(file, parts[i]));
  NodeId meaning = parts[parts.size() - 1];
  DimensionId dimension;
  base::Rational scale = 1;
  if (file.kind(meaning) == NodeKind::type) {
    auto found = baseDimension(cx, file, meaning);
    if (!found) return false;
    dimension = *found;
  } else {
    Env env;
    env.scope = &scope;
    Value value = infer(cx, env, meaning);
    if (value.isError()) return false;
    if (value.kind() != Kind::number || !cx.pool().isConstant(value.number().expr)) {
      cx.sink->report(file.span(meaning), kinds::constant_wanted, "the size of a unit");
      return false;
    }
    scale = cx.pool().constantValue(value.number().expr);
    if (sgn(scale) <= 0) {
      cx.sink->report(file.span(meaning), kinds::not_above_zero, "the size of a unit", fmt::format("`{}`", cx.text(file, meaning)));
      return false;
    }
    dimension = value.number().dimension;
  }
  for (const std::string& spelling : spellings) {
    if (!cx.units.find(spelling)) continue;
    cx.sink->report(file.span(parts[0]), kinds::duplicate_name, spelling);
    return false;
  }
  return cx.units.add(spellings, dimension, scale);
}

// The units of one file, each behind those it needs. Without recursion: a chain of them may be long.
class UnitOrder {
 public:
  UnitOrder(Library& cx, const Scope& scope) : cx_(cx), scope_(scope), file_(scope.module->tree) {
    for (NodeId item : file_.items) {
      if (file_.kind(item) != NodeKind::unit_decl) continue;
      Children parts(file_, item);
      for (size_t i = 0; i + 1 < parts.size(); ++i) by_name_.try_emplace(cx.text(file_, parts[i]), units_.size());
      units_.push_back({item, parts[parts.size() - 1], Unit::State::waiting, {}, 0});
    }
  }

  void declareAll() {
    for (size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].state == Unit::State::waiting) begin(i);
      while (!open_.empty()) goOn();
    }
  }

 private:
  struct Unit {
    NodeId item, size;
    enum class State : uint8_t { waiting, open, known, failed } state = State::waiting;
    std::vector<std::pair<size_t, Span>> needs;  // of this file, with where they are named
    size_t next = 0;
  };

  // The names in the unit texts of the size; those of other files are known or will be reported.
  void begin(size_t index) {
    Unit& unit = units_[index];
    unit.state = Unit::State::open;
    open_.push_back(index);
    for (uint32_t i = file_.node(unit.size).first; i <= unit.size.value; ++i) {
      const ast::Node& node = file_.nodes[i];
      const bool is_name = node.kind == NodeKind::unit_name || (node.kind == NodeKind::unit && node.first == i);
      auto found = is_name ? by_name_.find(cx_.text(file_, NodeId{i})) : by_name_.end();
      if (found != by_name_.end()) unit.needs.push_back({found->second, file_.span(NodeId{i})});
    }
  }

  // One step of the innermost unit that is open: to what it needs next, or to its end.
  void goOn() {
    Unit& unit = units_[open_.back()];
    if (unit.next == unit.needs.size()) {
      // What was said of a unit is not said again of those that need it.
      if (unit.state == Unit::State::open) {
        unit.state = declareUnit(cx_, scope_, unit.item) ? Unit::State::known : Unit::State::failed;
      }
      return open_.pop_back();
    }
    const auto& [index, span] = unit.needs[unit.next];
    Unit& needed = units_[index];
    if (needed.state == Unit::State::waiting) return begin(index);
    ++unit.next;
    if (needed.state == Unit::State::open) {
      reportCycle(index, span);
      needed.state = Unit::State::failed;
    }
    if (needed.state == Unit::State::failed) unit.state = Unit::State::failed;
  }

  // The open units from `index` on need each other in turn.
  void reportCycle(size_t index, Span at) {
    constexpr size_t kMostShown = 8;
    std::string chain;
    auto from = std::find(open_.begin(), open_.end(), index);
    for (auto open = from; open != open_.end(); ++open) {
      if (static_cast<size_t>(open - from) < kMostShown) chain += nameOf(*open) + " -> ";
      else if (static_cast<size_t>(open - from) == kMostShown) chain += "… -> ";
    }
    cx_.sink->report(at, kinds::definition_cycle, nameOf(index), chain + nameOf(index))
        .hint("one of them is a base unit, `unit NAME : DIMENSION`");
  }

  std::string nameOf(size_t index) const { return std::string(cx_.text(file_, Children(file_, units_[index].item)[0])); }

  Library& cx_;
  const Scope& scope_;
  const ast::File& file_;
  std::vector<Unit> units_;
  std::unordered_map<std::string_view, size_t> by_name_;  // every spelling, the first of each
  std::vector<size_t> open_;
};

}  // namespace

void declareDimensionsAndUnits(Library& cx, const Module& module, const Scope& scope) {
  const ast::File& file = module.tree;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::dimension_decl) continue;
    cx.dimensions().base(cx.text(file, Children(file, item)[0]));
  }
  UnitOrder(cx, scope).declareAll();
}

}  // namespace smcost::check
