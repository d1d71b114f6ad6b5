#include <fmt/format.h>

#include <iterator>

#include "compiler/lower/z_program.h"

namespace smcost::lower {

namespace {

std::string_view name(ZOp op) {
  switch (op) {
    case ZOp::col: return "Col";
    case ZOp::k: return "K";
    case ZOp::add: return "Add";
    case ZOp::sub: return "Sub";
    case ZOp::mul: return "Mul";
    case ZOp::min: return "Min";
    case ZOp::max: return "Max";
    case ZOp::lt: return "Lt";
    case ZOp::le: return "Le";
    case ZOp::eq: return "Eq";
    case ZOp::sel: return "Sel";
    case ZOp::div_round: return "DivRound";
    case ZOp::is_zero: return "IsZero";
  }
  return {};
}

}  // namespace

std::string print(const ZProgram& program) {
  std::string text;
  auto out = std::back_inserter(text);
  for (size_t i = 0; i < program.nodes.size(); ++i) {
    const ZNode& node = program.nodes[i];
    fmt::format_to(out, "%{} : i{} = {}", i, node.width, name(node.op));
    if (node.op == ZOp::col) fmt::format_to(out, " #{}", node.column);
    if (node.op == ZOp::k) fmt::format_to(out, " {}", node.range.lo.get_str());
    if (node.op == ZOp::div_round) fmt::format_to(out, " {}", base::roundingModeName(node.mode));
    for (const ZId operand : {node.a, node.b, node.c}) {
      if (operand) fmt::format_to(out, " %{}", operand.value);
    }
    text += '\n';
  }
  for (const ZOutput& output : program.outputs) {
    fmt::format_to(out, "out %{}", output.num.value);
    if (output.den) fmt::format_to(out, " / %{}", output.den.value);
    text += '\n';
  }
  if (program.failure) fmt::format_to(out, "failure %{}\n", program.failure.value);
  return text;
}

}  // namespace smcost::lower
