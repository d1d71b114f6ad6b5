#include <algorithm>
#include <array>

#include "test/random/sample.h"

namespace smcost::random_test {

using base::Integer;
using base::Rational;
using program::Op;
using units::DimensionId;

namespace {

Integer power(unsigned base, unsigned exponent) {
  Integer result;
  mpz_ui_pow_ui(result.get_mpz_t(), base, exponent);
  return result;
}

// What cost specs are written in: units of time and data, digits of prices.
std::vector<Rational> usualScales() {
  std::vector<Rational> scales = {1, 60, 3600, 86400, 2592000};
  for (const unsigned digits : {1U, 2U, 3U, 4U, 6U, 10U}) scales.emplace_back(1, power(10, digits));
  scales.emplace_back(1, 360000);
  scales.emplace_back(1, Integer(730) * 3600 * 100);
  scales.emplace_back(power(1000, 3));
  scales.emplace_back(power(1024, 3));
  scales.emplace_back(Rational(1) / power(1024, 3));
  scales.emplace_back(1, 3);
  scales.emplace_back(7, 12);
  return scales;
}

class Maker {
 public:
  Maker(uint64_t seed, units::Dimensions& dimensions) : random_(seed), dimensions_(dimensions) {
    bases_ = {units::kNoDimension, dimensions.of(dimensions.base("Time")), dimensions.of(dimensions.base("Data")),
              dimensions.of(dimensions.base("Money[USD]"))};
  }

  Sample run() {
    sample_.rows = chance(25) ? 1 : 1 + below(12);
    const uint32_t columns = 1 + below(4);
    for (uint32_t i = 0; i < columns; ++i) addColumn(i);
    const uint32_t operations = 2 + below(chance(10) ? 40 : 14);
    for (uint32_t i = 0; i < operations; ++i) addOperation();
    if (chance(30)) sample_.requirements.push_back(truth());
    if (chance(8)) sample_.requirements.push_back(truth());
    sample_.outputs.push_back(last());
    const uint32_t more = below(3);
    for (uint32_t i = 0; i < more; ++i) sample_.outputs.push_back(any());
    return std::move(sample_);
  }

 private:
  uint32_t below(uint32_t count) { return static_cast<uint32_t>(random_() % count); }
  bool chance(uint32_t percent) { return below(100) < percent; }
  template <class Container>
  const auto& pick(const Container& from) {
    return from[below(static_cast<uint32_t>(from.size()))];
  }

  // ---- numbers --------------------------------------------------------------------

  // A number at the edge of a width, or one or two beside it.
  Integer boundary() {
    static constexpr std::array<unsigned, 8> kBits = {31, 32, 63, 64, 127, 128, 255, 256};
    Integer value = power(2, pick(kBits)) + static_cast<int>(below(5)) - 2;
    return chance(50) ? Integer(-value) : value;
  }

  Integer logUniform(unsigned bits) {
    Integer value = Integer(static_cast<unsigned long>(random_()));
    value >>= 64 - (1 + below(bits));
    return value;
  }

  enum class Flavour { small, usual, signs, zeros, boundaries, huge };

  Flavour flavour() {
    const uint32_t draw = below(100);
    if (draw < 40) return Flavour::small;
    if (draw < 65) return Flavour::usual;
    if (draw < 85) return Flavour::signs;
    if (draw < 89) return Flavour::zeros;
    return draw < 98 ? Flavour::boundaries : Flavour::huge;
  }

  Integer mantissa(Flavour flavour) {
    switch (flavour) {
      case Flavour::small: return below(21);
      case Flavour::usual: return logUniform(40);
      case Flavour::signs: return chance(50) ? logUniform(20) : Integer(-logUniform(20));
      case Flavour::zeros: return 0;
      case Flavour::boundaries: return chance(70) ? boundary() : Integer(below(3));
      case Flavour::huge: return chance(50) ? Integer(power(2, 300) + below(9)) : Integer(-power(3, 400));
    }
    return 0;
  }

