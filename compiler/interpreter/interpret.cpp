#include "compiler/interpreter/interpret.h"

#include <algorithm>
#include <vector>

#include "compiler/interpreter/integers.h"
#include "lang/base/check.h"
#include "lang/base/interrupt.h"

namespace smcost::interpreter {

namespace {

using lower::ZId;
using lower::ZNode;
using lower::ZOp;
using lower::ZProgram;

// The values of a row's nodes, all in one type that is proved to hold each: the widths of
// nodes are of no other account here.
template <class Int>
class Frame {
 public:
  explicit Frame(const ZProgram& program) : program_(program), values_(program.nodes.size()) {
    for (size_t i = 0; i < values_.size(); ++i) {
      const ZNode& node = program.nodes[i];
      if (node.op != ZOp::k) continue;
      uint64_t limbs[Int256::kLimbs];
      lower::storeInteger(node.range.lo, node.width, limbs);
      values_[i] = load<Int>(limbs, node.width);
    }
  }

  void run(const void* const* cols, size_t row) {
    for (size_t i = 0; i < values_.size(); ++i) {
      const ZNode& node = program_.nodes[i];
      if (node.op == ZOp::k) continue;
      values_[i] = node.op == ZOp::col ? loadCell(node, cols[node.column], row) : compute(node);
    }
  }

  void storeOutputs(void* const* outs, size_t row) const {
    size_t place = 0;
    for (const lower::ZOutput& output : program_.outputs) {
      storeCell(output.num, outs[place++], row);
      if (output.den) storeCell(output.den, outs[place++], row);
    }
  }

  uint32_t failure() const {
    uint64_t limb = 0;
    store(values_[program_.failure.value], 64, &limb);
    return static_cast<uint32_t>(limb);
  }

 private:
  Int compute(const ZNode& node) const {
    const auto value = [this](ZId id) -> const Int& { return values_[id.value]; };
    switch (node.op) {
      case ZOp::add: return value(node.a) + value(node.b);
      case ZOp::sub: return value(node.a) - value(node.b);
      case ZOp::mul: return value(node.a) * value(node.b);
      case ZOp::min: return value(node.a) < value(node.b) ? value(node.a) : value(node.b);
      case ZOp::max: return value(node.b) < value(node.a) ? value(node.a) : value(node.b);
      case ZOp::lt: return value(node.a) < value(node.b) ? 1 : 0;
      case ZOp::le: return value(node.a) <= value(node.b) ? 1 : 0;
      case ZOp::eq: return value(node.a) == value(node.b) ? 1 : 0;
      case ZOp::sel: return value(node.a) == Int{0} ? value(node.c) : value(node.b);
      case ZOp::div_round: return divideRounded(value(node.a), value(node.b), node.mode);
      case ZOp::is_zero: return value(node.a) == Int{0} ? 1 : 0;
      case ZOp::col:
      case ZOp::k: break;
    }
    SMCOST_CHECK(false, "columns and constants are not computed");
    return 0;
  }

  static Int loadCell(const ZNode& node, const void* column, size_t row) {
    return load<Int>(static_cast<const uint64_t*>(column) + row * (node.width / 64), node.width);
  }

  void storeCell(ZId id, void* column, size_t row) const {
    const uint32_t width = program_[id].width;
    store(values_[id.value], width, static_cast<uint64_t*>(column) + row * (width / 64));
  }

  const ZProgram& program_;
  std::vector<Int> values_;
};

template <class Int>
uint8_t run(const ZProgram& program, const void* const* cols, void* const* outs, uint32_t* site, int64_t begin, int64_t end) {
  Frame<Int> frame(program);
  bool failed = false;
  for (auto row = static_cast<size_t>(begin); row < static_cast<size_t>(end); ++row) {
    base::checkInterrupt();
    frame.run(cols, row);
    frame.storeOutputs(outs, row);
    if (!program.failure) continue;
    site[row] = frame.failure();
    failed |= site[row] != 0;
  }
  return failed ? 1 : 0;
}

}  // namespace

uint8_t interpret(const ZProgram& program, const void* const* cols, void* const* outs, uint32_t* site, int64_t begin,
                  int64_t end) {
  const bool is_wide = std::any_of(program.nodes.begin(), program.nodes.end(), [](const ZNode& node) { return node.width > 128; });
  return is_wide ? run<Int256>(program, cols, outs, site, begin, end) : run<Int128>(program, cols, outs, site, begin, end);
}

}  // namespace smcost::interpreter
