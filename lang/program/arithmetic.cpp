#include "lang/program/arithmetic.h"

#include "lang/base/check.h"

namespace smcost::program {

bool applyOperation(Op op, base::RoundingMode mode, const base::Rational* a, const base::Rational* b,
                    const base::Rational* c, base::Rational& result) {
  switch (op) {
    case Op::add:
      result = *a + *b;
      return true;
    case Op::sub:
      result = *a - *b;
      return true;
    case Op::mul:
      result = *a * *b;
      return true;
    case Op::div:
      if (sgn(*b) == 0) return false;
      result = *a / *b;
      return true;
    case Op::min:
      result = *b < *a ? *b : *a;
      return true;
    case Op::max:
      result = *a < *b ? *b : *a;
      return true;
    case Op::lt:
      result = *a < *b ? 1 : 0;
      return true;
    case Op::le:
      result = *a <= *b ? 1 : 0;
      return true;
    case Op::eq:
      result = *a == *b ? 1 : 0;
      return true;
    case Op::not_:
      result = sgn(*a) == 0 ? 1 : 0;
      return true;
    case Op::select:
      result = sgn(*a) != 0 ? *b : *c;
      return true;
    case Op::round:
      result = base::roundTo(*a, *b, mode);
      return true;
    case Op::retag:
      result = *a;
      return true;
    case Op::constant:
    case Op::param:
      break;
  }
  SMCOST_CHECK(false, "constants and params are not operations");
  return false;
}

}  // namespace smcost::program