  Rational constantValue() {
    const uint32_t draw = below(100);
    if (draw < 8) return 0;
    if (draw < 16) return 1;
    if (draw < 24) return Rational(static_cast<int>(below(100)), 100);
    if (draw < 60) return Rational(static_cast<int>(below(41)) - 20) * pick(scales_);
    if (draw < 80) return Rational(static_cast<int>(below(2001)) - 1000) / (1 + below(60));
    if (draw < 90) return boundary();
    return Rational(logUniform(30)) * pick(scales_);
  }

  // Half of the quanta are even multiples of usual scales: without them no value lies
  // half way, and ties go untested.
  Rational quantum() {
    if (chance(50)) return Rational(2 * (1 + below(5))) * (chance(70) ? pick(used_scales_) : pick(scales_));
    if (chance(50)) return pick(scales_);
    return Rational(1 + below(30), 1 + below(30)) * pick(used_scales_);
  }

  // ---- nodes ----------------------------------------------------------------------

  int add(Node node) {
    if (node.op == Op::constant || node.op == Op::round) node.value.canonicalize();
    sample_.nodes.push_back(std::move(node));
    return last();
  }
  int last() const { return static_cast<int>(sample_.nodes.size()) - 1; }
  DimensionId dimension(int node) const { return sample_.nodes[static_cast<size_t>(node)].dimension; }

  Node make(Op op, DimensionId of, int a = -1, int b = -1, int c = -1) {
    Node node;
    node.op = op;
    node.dimension = of;
    node.a = a;
    node.b = b;
    node.c = c;
    return node;
  }

  void addColumn(uint32_t column) {
    std::vector<Rational> scales;
    for (uint32_t i = chance(60) ? 1 : 1 + below(3); i-- > 0;) scales.push_back(pick(scales_));
    used_scales_.insert(used_scales_.end(), scales.begin(), scales.end());
    const Flavour of_all = flavour();
    std::vector<SampleCell>& cells = sample_.columns.emplace_back();
    for (uint32_t row = 0; row < sample_.rows; ++row) cells.push_back({mantissa(of_all), pick(scales)});
    Node node = make(Op::param, pick(bases_));
    node.column = column;
    add(std::move(node));
  }

  // Late nodes more often, so that programs grow deep; all of them sometimes, so that they share.
  int any() {
    const auto count = static_cast<uint32_t>(sample_.nodes.size());
    if (chance(60)) return static_cast<int>(count - 1 - below(std::min(count, 4U)));
    return static_cast<int>(below(count));
  }

  int constantOf(const Rational& value, DimensionId of) {
    Node node = make(Op::constant, of);
    node.value = value;
    return add(std::move(node));
  }
  int constant(DimensionId of) { return constantOf(constantValue(), of); }

  int retagged(int node, DimensionId to) { return dimension(node) == to ? node : add(make(Op::retag, to, node)); }
  int anyOf(DimensionId of) { return chance(20) ? constant(of) : retagged(any(), of); }

  int pair(Op op, int a, int b) { return add(make(op, dimension(a), a, b)); }
  int comparison(int a, int b) {
    static constexpr std::array<Op, 3> kOps = {Op::lt, Op::le, Op::eq};
    return add(make(pick(kOps), units::kNoDimension, a, b));
  }

  int product(Op op, int a, int b) {
    const bool divide = op == Op::div;
    // Powers of a dimension end at the table's limit.
    if (dimensions_.exceeds(dimension(a), dimension(b), divide)) a = retagged(a, units::kNoDimension);
    const DimensionId of = divide ? dimensions_.divide(dimension(a), dimension(b))
                                  : dimensions_.multiply(dimension(a), dimension(b));
    Node node = make(op, of, a, b);
    node.has_site = chance(85);
    return add(std::move(node));
  }

  int truth() {
    const int a = any();
    int condition = chance(25) ? comparison(a, constantOf(0, dimension(a))) : comparison(a, anyOf(dimension(a)));
    if (chance(20)) condition = add(make(Op::not_, units::kNoDimension, condition));
    if (chance(15)) {
      static constexpr std::array<Op, 3> kOps = {Op::mul, Op::min, Op::max};
      const int b = any();
      const int other = comparison(b, anyOf(dimension(b)));
      condition = add(make(pick(kOps), units::kNoDimension, condition, other));
    }
    return condition;
  }

