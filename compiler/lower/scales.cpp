#include "compiler/lower/scales.h"

#include <unordered_map>

#include "lang/base/check.h"
#include "lang/base/interrupt.h"
#include "lang/program/arithmetic.h"
#include "lang/program/evaluate.h"

namespace smcost::lower {

namespace {

using program::Expr;
using program::ExprId;
using program::Op;

// With scales of at most so many bits, every value a kernel proves is far below the
// evaluator's size limit, so that the two engines cannot disagree about it.
constexpr size_t kMaxScaleBits = 512;

// What an expression has become.
struct Bound {
  bool constant = false;
  base::Rational q;      // a constant's value
  ZId num, den;          // else num * scale or num / den * scale; den > 0 is proved
  base::Rational scale;  // > 0
  ZId failure;           // 0 or the row's failure; none when it cannot fail
};

// Two values as integers of one scale over one denominator.
struct Aligned {
  ZId a, b, den;
  base::Rational scale;
};

class ShapeBinder {
 public:
  ShapeBinder(const program::ExprPool& pool, const program::Shape& shape, const std::vector<ColumnFacts>& columns)
      : pool_(pool), shape_(shape), columns_(columns) {
    for (size_t i = shape.sites.size(); i-- > 0;) {
      if (shape.sites[i].kind == program::Site::Kind::division) {
        division_sites_[shape.sites[i].node.value] = static_cast<uint32_t>(i);
      }
    }
  }

  std::optional<ZProgram> run() {
    for (const ExprId id : program::evaluationOrder(pool_, shape_)) {
      base::checkInterrupt();
      Bound bound = bind(id);
      checkScale(bound);
      if (!z_.proved()) return std::nullopt;
      bounds_.emplace(id.value, std::move(bound));
    }
    const ZId failure = bindFailures();
    std::vector<ZOutput> outputs;
    for (const ExprId output : shape_.outputs) {
      const Bound value = asValue(at(output));
      outputs.push_back({value.num, value.den, value.scale});
    }
    if (!z_.proved()) return std::nullopt;
    return z_.finish(std::move(outputs), failure);
  }

 private:
  const Bound& at(ExprId id) const { return bounds_.at(id.value); }
  ZId zero() { return z_.constant(0); }
  ZId one() { return z_.constant(1); }

  void checkScale(const Bound& bound) {
    if (base::bitSize(bound.constant ? bound.q : bound.scale) > kMaxScaleBits) z_.giveUp();
  }

  // ---- failures -------------------------------------------------------------------

  // The first of two failures, in the order a row asks.
  ZId firstFailure(ZId first, ZId second) {
    if (first.isNone()) return second;
    if (second.isNone() || first == second) return first;
    return z_.make(ZOp::sel, z_.make(ZOp::is_zero, first), second, first);
  }

  // The requirements in order, then the outputs.
  ZId bindFailures() {
    ZId failure;
    for (const program::Requirement& requirement : shape_.requirements) {
      const Bound& condition = at(requirement.condition);
      const ZId broken = z_.make(ZOp::sel, truth(condition), zero(), z_.constant(requirement.site + 1));
      failure = firstFailure(failure, firstFailure(condition.failure, broken));
    }
    for (const ExprId output : shape_.outputs) failure = firstFailure(failure, at(output).failure);
    // A failure that is always 0 needs no code.
    return failure && z_.isConstant(failure, 0) ? ZId{} : failure;
  }

  uint32_t failureOfDivision(ExprId id) const {
    const auto site = division_sites_.find(id.value);
    return (site == division_sites_.end() ? 0 : site->second) + 1;
  }

  // ---- constants and values -------------------------------------------------------

  static Bound constantOf(const base::Rational& q, ZId failure = {}) {
    Bound bound;
    bound.constant = true;
    bound.q = q;
    bound.failure = failure;
    return bound;
  }

  static Bound valueOf(ZId num, ZId den, base::Rational scale, ZId failure) {
    Bound bound;
    bound.num = num;
    bound.den = den;
    bound.scale = std::move(scale);
    bound.failure = failure;
    return bound;
  }

  // A constant that has to be a value of its own: its sign at its size.
  Bound asValue(const Bound& bound) {
    if (!bound.constant) return bound;
    const int sign = sgn(bound.q);
    return valueOf(z_.constant(sign), {}, sign == 0 ? base::Rational(1) : base::Rational(abs(bound.q)), bound.failure);
  }

