// Many exact figures: whole multiples of one step where they came from kernels, fractions else. Which of both nothing shows but the time.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "compiler/lower/int128.h"

namespace smcost::questions {

using lower::Int128;

class Figures {
 public:
  Figures() = default;
  // value = number * step; the step is above zero.
  Figures(base::Rational step, std::vector<Int128> numbers) : step_(std::move(step)), figures_(std::move(numbers)) {}
  explicit Figures(std::vector<base::Rational> values) : figures_(std::move(values)) {}

  size_t size() const;
  bool isEmpty() const { return size() == 0; }
  base::Rational value(size_t row) const;
  // What their whole multiples are of; null: they are fractions.
  const base::Rational* step() const { return numbers() ? &step_ : nullptr; }
  Int128 number(size_t row) const { return (*numbers())[row]; }
  // Rows from one on up to another.
  Figures part(size_t from, size_t to) const;
  bool isZero(size_t row) const;
  bool isSame(size_t row, size_t other) const;
  void set(size_t row, const base::Rational& value);
  // Only the rows that are marked, in their order.
  void keep(const std::vector<bool>& rows);
  void append(Figures&& more);

  base::Rational sum() const;
  base::Rational squares() const;
  // What would stand there if they were sorted; ascending ranks, each once. They are put into another order.
  std::vector<base::Rational> atRanks(const std::vector<size_t>& ranks);

  // Row by row, of as many.
  friend Figures difference(const Figures& left, const Figures& right);

 private:
  using Numbers = std::vector<Int128>;
  using Values = std::vector<base::Rational>;

  base::Rational summed(bool of_squares) const;
  const Numbers* numbers() const { return std::get_if<Numbers>(&figures_); }
  Values& asValues();
  // The number of a value at a step, if it has one.
  static std::optional<Int128> numberOf(const base::Rational& value, const base::Rational& step);

  base::Rational step_{1};
  std::variant<Values, Numbers> figures_;
};

Figures difference(const Figures& left, const Figures& right);

}  // namespace smcost::questions