  int rounded(int a) {
    static constexpr std::array<base::RoundingMode, 6> kModes = {
        base::RoundingMode::down, base::RoundingMode::floor,   base::RoundingMode::ceil,
        base::RoundingMode::up,   base::RoundingMode::half_up, base::RoundingMode::half_even};
    Node node = make(Op::round, dimension(a), a);
    node.mode = pick(kModes);
    node.value = quantum();
    return add(std::move(node));
  }

  // A whole multiple of a quantum, halved and rounded to the same quantum: every odd
  // multiple is a tie.
  int roundedTie(int a) {
    const int whole = rounded(a);
    const Rational step = sample_.nodes[static_cast<size_t>(whole)].value;
    const int tie = rounded(product(Op::div, whole, constantOf(2, units::kNoDimension)));
    sample_.nodes[static_cast<size_t>(tie)].value = step;
    return tie;
  }

  // A division that fails in the arm that is not taken.
  int guardedDivision() {
    const int a = any(), b = any();
    const int is_zero = add(make(Op::eq, units::kNoDimension, b, constantOf(0, dimension(b))));
    const int quotient = product(Op::div, a, b);
    const int fallback = anyOf(dimension(quotient));
    return add(make(Op::select, dimension(quotient), is_zero, fallback, quotient));
  }

  // Graduated tiers: the sum over p_i * (max(min(u, b_i+1), b_i) - b_i).
  int tiers() {
    const int volume = any();
    const DimensionId of = dimension(volume);
    const Rational unit = abs(Rational(1 + below(50)) * pick(scales_));
    Rational bound = 0;
    int sum = -1;
    for (uint32_t tier = 0; tier < 3; ++tier) {
      const int lower = constantOf(bound, of);
      bound += unit * (1 + below(9));
      const int upper = constantOf(bound, of);
      const int inside = tier == 2 ? volume : pair(Op::min, volume, upper);
      const int slice = pair(Op::sub, pair(Op::max, inside, lower), lower);
      const int cost = product(Op::mul, slice, constantOf(Rational(1 + below(30), 100), units::kNoDimension));
      sum = sum < 0 ? cost : pair(Op::add, sum, cost);
    }
    return sum;
  }

  void addOperation() {
    const uint32_t draw = below(112);
    const int a = any();
    if (draw < 12) pair(Op::add, a, anyOf(dimension(a)));
    else if (draw < 22) pair(Op::sub, a, anyOf(dimension(a)));
    else if (draw < 31) product(Op::mul, a, any());
    else if (draw < 38) product(Op::mul, a, constant(pick(bases_)));
    else if (draw < 40) product(Op::mul, constant(pick(bases_)), a);
    else if (draw < 47) product(Op::div, a, any());
    else if (draw < 50) product(Op::div, a, constant(pick(bases_)));
    else if (draw < 52) product(Op::div, constant(pick(bases_)), a);
    else if (draw < 58) pair(Op::min, a, anyOf(dimension(a)));
    else if (draw < 64) pair(Op::max, a, anyOf(dimension(a)));
    else if (draw < 68) truth();
    else if (draw < 78) {
      const int condition = truth();
      const int other = anyOf(dimension(a));
      add(make(Op::select, dimension(a), condition, a, other));
    } else if (draw < 92) rounded(a);
    else if (draw < 98) roundedTie(a);
    else if (draw < 100) retagged(a, pick(bases_));
    else if (draw < 108) guardedDivision();
    else tiers();
  }

  std::mt19937_64 random_;
  units::Dimensions& dimensions_;
  std::vector<DimensionId> bases_;
  const std::vector<Rational> scales_ = usualScales();
  std::vector<Rational> used_scales_;
  Sample sample_;
};

}  // namespace

Sample makeSample(uint64_t seed, units::Dimensions& dimensions) { return Maker(seed, dimensions).run(); }

}  // namespace smcost::random_test