  // 0 or not, for conditions: scale and denominator are positive.
  ZId truth(const Bound& bound) { return bound.constant ? z_.constant(sgn(bound.q) != 0 ? 1 : 0) : bound.num; }

  ZId times(ZId num, const base::Rational& factor) {
    SMCOST_CHECK(factor.get_den() == 1, "alignment is a whole multiplication");
    return z_.make(ZOp::mul, num, z_.constant(factor.get_num()));
  }

  ZId timesDen(ZId num, ZId den) { return den ? z_.make(ZOp::mul, num, den) : num; }
  ZId negated(ZId num) { return z_.make(ZOp::sub, zero(), num); }

  // ---- two values at one scale ----------------------------------------------------

  const base::Rational& size(const Bound& bound) const { return bound.constant ? bound.q : bound.scale; }

  ZId atScale(const Bound& bound, const base::Rational& scale) {
    if (bound.constant) {
      const base::Rational count = bound.q / scale;
      SMCOST_CHECK(count.get_den() == 1, "a constant is a whole multiple of the scale");
      return z_.constant(count.get_num());
    }
    return times(bound.num, bound.scale / scale);
  }

  Aligned align(const Bound& x, const Bound& y) {
    Aligned aligned;
    aligned.scale = base::gcd(size(x), size(y));
    if (base::bitSize(aligned.scale) > kMaxScaleBits) z_.giveUp();
    aligned.a = atScale(x, aligned.scale);
    aligned.b = atScale(y, aligned.scale);
    if (x.den == y.den) {
      aligned.den = x.den;
      return aligned;
    }
    aligned.a = timesDen(aligned.a, y.den);
    aligned.b = timesDen(aligned.b, x.den);
    aligned.den = x.den && y.den ? z_.make(ZOp::mul, x.den, y.den) : (x.den ? x.den : y.den);
    return aligned;
  }

  // ---- operations -----------------------------------------------------------------

  Bound bind(ExprId id) {
    const Expr& e = pool_[id];
    switch (e.op) {
      case Op::constant:
        return constantOf(pool_.constantValue(id));
      case Op::param: {
        const ColumnFacts& facts = columns_[e.payload];
        return valueOf(z_.column(e.payload, facts.range), {}, facts.scale, {});
      }
      case Op::retag:
        return at(e.a);
      case Op::not_:
        return bindNot(at(e.a));
      case Op::select:
        return bindSelect(at(e.a), at(e.b), at(e.c));
      case Op::round:
        return bindRound(at(e.a), pool_.constantValue(e.b), e.mode);
      case Op::div:
        return bindDivision(at(e.a), at(e.b), failureOfDivision(id));
      default:
        return bindPair(e.op, at(e.a), at(e.b));
    }
  }

  Bound bindPair(Op op, const Bound& x, const Bound& y) {
    const ZId failure = firstFailure(x.failure, y.failure);
    if (x.constant && y.constant) {
      base::Rational q;
      program::applyOperation(op, base::RoundingMode::down, &x.q, &y.q, nullptr, q);
      return constantOf(q, failure);
    }
    if (op == Op::mul) return bindProduct(x, y, failure);
    const Aligned aligned = align(x, y);
    const bool comparison = op == Op::lt || op == Op::le || op == Op::eq;
    const ZId num = z_.make(zOpOf(op), aligned.a, aligned.b);
    return comparison ? valueOf(num, {}, 1, failure) : valueOf(num, aligned.den, aligned.scale, failure);
  }

  static ZOp zOpOf(Op op) {
    switch (op) {
      case Op::add: return ZOp::add;
      case Op::sub: return ZOp::sub;
      case Op::min: return ZOp::min;
      case Op::max: return ZOp::max;
      case Op::lt: return ZOp::lt;
      case Op::le: return ZOp::le;
      case Op::eq: return ZOp::eq;
      default: break;
    }
    SMCOST_CHECK(false, "not an operation of aligned values");
    return ZOp::k;
  }

  Bound bindProduct(const Bound& x, const Bound& y, ZId failure) {
    if (x.constant) return scaled(y, x.q, failure);
    if (y.constant) return scaled(x, y.q, failure);
    ZId den = x.den;
    if (y.den) den = x.den ? z_.make(ZOp::mul, x.den, y.den) : y.den;
    return valueOf(z_.make(ZOp::mul, x.num, y.num), den, x.scale * y.scale, failure);
  }

