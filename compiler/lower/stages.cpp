#include "compiler/lower/stages.h"

#include <algorithm>
#include <utility>

namespace smcost::lower {

namespace {

// On which columns a node depends.
constexpr uint8_t kNothing = 0, kOuter = 1, kInner = 2, kBoth = 3;

class Parter {
 public:
  Parter(const ZProgram& program, const std::vector<bool>& is_outer) : program_(program) {
    for (const ZNode& node : program.nodes) {
      uint8_t reach = kNothing;
      if (node.op == ZOp::col) reach = is_outer[node.column] ? kOuter : kInner;
      for (const ZId operand : {node.a, node.b, node.c}) reach = static_cast<uint8_t>(reach | reachOf(operand));
      reach_.push_back(reach);
    }
    // With one group there is nothing to hoist.
    if (std::find(is_outer.begin(), is_outer.end(), true) != is_outer.end()) return;
    for (size_t i = 0; i < reach_.size(); ++i) {
      if (program.nodes[i].op != ZOp::col && reach_[i] == kInner) reach_[i] = kBoth;
    }
  }

  Stages run() {
    markTerms();
    Stages stages;
    column_.resize(program_.nodes.size());
    for (const bool is_outer : {true, false}) {
      std::vector<ZOutput> outputs;
      for (uint32_t i = 0; i < program_.nodes.size(); ++i) {
        if (!is_term_[i] || reach_[i] != (is_outer ? kOuter : kInner)) continue;
        const bool is_computed = program_.nodes[i].op != ZOp::col;
        column_[i] = static_cast<uint32_t>(stages.terms.size());
        stages.terms.push_back({is_outer, is_computed, is_computed ? static_cast<uint32_t>(outputs.size()) : program_.nodes[i].column});
        if (is_computed) outputs.push_back({ZId{i}, {}, base::Rational(1)});
      }
      (is_outer ? stages.outer : stages.inner) = copyOf(outputs, {}, false);
    }
    stages.both = copyOf(program_.outputs, program_.failure, true);
    return stages;
  }

 private:
  uint8_t reachOf(ZId id) const { return id ? reach_[id.value] : kNothing; }
  bool isSingle(uint32_t i) const { return reach_[i] == kOuter || reach_[i] == kInner; }

  // A term is what depends on one group and is asked for by what depends on both, or from outside.
  void markTerms() {
    is_term_.resize(program_.nodes.size());
    const auto mark = [this](ZId id) {
      if (id && isSingle(id.value)) is_term_[id.value] = true;
    };
    for (size_t i = 0; i < program_.nodes.size(); ++i) {
      if (reach_[i] != kBoth) continue;
      for (const ZId operand : {program_.nodes[i].a, program_.nodes[i].b, program_.nodes[i].c}) mark(operand);
    }
    for (const ZOutput& output : program_.outputs) {
      mark(output.num);
      mark(output.den);
    }
    mark(program_.failure);
  }

  // What the outputs need; with terms as columns, or down to the program's own columns.
  ZProgram copyOf(const std::vector<ZOutput>& outputs, ZId failure, bool has_terms) {
    ZBuilder z;
    std::vector<ZId> moved;
    for (uint32_t i = 0; i < program_.nodes.size(); ++i) moved.push_back(copy(z, i, moved, has_terms));
    const auto at = [&moved](ZId id) { return id ? moved[id.value] : ZId{}; };
    std::vector<ZOutput> placed;
    for (const ZOutput& output : outputs) placed.push_back({at(output.num), at(output.den), output.scale});
    return z.finish(std::move(placed), at(failure));
  }

  ZId copy(ZBuilder& z, uint32_t i, const std::vector<ZId>& moved, bool has_terms) const {
    const ZNode& node = program_.nodes[i];
    if (has_terms && is_term_[i]) return z.column(column_[i], node.range);
    const auto at = [&moved](ZId id) { return id ? moved[id.value] : ZId{}; };
    switch (node.op) {
      case ZOp::k: return z.constant(node.range.lo);
      case ZOp::col: return z.column(node.column + (has_terms ? kOwnColumns : 0), node.range);
      case ZOp::div_round: return z.divRound(at(node.a), at(node.b), node.mode);
      default: return z.make(node.op, at(node.a), at(node.b), at(node.c));
    }
  }

  // Of what lies below terms and is cut off: apart from the numbers of terms.
  static constexpr uint32_t kOwnColumns = 1U << 20;

  const ZProgram& program_;
  std::vector<uint8_t> reach_;      // per node
  std::vector<bool> is_term_;
  std::vector<uint32_t> column_;    // of a term, in `both`
};

}  // namespace

Stages stagesOf(const ZProgram& program, const std::vector<bool>& is_outer) { return Parter(program, is_outer).run(); }

}  // namespace smcost::lower
