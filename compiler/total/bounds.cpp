#include "compiler/total/bounds.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "lang/base/check.h"
#include "lang/base/interrupt.h"

namespace smcost::total {

namespace {

using base::Rational;
using program::Op;

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kMostGridBits = 128;

Interval truth(bool always, bool never) {
  if (always) return Interval::at(1);
  return never ? Interval::at(0) : Interval{Rational(0), Rational(1)};
}

// a < b, a <= b everywhere.
bool isBelow(const Interval& a, const Interval& b) { return a.high && b.low && *a.high < *b.low; }
bool isUpTo(const Interval& a, const Interval& b) { return a.high && b.low && *a.high <= *b.low; }

Interval rounded(const Interval& a, const Rational& quantum, base::RoundingMode mode) {
  Interval made;
  if (a.low) made.low = base::roundTo(*a.low, quantum, mode);
  if (a.high) made.high = base::roundTo(*a.high, quantum, mode);
  return made;
}

bool isRising(const Interval& slope) { return slope.isNotBelow(0); }
bool isFalling(const Interval& slope) { return slope.isNotAbove(0); }

// Of something that goes the same way, in steps.
Interval wayOf(const Interval& slope) {
  if (slope.isZero()) return slope;
  if (isRising(slope)) return Interval::rising();
  return isFalling(slope) ? Interval::falling() : Interval{};
}

Direction directionOf(const Interval& slope) {
  if (slope.isZero()) return Direction::constant;
  if (isRising(slope)) return Direction::rising;
  return isFalling(slope) ? Direction::falling : Direction::unknown;
}

// a2 / b2 - a1 / b1 = (a2 - a1) / b2 - a1 / b1 * (b2 - b1) / b2
Interval slopeOfQuotient(const Interval& a_slope, const Interval& b_slope, const Interval& quotient, const Interval& divisor) {
  return a_slope / divisor - quotient * b_slope / divisor;
}

std::optional<Rational> commonGrid(const std::optional<Rational>& a, const std::optional<Rational>& b) {
  if (!a || !b) return std::nullopt;
  if (sgn(*a) == 0) return b;
  if (sgn(*b) == 0) return a;
  Rational grid = base::gcd(*a, *b);
  if (base::bitSize(grid) > kMostGridBits) return std::nullopt;
  return grid;
}

}  // namespace

bool OutputBounds::isMonotone() const {
  return std::none_of(directions.begin(), directions.end(), [](Direction one) { return one == Direction::unknown; });
}

Bounder::Bounder(const program::ExprPool& pool, const program::Shape& shape) : params_(shape.params.size()) {
  std::unordered_map<uint32_t, uint32_t> slots;
  const auto slotOf = [&](program::ExprId id) { return id.isNone() ? kNone : slots.at(id.value); };
  for (const program::ExprId id : program::evaluationOrder(pool, shape)) {
    const program::Expr& expr = pool[id];
    Step step{expr.op, expr.mode, slotOf(expr.a), slotOf(expr.b), slotOf(expr.c), expr.payload, nullptr, {}};
    if (expr.op == Op::constant) step.constant = &pool.constantValue(id);
    if (expr.op == Op::param) step.params = {expr.payload};
    for (const uint32_t operand : {step.a, step.b, step.c}) {
      if (operand == kNone) continue;
      std::vector<uint32_t> both;
      std::set_union(step.params.begin(), step.params.end(), steps_[operand].params.begin(), steps_[operand].params.end(), std::back_inserter(both));
      step.params = std::move(both);
    }
    slots.emplace(id.value, static_cast<uint32_t>(steps_.size()));
    steps_.push_back(std::move(step));
  }
  for (const program::Requirement& requirement : shape.requirements) requirements_.push_back(slotOf(requirement.condition));
  for (const program::ExprId output : shape.outputs) outputs_.push_back(slotOf(output));
  for (uint32_t slot = 0; slot < steps_.size(); ++slot) shares_.push_back(steps_[slot].op == Op::mul ? shareIn(steps_[slot]) : std::nullopt);
  known_.resize(steps_.size());
}

// The quotient that an arm is, wherever it counts: `x / y`, or `0 < y ? x / y : …`; kNone: another thing.
uint32_t Bounder::quotientOf(uint32_t arm) const {
  const Step& step = steps_[arm];
  if (step.op == Op::div) return arm;
  if (step.op != Op::select || steps_[step.a].op != Op::lt || steps_[step.b].op != Op::div) return kNone;
  const Step& condition = steps_[step.a];
  const bool is_sign = steps_[condition.a].op == Op::constant && sgn(*steps_[condition.a].constant) == 0;
  return is_sign && condition.b == steps_[step.b].b ? step.b : kNone;
}

// `x * (has < x * c ? has / (x * c) : 1)`, which is the least of x and has / c, if has is not below 0.
std::optional<Bounder::Share> Bounder::shareIn(const Step& product) const {
  for (const auto& [whole, part] : {std::pair(product.a, product.b), std::pair(product.b, product.a)}) {
    const Step& given = steps_[part];
    if (given.op != Op::select || steps_[given.a].op != Op::lt) continue;
    const uint32_t has = steps_[given.a].a, wanted = steps_[given.a].b, quotient = quotientOf(given.b);
    if (quotient == kNone || steps_[quotient].a != has || steps_[quotient].b != wanted) continue;
    if (steps_[given.c].op != Op::constant || *steps_[given.c].constant != 1) continue;
    if (wanted == whole) return Share{whole, has, Rational(1)};
    const Step& scaled = steps_[wanted];
    if (scaled.op != Op::mul) continue;
    for (const auto& [x, c] : {std::pair(scaled.a, scaled.b), std::pair(scaled.b, scaled.a)}) {
      if (x == whole && steps_[c].op == Op::constant && sgn(*steps_[c].constant) > 0) return Share{whole, has, Rational(1 / *steps_[c].constant)};
    }
  }
  return std::nullopt;
}

const Interval& Bounder::range(uint32_t slot) const { return known_[slot].range; }

// What an arm can be where its condition holds.
Interval Bounder::armRange(uint32_t condition, uint32_t arm) const {
  Interval all = range(arm);
  const uint32_t quotient = quotientOf(arm);
  const Step& holds = steps_[condition];
  if (quotient == kNone || holds.op != Op::lt) return all;
  const Step& divided = steps_[quotient];
  if (!isSame(holds.b, divided.b) || !range(holds.a).isNotBelow(0)) return all;
  all = common(all, range(divided.a) / divisorUnder(condition, quotient));
  const Step& dividend = steps_[known_[divided.a].same_as];
  const bool is_part = isSame(divided.a, holds.a) || (dividend.op == Op::min && (isSame(dividend.a, divided.b) || isSame(dividend.b, divided.b)));
  return is_part && range(divided.a).isNotBelow(0) ? common(all, Interval{Rational(0), Rational(1)}) : all;
}

Interval Bounder::divisorUnder(uint32_t condition, uint32_t quotient) const {
  const Interval& least = range(steps_[condition].a);
  return common(range(steps_[quotient].b), Interval{least.low, std::nullopt});
}

Interval Bounder::armSlope(uint32_t condition, uint32_t arm, uint32_t param) const {
  const uint32_t quotient = quotientOf(arm);
  const Step& holds = steps_[condition];
  if (quotient == kNone || holds.op != Op::lt) return slopeOf(arm, param);
  const Step& divided = steps_[quotient];
  if (!isSame(holds.b, divided.b) || !range(holds.a).isNotBelow(0)) return slopeOf(arm, param);
  return slopeOfQuotient(slopeOf(divided.a, param), slopeOf(divided.b, param), armRange(condition, arm), divisorUnder(condition, quotient));
}

void Bounder::become(uint32_t slot, uint32_t other) {
  known_[slot].same_as = known_[other].same_as;
  known_[slot].range = known_[other].range;
  known_[slot].grid = known_[other].grid;
}

void Bounder::boundSelect(uint32_t slot) {
  const Step& step = steps_[slot];
  if (range(step.a).isNotBelow(1)) return become(slot, step.b);
  if (range(step.a).isNotAbove(0)) return become(slot, step.c);
  known_[slot].range = hull(armRange(step.a, step.b), range(step.c));
}

// Those that are the same everywhere are told from their operands.
bool Bounder::boundOrder(uint32_t slot) {
  const Step& step = steps_[slot];
  const Interval& a = range(step.a);
  const Interval& b = range(step.b);
  const bool same = isSame(step.a, step.b);
  Interval& made = known_[slot].range;
  switch (step.op) {
    case Op::lt: made = truth(isBelow(a, b), same || isUpTo(b, a)); return true;
    case Op::le: made = truth(same || isUpTo(a, b), isBelow(b, a)); return true;
    case Op::eq: made = truth(same || (a.isPoint() && a == b), isBelow(a, b) || isBelow(b, a)); return true;
    case Op::min:
      if (isUpTo(a, b) || same) become(slot, step.a);
      else if (isUpTo(b, a)) become(slot, step.b);
      else made = minOf(a, b);
      return true;
    case Op::max:
      if (isUpTo(a, b)) become(slot, step.b);
      else if (isUpTo(b, a) || same) become(slot, step.a);
      else made = maxOf(a, b);
      return true;
    default: return false;
  }
}

void Bounder::bound(uint32_t slot, const Box& box) {
  const Step& step = steps_[slot];
  Known& known = known_[slot];
  known.same_as = slot;
  known.grid = std::nullopt;
  switch (step.op) {
    case Op::constant: known.range = Interval::at(*step.constant); break;
    case Op::param: known.range = {box[step.param].low, box[step.param].high}; break;
    case Op::add: known.range = range(step.a) + range(step.b); break;
    case Op::sub: known.range = isSame(step.a, step.b) ? Interval::at(0) : range(step.a) - range(step.b); break;
    case Op::mul: {
      known.range = range(step.a) * range(step.b);
      if (const auto& share = shares_[slot]; share && range(share->has).isNotBelow(0)) {
        known.range = common(known.range, minOf(range(share->whole), range(share->has) * Interval::at(share->each)));
      }
      break;
    }
    case Op::div: known.range = range(step.a) / range(step.b); break;
    case Op::not_: known.range = Interval::at(1) - range(step.a); break;
    case Op::retag: become(slot, step.a); break;
    case Op::select: boundSelect(slot); break;
    case Op::round: {
      const Rational& quantum = *steps_[step.b].constant;
      const auto& grid = known_[step.a].grid;
      if (grid && base::isWhole(Rational(*grid / quantum))) become(slot, step.a);
      else known.range = rounded(range(step.a), quantum, step.mode);
      break;
    }
    default: boundOrder(slot);
  }
  if (known.same_as != slot) return;
  shorten(known.range);
  known.grid = gridOf(slot, box);
}

std::optional<Rational> Bounder::gridOf(uint32_t slot, const Box& box) const {
  const Step& step = steps_[slot];
  if (known_[slot].range.isPoint()) return Rational(abs(*known_[slot].range.low));
  switch (step.op) {
    case Op::param: {
      const Extent& extent = box[step.param];
      return extent.step ? commonGrid(Rational(abs(extent.low)), extent.step) : std::nullopt;
    }
    case Op::add: case Op::sub: case Op::min: case Op::max: return commonGrid(known_[step.a].grid, known_[step.b].grid);
    case Op::select: return commonGrid(known_[step.b].grid, known_[step.c].grid);
    case Op::round: return *steps_[step.b].constant;
    case Op::lt: case Op::le: case Op::eq: case Op::not_: return Rational(1);
    case Op::mul: {
      const auto &a = known_[step.a].grid, &b = known_[step.b].grid;
      if (!a || !b || base::bitSize(*a) + base::bitSize(*b) > kMostGridBits) return std::nullopt;
      return Rational(*a * *b);
    }
    default: return std::nullopt;
  }
}

void Bounder::boundFailures(uint32_t slot) {
  const Step& step = steps_[slot];
  Known& known = known_[slot];
  known.can_fail = known.must_fail = false;
  const auto take = [&](uint32_t operand) {
    if (operand == kNone) return;
    known.can_fail = known.can_fail || known_[operand].can_fail;
    known.must_fail = known.must_fail || known_[operand].must_fail;
  };
  take(step.a);
  if (step.op != Op::select) {
    take(step.b);
    take(step.c);
    if (step.op != Op::div) return;
    known.can_fail = known.can_fail || range(step.b).hasZero();
    known.must_fail = known.must_fail || range(step.b).isZero();
    return;
  }
  if (range(step.a).isNotBelow(1)) return take(step.b);
  if (range(step.a).isNotAbove(0)) return take(step.c);
  known.must_fail = known.must_fail || (known_[step.b].must_fail && known_[step.c].must_fail);
  bool arm_fails = known_[step.b].can_fail;
  if (const Step& arm = steps_[step.b]; arm.op == Op::div && steps_[step.a].op == Op::lt && isSame(steps_[step.a].b, arm.b) &&
                                        range(steps_[step.a].a).isNotBelow(0)) {
    arm_fails = known_[arm.a].can_fail || known_[arm.b].can_fail;   // its divisor is above 0
  }
  known.can_fail = known.can_fail || arm_fails || known_[step.c].can_fail;
}

Interval Bounder::slopeOf(uint32_t slot, uint32_t param) const {
  if (slot == kNone) return Interval::at(0);
  slot = known_[slot].same_as;
  const std::vector<uint32_t>& params = steps_[slot].params;
  const auto found = std::lower_bound(params.begin(), params.end(), param);
  if (found == params.end() || *found != param) return Interval::at(0);
  return known_[slot].slopes[found - params.begin()];
}

// Where it switches the value leaps from one arm's to the other's.
Interval Bounder::slopeOfSelect(const Step& step, uint32_t param) const {
  const Interval condition = slopeOf(step.a, param), left = armSlope(step.a, step.b, param), right = slopeOf(step.c, param);
  if (condition.isZero()) return hull(left, right);
  if (!isRising(condition) && !isFalling(condition)) return {};
  const Interval holding = armRange(step.a, step.b);
  const Interval& before = isRising(condition) ? range(step.c) : holding;
  const Interval& behind = isRising(condition) ? holding : range(step.c);
  if (isUpTo(before, behind) && isRising(left) && isRising(right)) return Interval::rising();
  if (isUpTo(behind, before) && isFalling(left) && isFalling(right)) return Interval::falling();
  return {};
}

Interval Bounder::ownSlope(uint32_t slot, uint32_t param) const {
  const Step& step = steps_[slot];
  if (step.op == Op::param) return Interval::at(1);
  if (step.op == Op::select) return slopeOfSelect(step, param);
  const Interval a = slopeOf(step.a, param), b = slopeOf(step.b, param);
  switch (step.op) {
    case Op::add: return a + b;
    case Op::sub: return a - b;
    case Op::min: case Op::max: return hull(a, b);
    case Op::mul: {
      // a2 * b2 - a1 * b1 = a2 * (b2 - b1) + (a2 - a1) * b1
      const Interval product = range(step.a) * b + a * range(step.b);
      const auto& share = shares_[slot];
      if (!share || !range(share->has).isNotBelow(0)) return product;
      const Interval whole = slopeOf(share->whole, param), has = slopeOf(share->has, param) * Interval::at(share->each);
      const Interval limit = range(share->has) * Interval::at(share->each);
      if (isUpTo(limit, range(share->whole))) return has;
      return isUpTo(range(share->whole), limit) ? whole : hull(whole, has);
    }
    case Op::div: return slopeOfQuotient(a, b, range(slot), range(step.b));
    case Op::lt: case Op::le: return wayOf(b - a);
    case Op::eq: return (b - a).isZero() ? Interval::at(0) : Interval{};
    case Op::not_: return Interval::at(0) - a;
    case Op::round: return wayOf(a);
    default: return {};
  }
}

void Bounder::run(const Box& box, bool with_slopes) {
  SMCOST_CHECK(box.size() == params_, "a box has an extent for each param");
  base::checkInterrupt();
  for (uint32_t slot = 0; slot < steps_.size(); ++slot) {
    bound(slot, box);
    boundFailures(slot);
    if (!with_slopes || known_[slot].same_as != slot) continue;
    std::vector<Interval>& slopes = known_[slot].slopes;
    slopes.clear();
    for (const uint32_t param : steps_[slot].params) {
      slopes.push_back(range(slot).isPoint() || box[param].isPoint() ? Interval::at(0) : ownSlope(slot, param));
      shorten(slopes.back());
    }
  }
}

Bounds Bounder::over(const Box& box) {
  run(box, true);
  Bounds bounds{false, false, {}, {}};
  for (const uint32_t slot : requirements_) {
    bounds.must_fail = bounds.must_fail || known_[slot].must_fail || range(slot).isNotAbove(0);
    bounds.can_fail = bounds.can_fail || known_[slot].can_fail || !range(slot).isNotBelow(1);
  }
  for (const uint32_t slot : outputs_) {
    bounds.must_fail = bounds.must_fail || known_[slot].must_fail;
    bounds.can_fail = bounds.can_fail || known_[slot].can_fail;
    OutputBounds& output = bounds.outputs.emplace_back(OutputBounds{range(slot), {}, {}});
    for (uint32_t param = 0; param < params_; ++param) {
      output.slopes.push_back(slopeOf(slot, param));
      output.directions.push_back(directionOf(output.slopes.back()));
    }
  }
  bounds.limit = limitOfFirst();
  if (!bounds.must_fail) tighten(bounds, box);
  return bounds;
}

// By conditions that compare it with another number.
Interval Bounder::limitOfFirst() const {
  Interval limit;
  for (size_t i = 1; i < outputs_.size(); ++i) {
    const Step& step = steps_[outputs_[i]];
    if (step.op != Op::lt && step.op != Op::le && step.op != Op::eq) continue;
    if (isSame(step.a, outputs_[0])) limit = common(limit, Interval{step.op == Op::eq ? range(step.b).low : std::nullopt, range(step.b).high});
    if (isSame(step.b, outputs_[0])) limit = common(limit, Interval{range(step.a).low, step.op == Op::eq ? range(step.a).high : std::nullopt});
  }
  return limit;
}

// An output has its least and its greatest value where the params whose direction is known are at an end.
void Bounder::tighten(Bounds& bounds, const Box& box) {
  std::map<std::vector<Direction>, std::vector<size_t>> alike;
  for (size_t i = 0; i < outputs_.size(); ++i) {
    const std::vector<Direction>& directions = bounds.outputs[i].directions;
    const bool any_known = std::any_of(directions.begin(), directions.end(), [](Direction one) { return one != Direction::unknown; });
    if (any_known && !bounds.outputs[i].range.isPoint() && !known_[outputs_[i]].can_fail) alike[directions].push_back(i);
  }
  for (const auto& [directions, outputs] : alike) {
    for (const bool is_low : {true, false}) {
      Box side = box;
      for (size_t param = 0; param < params_; ++param) {
        if (directions[param] == Direction::unknown) continue;
        if ((directions[param] == Direction::falling) != is_low) side[param].high = side[param].low;
        else side[param].low = side[param].high;
      }
      run(side, false);
      for (const size_t i : outputs) {
        Interval& known = bounds.outputs[i].range;
        const Interval& there = range(outputs_[i]);
        known = common(known, is_low ? Interval{there.low, std::nullopt} : Interval{std::nullopt, there.high});
      }
    }
  }
}

}  // namespace smcost::total
