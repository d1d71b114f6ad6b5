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

bool isConstant(const Line& line) { return sgn(line.slope) == 0; }
bool isMultiple(const Line& a, const Line& b) { return a.value * b.slope == a.slope * b.value; }
// One of them is constant.
Line product(const Line& a, const Line& b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
// Of one that is a multiple of another, which is not 0 everywhere.
Rational multipleOf(const Line& a, const Line& b) { return sgn(b.slope) != 0 ? Rational(a.slope / b.slope) : Rational(a.value / b.value); }

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

void Straightener::set(Known& own, const Line& line, const Line& under) {
  own.under = {1, 0};
  if (isMultiple(line, under)) {
    own.line = {multipleOf(line, under), 0};
  } else if (isConstant(under)) {
    own.line = {line.value / under.value, line.slope / under.value};
  } else {
    own.line = line;
    own.under = under;
  }
}

void Straightener::multiply(Known& own, const Known& a, const Known& b) {
  Line x = a.line, y = b.line, under_x = a.under, under_y = b.under;
  const auto cancel = [](Line& over, Line& under) {
    if (!isMultiple(over, under)) return;
    over = {multipleOf(over, under), 0};
    under = {1, 0};
  };
  cancel(x, under_y);
  cancel(y, under_x);
  const bool fits = (isConstant(x) || isConstant(y)) && (isConstant(under_x) || isConstant(under_y));
  if (fits) set(own, product(x, y), product(under_x, under_y));
  else own.kind = Kind::bent;
}

void Straightener::divide(Known& own, const Known& a, const Known& b) {
  std::optional<Rational> known = b.length;
  const int sign = signOf(b.line, known);
  shorten(own.length, known);
  shorten(own.sound, known);
  if (sign == 0) {
    own.kind = Kind::fails;
    return;
  }
  Known inverse;
  set(inverse, b.under, b.line);
  multiply(own, a, inverse);
}

Straightener::Known Straightener::difference(const Known& a, const Known& b) {
  Known own;
  if (isMultiple(a.under, b.under)) {
    const Rational by = multipleOf(a.under, b.under);
    set(own, {a.line.value - by * b.line.value, a.line.slope - by * b.line.slope}, a.under);
    return own;
  }
  const bool fits = (isConstant(a.line) || isConstant(b.under)) && (isConstant(b.line) || isConstant(a.under)) && (isConstant(a.under) || isConstant(b.under));
  if (!fits) {
    own.kind = Kind::bent;
    return own;
  }
  const Line left = product(a.line, b.under), right = product(b.line, a.under);
  set(own, {left.value - right.value, left.slope - right.slope}, product(a.under, b.under));
  return own;
}

// The sign of a - b. What a quotient is divided by keeps its own as far as it goes.
int Straightener::compare(Known& own, const Known& a, const Known& b) {
  const Known less = difference(a, b);
  if (less.kind != Kind::straight) own.kind = less.kind;
  return signOf(less.line, own.length) * signOf(less.under, own.length);
}

// Steps of all modes lie at halves of the quantum.
void Straightener::round(Known& own, const Line& a, const Rational& quantum, base::RoundingMode mode) {
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
    const bool decides = step.op == Op::select && operand == step.a;
    shorten(own.length, known_[operand].length);
    shorten(own.sound, decides ? known_[operand].length : known_[operand].sound);
    if (own.kind == Kind::straight) own.kind = known_[operand].kind;
  }
  if (own.kind == Kind::straight && step.a != kNone) combine(own, step, arm);
  if (own.kind != Kind::straight) own.sound = own.length;
  known_[slot] = std::move(own);
}

void Straightener::combine(Known& own, const Step& step, uint32_t arm) {
  const Known& a = known_[step.a];
  const Known& b = step.b != kNone ? known_[step.b] : a;
  const auto take = [&](const Known& other) {
    own.line = other.line;
    own.under = other.under;
  };
  const auto subtract = [&](const Known& other) {
    const Known less = difference(a, other);
    if (less.kind == Kind::straight) take(less);
    else own.kind = less.kind;
  };
  const auto say = [&](bool truth) { own.line = {truth ? 1 : 0, 0}; };
  // Such asks whether a figure fails, and for none of its bends.
  if (step.a == step.b && (step.op == Op::le || step.op == Op::eq)) {
    own.length = own.sound;
    return say(true);
  }
  Known minus = b;
  minus.line = {-b.line.value, -b.line.slope};
  switch (step.op) {
    case Op::add: subtract(minus); break;
    case Op::sub: subtract(b); break;
    case Op::mul: multiply(own, a, b); break;
    case Op::div: divide(own, a, b); break;
    case Op::min: take(compare(own, a, b) <= 0 ? a : b); break;
    case Op::max: take(compare(own, a, b) >= 0 ? a : b); break;
    case Op::lt: say(compare(own, a, b) < 0); break;
    case Op::le: say(compare(own, a, b) <= 0); break;
    case Op::eq: say(compare(own, a, b) == 0); break;
    case Op::not_: own.line = {1 - a.line.value, 0}; break;
    case Op::select: take(known_[arm]); break;
    case Op::round:
      if (a.isStraight()) round(own, a.line, b.line.value, step.mode);
      else own.kind = Kind::bent;
      break;
    case Op::retag: take(a); break;
    case Op::constant:
    case Op::param: break;
  }
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
    if (!known_[slot].isStraight()) {
      all.kind = Kind::bent;
      return all;
    }
    all.outputs.push_back(known_[slot].line);
  }
  return all;
}

}  // namespace smcost::total
