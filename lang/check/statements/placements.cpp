// When the lines of a statement run. A line runs by a placed time if its quantity is
// proportional to it: a factor that is no such time, a rounding, a minimum or a condition
// does not change when it is used. A sum with anything else does, and is only an amount.

#include <unordered_map>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using program::Op;

namespace {

class PlaceFinder {
 public:
  PlaceFinder(const program::ExprPool& pool, const LinePlaces& places) : pool_(pool) {
    for (uint32_t i = 0; i < places.placed.size(); ++i) known_.try_emplace(places.placed[i].value, i);
    for (ExprId amount : places.amounts) known_[amount.value] = kNotPlaced;
  }

  uint32_t of(ExprId root) {
    const uint32_t place = find(root);
    return place == kMixed ? kNotPlaced : place;
  }

 private:
  static constexpr uint32_t kMixed = kNotPlaced - 1;  // depends on a placed time, in no simple way

  // Operands before users, without a call for each level: a chain of definitions may be long.
  uint32_t find(ExprId root) {
    std::vector<ExprId> open = {root};
    while (!open.empty()) {
      const ExprId id = open.back();
      if (known_.count(id.value)) {
        open.pop_back();
        continue;
      }
      const program::Expr& node = pool_[id];
      const size_t before = open.size();
      for (ExprId operand : {node.a, node.b, node.c}) {
        if (operand && !known_.count(operand.value)) open.push_back(operand);
      }
      if (open.size() > before) continue;
      known_[id.value] = combine(node);
      open.pop_back();
    }
    return known_[root.value];
  }

  uint32_t combine(const program::Expr& node) {
    const auto place = [&](ExprId id) { return id ? known_[id.value] : kNotPlaced; };
    const uint32_t a = place(node.a), b = place(node.b), c = place(node.c);
    switch (node.op) {
      case Op::constant:
      case Op::param: return kNotPlaced;
      case Op::retag: return a;
      case Op::round: return a;
      case Op::mul: return b == kNotPlaced ? a : a == kNotPlaced ? b : kMixed;
      case Op::div: return b == kNotPlaced ? a : kMixed;
      case Op::select:
        if (isZero(node.c)) return b;
        if (isZero(node.b)) return c;
        return b == c ? b : kMixed;
      case Op::add:
      case Op::sub:
        if (isZero(node.a)) return b;
        return isZero(node.b) || a == b ? a : kMixed;
      case Op::min:
      case Op::max:
        if (pool_.isConstant(node.a)) return b;
        return pool_.isConstant(node.b) || a == b ? a : kMixed;
      default: return kNotPlaced;  // truth values
    }
  }

  bool isZero(ExprId id) const { return pool_.isConstant(id) && pool_.constantValue(id) == 0; }

  const program::ExprPool& pool_;
  std::unordered_map<uint32_t, uint32_t> known_;
};

// Whether two rows of one shape have the same cells placed.
bool sameTimes(const LinePlaces& places, const Row& row) {
  if (places.amounts != row.amounts || places.placed.size() != row.placed.size()) return false;
  for (size_t i = 0; i < row.placed.size(); ++i) {
    if (places.placed[i] != row.placed[i].first) return false;
  }
  return true;
}

const LinePlaces& linePlaces(Statements& cx, UsageShape& shape, const Row& row) {
  for (const LinePlaces& known : shape.places) {
    if (sameTimes(known, row)) return known;
  }
  LinePlaces& places = shape.places.emplace_back();
  for (const auto& [expr, placement] : row.placed) places.placed.push_back(expr);
  places.amounts = row.amounts;
  PlaceFinder finder(cx.pool(), places);
  const program::UsageTable& usage = cx.program.usage[shape.table.value];
  const program::Shape& made = cx.program.shape(usage.table.shape);
  for (const program::UsageLine& line : usage.lines) places.sources.push_back(finder.of(made.outputs[line.quantity]));
  return places;
}

}  // namespace

bool runsBy(Statements& cx, const std::vector<ExprId>& times, ExprId quantity) {
  LinePlaces places;
  places.placed = times;
  return PlaceFinder(cx.pool(), places).of(quantity) != kNotPlaced;
}

// Rows before the first placed one of a line have none.
void addPlacement(program::UsageTable& usage, size_t line, program::PlacementId placement) {
  auto& rows = usage.placements[line];
  if (!placement && rows.empty()) return;
  rows.resize(usage.statements.size());
  rows.push_back(placement);
}

void addPlacements(Statements& cx, UsageShape& shape, const Row& row) {
  const LinePlaces& places = linePlaces(cx, shape, row);
  program::UsageTable& usage = cx.program.usage[shape.table.value];
  if (row.day) {
    usage.days.resize(usage.statements.size());
    usage.days.push_back(row.day);
  }
  for (size_t line = 0; line < places.sources.size(); ++line) {
    bool placed = places.sources[line] != kNotPlaced;
    addPlacement(usage, line, placed ? row.placed[places.sources[line]].second : program::PlacementId{});
  }
}

}  // namespace smcost::check
