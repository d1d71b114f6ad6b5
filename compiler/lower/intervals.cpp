#include "compiler/lower/intervals.h"

#include <algorithm>
#include <array>

#include "lang/base/check.h"

namespace smcost::lower {

namespace {

Interval hull(const std::array<base::Integer, 4>& corners) {
  return {*std::min_element(corners.begin(), corners.end()), *std::max_element(corners.begin(), corners.end())};
}

Interval product(const Interval& a, const Interval& b) {
  return hull({a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi});
}

// Rounding is monotone in the quotient, and the quotient has its extremes in the corners.
Interval roundedQuotient(const Interval& a, const Interval& b, base::RoundingMode mode) {
  SMCOST_CHECK(b.lo > 0, "a divisor is proved to be positive");
  return hull({base::divideRounded(a.lo, b.lo, mode), base::divideRounded(a.lo, b.hi, mode),
               base::divideRounded(a.hi, b.lo, mode), base::divideRounded(a.hi, b.hi, mode)});
}

// A truth value, known when the intervals of its operands leave no choice.
Interval truth(bool always, bool never) {
  if (always) return {1, 1};
  return never ? Interval{0, 0} : Interval{0, 1};
}

bool isZero(const Interval& range) { return range.lo == 0 && range.hi == 0; }
bool hasZero(const Interval& range) { return range.lo <= 0 && range.hi >= 0; }

// How many bits a number needs in two's complement, sign included.
size_t signedBits(const base::Integer& value) {
  if (sgn(value) >= 0) return mpz_sizeinbase(value.get_mpz_t(), 2) + 1;
  const base::Integer complement = -value - 1;
  return mpz_sizeinbase(complement.get_mpz_t(), 2) + 1;
}

}  // namespace

Interval intervalOf(ZOp op, base::RoundingMode mode, const Interval* a, const Interval* b, const Interval* c) {
  switch (op) {
    case ZOp::add:
      return {a->lo + b->lo, a->hi + b->hi};
    case ZOp::sub:
      return {a->lo - b->hi, a->hi - b->lo};
    case ZOp::mul:
      return product(*a, *b);
    case ZOp::min:
      return {std::min(a->lo, b->lo), std::min(a->hi, b->hi)};
    case ZOp::max:
      return {std::max(a->lo, b->lo), std::max(a->hi, b->hi)};
    case ZOp::lt:
      return truth(a->hi < b->lo, a->lo >= b->hi);
    case ZOp::le:
      return truth(a->hi <= b->lo, a->lo > b->hi);
    case ZOp::eq:
      return truth(a->lo == a->hi && b->lo == b->hi && a->lo == b->lo, a->hi < b->lo || a->lo > b->hi);
    case ZOp::sel:
      if (isZero(*a)) return *c;
      if (!hasZero(*a)) return *b;
      return {std::min(b->lo, c->lo), std::max(b->hi, c->hi)};
    case ZOp::div_round:
      return roundedQuotient(*a, *b, mode);
    case ZOp::is_zero:
      return truth(isZero(*a), !hasZero(*a));
    case ZOp::col:
    case ZOp::k:
      break;
  }
  SMCOST_CHECK(false, "columns and constants bring their interval");
  return {};
}

std::optional<uint32_t> widthOf(const Interval& range) {
  const size_t bits = std::max(signedBits(range.lo), signedBits(range.hi));
  for (const uint32_t width : {64U, 128U, 256U}) {
    if (bits <= width) return width;
  }
  return std::nullopt;
}

}  // namespace smcost::lower
