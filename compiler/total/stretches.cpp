#include "compiler/total/stretches.h"

#include <unordered_map>

namespace smcost::total {

namespace {

using base::Rational;
using program::Op;
using Kind = Stretch::Kind;

constexpr uint32_t kNone = UINT32_MAX;

void shorten(std::optional<Rational>& length, const std::optional<Rational>& other) {
  if (other && (!length || *other < *length)) length = other;
}

// The sign just behind the begin, until which it stays.
int signOf(const Line& line, std::optional<Rational>& length) {
  const int sign = sgn(line.value), way = sgn(line.slope);
  if (sign != 0 && way == -sign) shorten(length, Rational(-line.value / line.slope));
  return sign != 0 ? sign : way;
}

Line difference(const Line& a, const Line& b) { return {a.value - b.value, a.slope - b.slope}; }

}  // namespace

Straightener::Straightener(const program::ExprPool& pool, const program::Shape& shape) {
  std::unordered_map<uint32_t, uint32_t> slots;
  const auto slotOf = [&](program::ExprId id) { return id.isNone() ? kNone : slots.at(id.value); };
  for (const program::ExprId id : program::evaluationOrder(pool, shape)) {
    const program::Expr& expr = pool[id];
    slots.emplace(id.value, static_cast<uint32_t>(steps_.size()));
    steps_.push_back({expr.op, expr.mode, slotOf(expr.a), slotOf(expr.b), slotOf(expr.c), expr.op == Op::constant ? &pool.constantValue(id) : nullptr});
  }
  for (const program::Requirement& requirement : shape.requirements) requirements_.push_back(slotOf(requirement.condition));
  for (const program::ExprId output : shape.outputs) outputs_.push_back(slotOf(output));
  known_.resize(steps_.size());
}

void Straightener::divide(Known& own, const Known& a, const Known& b) const {
  const Line &x = a.line, &y = b.line;
  if (signOf(y, own.length) == 0) own.kind = Kind::fails;
  else if (sgn(y.slope) == 0) own.line = {x.value / y.value, x.slope / y.value};
  else if (x.value * y.slope == x.slope * y.value) own.line = {x.slope / y.slope, 0};
  else own.kind = Kind::bent;
}

// Steps of all modes lie at halves of the quantum.
void Straightener::round(Known& own, const Line& a, const Rational& quantum, base::RoundingMode mode) const {
  if (sgn(a.slope) == 0) {
    own.line = {base::roundTo(a.value, quantum, mode), 0};
    return;
  }
  const Rational half = quantum / 2;
  const bool is_rising = sgn(a.slope) > 0;
  const Rational last = base::roundTo(a.value, half, is_rising ? base::RoundingMode::floor : base::RoundingMode::ceil);
  const Rational length = (last + (is_rising ? half : Rational(-half)) - a.value) / a.slope;
  shorten(own.length, length);
  own.line = {base::roundTo(a.after(length / 2), quantum, mode), 0};
}

void Straightener::follow(uint32_t slot, const Rational& x) {
  const Step& step = steps_[slot];
  Known own;
  if (step.op == Op::constant) own.line = {*step.constant, 0};
  if (step.op == Op::param) own.line = {x, 1};
  // The arm that is not chosen does not count.
  uint32_t arm = kNone;
  if (step.op == Op::select && known_[step.a].kind == Kind::straight) arm = sgn(known_[step.a].line.value) != 0 ? step.b : step.c;
  for (const uint32_t operand : {step.a, step.op == Op::select ? arm : step.b}) {
    if (operand == kNone) continue;
    shorten(own.length, known_[operand].length);
    if (own.kind == Kind::straight) own.kind = known_[operand].kind;
  }
  if (own.kind == Kind::straight && step.a != kNone) {
    const Line& a = known_[step.a].line;
    const Line& b = step.b != kNone ? known_[step.b].line : a;
    switch (step.op) {
      case Op::add: own.line = {a.value + b.value, a.slope + b.slope}; break;
      case Op::sub: own.line = difference(a, b); break;
      case Op::mul:
        if (sgn(a.slope) != 0 && sgn(b.slope) != 0) own.kind = Kind::bent;
        else own.line = {a.value * b.value, a.slope * b.value + a.value * b.slope};
        break;
      case Op::div: divide(own, known_[step.a], known_[step.b]); break;
      case Op::min: own.line = signOf(difference(a, b), own.length) <= 0 ? a : b; break;
      case Op::max: own.line = signOf(difference(a, b), own.length) >= 0 ? a : b; break;
      case Op::lt: own.line = {signOf(difference(a, b), own.length) < 0 ? 1 : 0, 0}; break;
      case Op::le: own.line = {signOf(difference(a, b), own.length) <= 0 ? 1 : 0, 0}; break;
      case Op::eq: own.line = {signOf(difference(a, b), own.length) == 0 ? 1 : 0, 0}; break;
      case Op::not_: own.line = {1 - a.value, 0}; break;
      case Op::select: own.line = known_[arm].line; break;
      case Op::round: round(own, a, b.value, step.mode); break;
      case Op::retag: own.line = a; break;
      case Op::constant:
      case Op::param: break;
    }
  }
  known_[slot] = std::move(own);
}

Stretch Straightener::from(const Rational& x) {
  for (uint32_t slot = 0; slot < steps_.size(); ++slot) follow(slot, x);
  Stretch all;
  const auto take = [&](const Known& known, bool is_required) {
    shorten(all.length, known.length);
    all.kind = is_required && known.kind == Kind::straight && sgn(known.line.value) == 0 ? Kind::fails : known.kind;
    return all.kind == Kind::straight;
  };
  for (const uint32_t slot : requirements_) {
    if (!take(known_[slot], true)) return all;
  }
  for (const uint32_t slot : outputs_) {
    if (!take(known_[slot], false)) return all;
    all.outputs.push_back(known_[slot].line);
  }
  return all;
}

}  // namespace smcost::total
