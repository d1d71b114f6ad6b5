#include <fmt/format.h>

#include <unordered_map>

#include "lang/program/expr.h"

namespace smcost::program {

namespace {

// A text longer than this gets a line and a name of its own.
constexpr size_t kLongText = 100;

std::string_view infix(Op op) {
  switch (op) {
    case Op::add: return "+";
    case Op::sub: return "-";
    case Op::mul: return "*";
    case Op::div: return "/";
    case Op::lt: return "<";
    case Op::le: return "<=";
    case Op::eq: return "==";
    default: return {};
  }
}

class ShapePrinter {
 public:
  ShapePrinter(const ExprPool& pool, const Shape& shape) : pool_(pool), shape_(shape) {}

  std::string run() {
    std::string params;
    for (const ShapeParam& param : shape_.params) {
      params += params.empty() ? "" : ", ";
      params += param.name;
    }
    out_ = fmt::format("{}({}):\n", shape_.name, params);
    const std::vector<ExprId> order = evaluationOrder(pool_, shape_);
    for (const ExprId id : order) countUses(id);
    for (const ExprId id : order) printNode(id);
    for (const Requirement& requirement : shape_.requirements) {
      out_ += fmt::format("  require {} else \"{}\"\n", text(requirement.condition),
                          shape_.sites[requirement.site].text);
    }
    for (size_t i = 0; i < shape_.outputs.size(); ++i) {
      out_ += fmt::format("  {} = {}\n", shape_.output_names[i], text(shape_.outputs[i]));
    }
    return std::move(out_);
  }

 private:
  struct Text {
    std::string text;
    bool atom = false;
  };

  void countUses(ExprId id) {
    const Expr& expr = pool_[id];
    for (const ExprId operand : {expr.a, expr.b, expr.c}) {
      if (operand) ++uses_[operand.value];
    }
  }

  // Texts grow with the tree, not with the paths through it: what is shared or long is named.
  void printNode(ExprId id) {
    Text& made = texts_[id.value];
    made = {describe(id), pool_[id].op == Op::constant || pool_[id].op == Op::param};
    if (made.atom || (uses_[id.value] < 2 && made.text.size() <= kLongText)) return;
    const std::string name = fmt::format("${}", ++names_);
    out_ += fmt::format("  {} = {}\n", name, made.text);
    made = {name, true};
  }

  const std::string& text(ExprId id) const { return texts_.at(id.value).text; }
  std::string operand(ExprId id) const {
    const Text& of = texts_.at(id.value);
    return of.atom ? of.text : fmt::format("({})", of.text);
  }

  std::string describe(ExprId id) const {
    const Expr& e = pool_[id];
    switch (e.op) {
      case Op::constant:
        return base::toExactString(pool_.constantValue(id));
      case Op::param:
        return e.payload < shape_.params.size() ? shape_.params[e.payload].name : fmt::format("#{}", e.payload);
      case Op::min:
        return fmt::format("min {} {}", operand(e.a), operand(e.b));
      case Op::max:
        return fmt::format("max {} {}", operand(e.a), operand(e.b));
      case Op::not_:
        return fmt::format("not {}", operand(e.a));
      case Op::select:
        return fmt::format("if {} then {} else {}", operand(e.a), operand(e.b), operand(e.c));
      case Op::round:
        return fmt::format("round {} {} to {}", base::roundingModeName(e.mode), operand(e.a), operand(e.b));
      case Op::retag:
        return fmt::format("retag {}", operand(e.a));
      default:
        return fmt::format("{} {} {}", operand(e.a), infix(e.op), operand(e.b));
    }
  }

  const ExprPool& pool_;
  const Shape& shape_;
  std::string out_;
  std::unordered_map<uint32_t, uint32_t> uses_;
  std::unordered_map<uint32_t, Text> texts_;
  uint32_t names_ = 0;
};

}  // namespace

std::string print(const ExprPool& pool, const Shape& shape) { return ShapePrinter(pool, shape).run(); }

}  // namespace smcost::program
