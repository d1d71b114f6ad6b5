#include "compiler/lower/decided.h"

#include <utility>
#include <vector>

#include "lang/base/check.h"

namespace smcost::lower {

namespace {

class Folder {
 public:
  explicit Folder(const ZProgram& program) : program_(program) {}

  ZProgram run() {
    for (const ZNode& node : program_.nodes) moved_.push_back(known(moved(node)));
    std::vector<ZOutput> outputs;
    for (const ZOutput& output : program_.outputs) outputs.push_back({at(output.num), at(output.den), output.scale});
    ZId failure = at(program_.failure);
    if (failure && z_.isConstant(failure, 0)) failure = {};
    SMCOST_CHECK(z_.proved(), "less than what is proved is proved");
    return z_.finish(std::move(outputs), failure);
  }

 private:
  ZId at(ZId id) const { return id ? moved_[id.value] : ZId{}; }

  // A number that is always the same is a constant.
  ZId known(ZId id) {
    const Interval& range = z_.range(id);
    return range.lo == range.hi && !z_.isConstant(id) ? z_.constant(base::Integer(range.lo)) : id;
  }

  ZId moved(const ZNode& node) {
    const ZId a = at(node.a), b = at(node.b), c = at(node.c);
    switch (node.op) {
      case ZOp::k: return z_.constant(node.range.lo);
      case ZOp::col: return z_.column(node.column, node.range);
      case ZOp::div_round: return z_.divRound(a, b, node.mode);
      case ZOp::min:
        if (z_.range(a).hi <= z_.range(b).lo) return a;
        return z_.range(b).hi <= z_.range(a).lo ? b : z_.make(node.op, a, b);
      case ZOp::max:
        if (z_.range(a).lo >= z_.range(b).hi) return a;
        return z_.range(b).lo >= z_.range(a).hi ? b : z_.make(node.op, a, b);
      case ZOp::le:
      case ZOp::eq:
        return a == b ? z_.constant(1) : z_.make(node.op, a, b);
      case ZOp::sel:
        // That of a number, which is no truth value and has no zero.
        if (z_.range(a).lo > 0 || z_.range(a).hi < 0) return b;
        return z_.make(node.op, a, b, c);
      default: return z_.make(node.op, a, b, c);
    }
  }

  const ZProgram& program_;
  ZBuilder z_;
  std::vector<ZId> moved_;   // per node of the program
};

}  // namespace

ZProgram withoutDecided(const ZProgram& program) { return Folder(program).run(); }

}  // namespace smcost::lower
