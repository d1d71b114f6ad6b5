// The machine form of a shape: integers only. Every scale has become an explicit
// multiplication, every node carries a proved interval and the width that holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/base/id.h"
#include "lang/base/rational.h"

namespace smcost::lower {

using ZId = base::Id<struct ZTag>;

enum class ZOp : uint8_t {
  col,        // payload: column
  k,          // constant
  add, sub, mul,
  min, max,
  lt, le, eq,  // 0 or 1
  sel,        // a != 0 ? b : c
  div_round,  // a / b to an integer under `mode`; b > 0 is proved
  is_zero,
};

struct Interval {
  base::Integer lo, hi;
};

struct ZNode {
  ZOp op = ZOp::k;
  base::RoundingMode mode = base::RoundingMode::down;
  ZId a, b, c;
  uint32_t column = 0;
  Interval range;      // a constant: lo = hi
  uint32_t width = 64;  // bits that hold `range`: 64, 128 or 256
};

// One output: value = num * scale, or num / den * scale.
struct ZOutput {
  ZId num, den;
  base::Rational scale;
};

struct ZProgram {
  std::vector<ZNode> nodes;  // operands first, none unused
  std::vector<ZOutput> outputs;
  ZId failure;               // per row 0 or the failure; none when nothing can fail

  const ZNode& operator[](ZId id) const { return nodes[id.value]; }
};

// The program as text, with widths and without intervals: programs of equal text have
// equal code, whatever their figures.
std::string print(const ZProgram& program);

// Makes nodes: equal nodes once, constants folded, each with interval and width. Once a
// node does not prove within 256 bits, `proved` is false and the program is worth nothing.
class ZBuilder {
 public:
  ZId column(uint32_t column, const Interval& range);
  ZId constant(const base::Integer& value);
  ZId make(ZOp op, ZId a, ZId b = {}, ZId c = {});
  ZId divRound(ZId a, ZId b, base::RoundingMode mode);

  const Interval& range(ZId id) const { return nodes_[id.value].range; }
  bool isConstant(ZId id) const { return nodes_[id.value].op == ZOp::k; }
  bool isConstant(ZId id, int value) const { return isConstant(id) && range(id).lo == value; }
  bool proved() const { return proved_; }
  void giveUp() { proved_ = false; }

  // The nodes that outputs and failure need.
  ZProgram finish(std::vector<ZOutput> outputs, ZId failure);

 private:
  struct Key {
    ZOp op;
    base::RoundingMode mode;
    uint32_t a, b, c, column;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    size_t operator()(const Key& key) const noexcept;
  };
  ZId intern(ZNode node);
  ZId simplify(ZOp op, ZId a, ZId b, ZId c);

  std::vector<ZNode> nodes_;
  std::unordered_map<Key, ZId, KeyHash> ids_;
  std::unordered_map<std::string, ZId> constants_;
  bool proved_ = true;
};

}  // namespace smcost::lower
