// Cents: of the invoice, and of what stands behind the total.
#pragma once

#include <optional>
#include <vector>

#include "lang/program/bill_terms.h"
#include "runtime/rating/algebra.h"

namespace smcost::runtime::rules {

// One cent, as a part of the currency.
inline base::Rational currencyQuantum() { return base::Rational(1, 100); }

template <Algebra A>
typename A::Number toCents(const A& algebra, const typename A::Number& amount) {
  return algebra.round(amount, currencyQuantum(), base::RoundingMode::half_up);
}

// What stands on a line of the invoice.
template <Algebra A>
typename A::Number invoiceLine(const A& algebra, const typename A::Number& exact, program::InvoicePolicy policy) {
  return policy == program::InvoicePolicy::lines ? toCents(algebra, exact) : exact;
}

// Of what stands on its lines.
template <Algebra A>
typename A::Number invoiceTotal(const A& algebra, const std::vector<typename A::Number>& lines, program::InvoicePolicy policy) {
  typename A::Number total = algebra.constant(base::Rational(0));
  for (const typename A::Number& line : lines) algebra.addTo(total, line);
  return policy == program::InvoicePolicy::lines ? total : toCents(algebra, total);
}

// Behind a total: what credits take off, all together, and the tax on what remains.
template <class Number>
struct BehindTotal {
  Number credited{}, taxed{}, tax{}, payable{};
};

// Of the exact total. `offered` is what all credits have; none: there is no credit; the same of `tax`, its part.
template <Algebra A>
BehindTotal<typename A::Number> behindTotal(const A& algebra, const typename A::Number& total, const std::optional<base::Rational>& offered,
                                            const std::optional<base::Rational>& tax) {
  const typename A::Number nothing = algebra.constant(base::Rational(0));
  BehindTotal<typename A::Number> behind{nothing, total, nothing, total};
  if (offered) {
    behind.credited = algebra.min(algebra.constant(*offered), total);
    behind.taxed = behind.payable = algebra.sub(total, behind.credited);
  }
  if (tax) {
    behind.tax = algebra.mul(behind.taxed, algebra.constant(*tax));
    behind.payable = algebra.add(behind.taxed, behind.tax);
  }
  return behind;
}

// The same of the invoice, in cents.
template <Algebra A>
BehindTotal<typename A::Number> behindInvoice(const A& algebra, const typename A::Number& total, const std::optional<base::Rational>& offered,
                                              const std::optional<base::Rational>& tax) {
  BehindTotal<typename A::Number> behind = behindTotal(algebra, total, offered, {});
  behind.credited = toCents(algebra, behind.credited);
  behind.taxed = behind.payable = algebra.sub(total, behind.credited);
  if (tax) {
    behind.tax = toCents(algebra, algebra.mul(behind.taxed, algebra.constant(*tax)));
    behind.payable = algebra.add(behind.taxed, behind.tax);
  }
  return behind;
}

}  // namespace smcost::runtime::rules
