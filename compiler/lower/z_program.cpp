#include "compiler/lower/z_program.h"

#include "compiler/lower/intervals.h"
#include "lang/base/check.h"

namespace smcost::lower {

namespace {

// A kernel of more operations than this costs more to compile than it saves.
constexpr size_t kMaxNodes = 20'000;

}  // namespace

size_t ZBuilder::KeyHash::operator()(const Key& key) const noexcept {
  uint64_t hash = (static_cast<uint64_t>(key.op) << 8) | static_cast<uint64_t>(key.mode);
  for (const uint32_t part : {key.a, key.b, key.c, key.column}) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

ZId ZBuilder::intern(ZNode node) {
  const Key key{node.op, node.mode, node.a.value, node.b.value, node.c.value, node.column};
  const auto [place, added] = ids_.try_emplace(key, ZId{static_cast<uint32_t>(nodes_.size())});
  if (!added) return place->second;
  if (node.op != ZOp::col) {
    const auto range = [this](ZId id) { return id ? &nodes_[id.value].range : nullptr; };
    node.range = intervalOf(node.op, node.mode, range(node.a), range(node.b), range(node.c));
  }
  const std::optional<uint32_t> width = widthOf(node.range);
  if (!width || nodes_.size() >= kMaxNodes) proved_ = false;
  node.width = width.value_or(64);
  nodes_.push_back(std::move(node));
  return place->second;
}

ZId ZBuilder::column(uint32_t column, const Interval& range) {
  ZNode node;
  node.op = ZOp::col;
  node.column = column;
  node.range = range;
  return intern(std::move(node));
}

ZId ZBuilder::constant(const base::Integer& value) {
  const auto [place, added] =
      constants_.try_emplace(value.get_str(32), ZId{static_cast<uint32_t>(nodes_.size())});
  if (!added) return place->second;
  ZNode node;
  node.range = {value, value};
  const std::optional<uint32_t> width = widthOf(node.range);
  if (!width) proved_ = false;
  node.width = width.value_or(64);
  nodes_.push_back(std::move(node));
  return place->second;
}

ZId ZBuilder::make(ZOp op, ZId a, ZId b, ZId c) {
  if (const ZId simple = simplify(op, a, b, c)) return simple;
  ZNode node;
  node.op = op;
  node.a = a;
  node.b = b;
  node.c = c;
  return intern(std::move(node));
}

ZId ZBuilder::divRound(ZId a, ZId b, base::RoundingMode mode) {
  SMCOST_CHECK(!proved_ || range(b).lo > 0, "a divisor is proved to be positive");
  if (!proved_) return a;
  if (isConstant(b, 1)) return a;
  if (isConstant(a) && isConstant(b)) return constant(base::divideRounded(range(a).lo, range(b).lo, mode));
  ZNode node;
  node.op = ZOp::div_round;
  node.mode = mode;
  node.a = a;
  node.b = b;
  return intern(std::move(node));
}

// Neutral operands, known conditions and operations of constants need no new node. Only
// what is constant in the program counts, never a column whose cells happen to agree.
ZId ZBuilder::simplify(ZOp op, ZId a, ZId b, ZId c) {
  const bool constants = isConstant(a) && (b.isNone() || isConstant(b)) && (c.isNone() || isConstant(c));
  if (constants && proved_) {
    const auto value = [this](ZId id) { return id ? &range(id) : nullptr; };
    const Interval folded = intervalOf(op, base::RoundingMode::down, value(a), value(b), value(c));
    if (folded.lo == folded.hi) return constant(folded.lo);
  }
  switch (op) {
    case ZOp::add:
      if (isConstant(a, 0)) return b;
      return isConstant(b, 0) ? a : ZId{};
    case ZOp::sub:
      return isConstant(b, 0) ? a : ZId{};
    case ZOp::mul:
      if (isConstant(a, 1)) return b;
      return isConstant(b, 1) ? a : ZId{};
    case ZOp::min:
    case ZOp::max:
      return a == b ? a : ZId{};
    case ZOp::sel:
      if (isConstant(a)) return isConstant(a, 0) ? c : b;
      return b == c ? b : ZId{};
    default:
      return {};
  }
}

ZProgram ZBuilder::finish(std::vector<ZOutput> outputs, ZId failure) {
  std::vector<uint8_t> used(nodes_.size(), 0);
  const auto use = [&used](ZId id) {
    if (id) used[id.value] = 1;
  };
  for (const ZOutput& output : outputs) {
    use(output.num);
    use(output.den);
  }
  use(failure);
  for (size_t i = nodes_.size(); i-- > 0;) {
    if (!used[i]) continue;
    for (const ZId operand : {nodes_[i].a, nodes_[i].b, nodes_[i].c}) use(operand);
  }

  ZProgram program;
  std::vector<ZId> moved(nodes_.size());
  const auto rename = [&moved](ZId& id) {
    if (id) id = moved[id.value];
  };
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (!used[i]) continue;
    moved[i] = ZId{static_cast<uint32_t>(program.nodes.size())};
    ZNode node = std::move(nodes_[i]);
    rename(node.a);
    rename(node.b);
    rename(node.c);
    program.nodes.push_back(std::move(node));
  }
  for (ZOutput& output : outputs) {
    rename(output.num);
    rename(output.den);
  }
  rename(failure);
  program.outputs = std::move(outputs);
  program.failure = failure;
  return program;
}

}  // namespace smcost::lower