  // Times a constant: the scale takes it, only a sign is left to do.
  Bound scaled(const Bound& x, const base::Rational& factor, ZId failure) {
    if (sgn(factor) == 0) return constantOf(0, failure);
    const ZId num = sgn(factor) < 0 ? negated(x.num) : x.num;
    return valueOf(num, x.den, x.scale * abs(factor), failure);
  }

  Bound bindNot(const Bound& x) {
    if (x.constant) return constantOf(sgn(x.q) == 0 ? 1 : 0, x.failure);
    return valueOf(z_.make(ZOp::is_zero, x.num), {}, 1, x.failure);
  }

  // Both arms are computed; the failure follows the chosen one.
  Bound bindSelect(const Bound& condition, const Bound& yes, const Bound& no) {
    const ZId chosen = truth(condition);
    ZId arms;
    if (yes.failure || no.failure) {
      arms = z_.make(ZOp::sel, chosen, yes.failure ? yes.failure : zero(), no.failure ? no.failure : zero());
    }
    const ZId failure = firstFailure(condition.failure, arms);
    if (condition.constant) {
      Bound arm = sgn(condition.q) != 0 ? yes : no;
      arm.failure = failure;
      return arm;
    }
    if (yes.constant && no.constant && yes.q == no.q) return constantOf(yes.q, failure);
    const Aligned aligned = align(yes, no);
    return valueOf(z_.make(ZOp::sel, chosen, aligned.a, aligned.b), aligned.den, aligned.scale, failure);
  }

  // The only division of integers: s/q = P/Q, the multiples are n*P / (Q*d) rounded.
  Bound bindRound(const Bound& x, const base::Rational& quantum, base::RoundingMode mode) {
    if (x.constant) return constantOf(base::roundTo(x.q, quantum, mode), x.failure);
    const base::Rational ratio = x.scale / quantum;
    const ZId num = z_.make(ZOp::mul, x.num, z_.constant(ratio.get_num()));
    const ZId den = timesDen(z_.constant(ratio.get_den()), x.den);
    return valueOf(z_.divRound(num, den, mode), {}, quantum, x.failure);
  }

  Bound bindDivision(const Bound& x, const Bound& y, uint32_t own_failure) {
    const ZId before = firstFailure(x.failure, y.failure);
    if (y.constant) {
      if (sgn(y.q) == 0) return constantOf(0, firstFailure(before, z_.constant(own_failure)));
      if (x.constant) return constantOf(x.q / y.q, before);
      return scaled(x, 1 / y.q, before);
    }
    const Interval& divisor = z_.range(y.num);
    ZId failure = before;
    if (divisor.lo <= 0 && divisor.hi >= 0) {
      const ZId by_zero = z_.make(ZOp::sel, y.num, zero(), z_.constant(own_failure));
      failure = firstFailure(before, by_zero);
    }
    if (x.constant && sgn(x.q) == 0) return constantOf(0, failure);
    return quotient(asValue(x), y, failure);
  }

  // num = nx*dy*sgn(ny), den = dx*|ny|; the interval of ny decides which code exists.
  Bound quotient(const Bound& x, const Bound& y, ZId failure) {
    const base::Integer lo = z_.range(y.num).lo, hi = z_.range(y.num).hi;
    ZId num = timesDen(x.num, y.den);
    ZId den = y.num;
    if (hi <= 0) {
      num = negated(num);
      den = negated(den);
    } else if (lo < 0) {
      num = z_.make(ZOp::sel, z_.make(ZOp::lt, y.num, zero()), negated(num), num);
      den = z_.make(ZOp::max, den, negated(den));
    }
    if (lo <= 0 && hi >= 0) den = z_.make(ZOp::max, den, one());
    return valueOf(num, timesDen(den, x.den), x.scale / y.scale, failure);
  }

  const program::ExprPool& pool_;
  const program::Shape& shape_;
  const std::vector<ColumnFacts>& columns_;
  ZBuilder z_;
  std::unordered_map<uint32_t, Bound> bounds_;
  std::unordered_map<uint32_t, uint32_t> division_sites_;
};

}  // namespace

std::optional<ZProgram> bindShape(const program::ExprPool& pool, const program::Shape& shape,
                                  const std::vector<ColumnFacts>& columns) {
  return ShapeBinder(pool, shape, columns).run();
}

}  // namespace smcost::lower
