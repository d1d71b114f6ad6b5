#include "compiler/questions/figures.h"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "compiler/questions/statistics.h"
#include "lang/base/check.h"

namespace smcost::questions {

using base::Integer;
using base::Rational;

namespace {

using lower::integerOf;
__extension__ using Uint128 = unsigned __int128;

// Sums of many numbers, in machine integers as long as these hold them.
class Adder {
 public:
  void add(Int128 number) {
    Int128 next = 0;
    if (__builtin_add_overflow(small_, number, &next)) {
      large_ += integerOf(small_);
      next = number;
    }
    small_ = next;
  }
  void addSquare(Int128 number) {
    if (number > INT64_MAX || number < -INT64_MAX) {
      const Integer one = integerOf(number);
      large_ += one * one;
      return;
    }
    add(number * number);
  }
  Integer value() const { return large_ + integerOf(small_); }

 private:
  Int128 small_ = 0;
  Integer large_ = 0;
};

template <class Container>
void keepOf(Container& all, const std::vector<bool>& rows) {
  size_t next = 0;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (!rows[row]) continue;
    if (next != row) all[next] = std::move(all[row]);
    ++next;
  }
  all.resize(next);
}

template <class Container>
void putAtRanks(Container& all, const std::vector<size_t>& ranks) {
  auto begin = all.begin();
  for (const size_t rank : ranks) {
    const auto place = all.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(begin, place, all.end());
    begin = place + 1;  // what stands there stays
  }
}

}  // namespace

size_t Figures::size() const {
  return std::visit([](const auto& all) { return all.size(); }, figures_);
}

Rational Figures::value(size_t row) const { return numbers() ? Rational(Rational(integerOf((*numbers())[row])) * step_) : std::get<Values>(figures_)[row]; }
bool Figures::isZero(size_t row) const { return numbers() ? (*numbers())[row] == 0 : std::get<Values>(figures_)[row] == 0; }

bool Figures::isSame(size_t row, size_t other) const {
  return std::visit([=](const auto& all) { return all[row] == all[other]; }, figures_);
}

std::optional<Int128> Figures::numberOf(const Rational& value, const Rational& step) {
  const Rational number = value / step;
  if (number.get_den() != 1 || mpz_sizeinbase(number.get_num_mpz_t(), 2) > 126) return std::nullopt;
  const Integer size = abs(number.get_num());
  const auto high = Integer(size >> 64).get_ui(), low = Integer(size & Integer(UINT64_MAX)).get_ui();
  const auto result = static_cast<Int128>((static_cast<Uint128>(high) << 64) | low);
  return sgn(number) < 0 ? -result : result;
}

Figures::Values& Figures::asValues() {
  if (numbers()) {
    Values values;
    values.reserve(size());
    for (size_t row = 0; row < size(); ++row) values.push_back(value(row));
    figures_ = std::move(values);
  }
  return std::get<Values>(figures_);
}

void Figures::set(size_t row, const Rational& value) {
  if (numbers()) {
    if (const auto number = numberOf(value, step_)) {
      std::get<Numbers>(figures_)[row] = *number;
      return;
    }
  }
  asValues()[row] = value;
}

Figures Figures::part(size_t from, size_t to) const {
  Figures part;
  part.step_ = step_;
  std::visit(
      [&](const auto& all) {
        using Container = std::decay_t<decltype(all)>;
        part.figures_ = Container(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to));
      },
      figures_);
  return part;
}

void Figures::keep(const std::vector<bool>& rows) {
  SMCOST_CHECK(rows.size() == size(), "each row is marked");
  std::visit([&](auto& all) { keepOf(all, rows); }, figures_);
}

void Figures::append(Figures&& more) {
  if (isEmpty()) {
    *this = std::move(more);
    return;
  }
  if (numbers() && more.numbers() && step_ == more.step_) {
    Numbers& all = std::get<Numbers>(figures_);
    all.insert(all.end(), more.numbers()->begin(), more.numbers()->end());
    return;
  }
  Values &all = asValues(), &added = more.asValues();
  std::move(added.begin(), added.end(), std::back_inserter(all));
}

Rational Figures::summed(bool of_squares) const {
  if (!numbers()) {
    Sum sum;
    for (const Rational& one : std::get<Values>(figures_)) of_squares ? sum.addSquare(one) : sum.add(one);
    return sum.value();
  }
  Adder adder;
  for (const Int128 number : *numbers()) of_squares ? adder.addSquare(number) : adder.add(number);
  return Rational(adder.value()) * (of_squares ? Rational(step_ * step_) : step_);
}

Rational Figures::sum() const { return summed(false); }
Rational Figures::squares() const { return summed(true); }

std::vector<Rational> Figures::atRanks(const std::vector<size_t>& ranks) {
  std::visit([&](auto& all) { putAtRanks(all, ranks); }, figures_);
  std::vector<Rational> found;
  for (const size_t rank : ranks) found.push_back(value(rank));
  return found;
}

Figures difference(const Figures& left, const Figures& right) {
  SMCOST_CHECK(left.size() == right.size(), "a difference is of as many");
  if (left.numbers() && right.numbers()) {
    const Rational step = base::gcd(left.step_, right.step_);
    const auto by_left = Figures::numberOf(left.step_, step), by_right = Figures::numberOf(right.step_, step);
    std::vector<Int128> numbers(left.size());
    bool fits = by_left && by_right;
    for (size_t row = 0; fits && row < numbers.size(); ++row) {
      Int128 a = 0, b = 0;
      fits = !__builtin_mul_overflow((*left.numbers())[row], *by_left, &a) && !__builtin_mul_overflow((*right.numbers())[row], *by_right, &b) &&
             !__builtin_sub_overflow(a, b, &numbers[row]);
    }
    if (fits) return {step, std::move(numbers)};
  }
  std::vector<Rational> values;
  values.reserve(left.size());
  for (size_t row = 0; row < left.size(); ++row) values.push_back(left.value(row) - right.value(row));
  return Figures(std::move(values));
}

}  // namespace smcost::questions
