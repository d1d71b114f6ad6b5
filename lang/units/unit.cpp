#include "lang/units/unit.h"

#include <algorithm>
#include <cstdlib>

namespace smcost::units {

namespace {

Unit::Family familyOf(const base::Rational& scale) {
  if (!base::isWhole(scale) || scale <= 1) return Unit::Family::none;
  if (scale >= 128 && mpz_popcount(scale.get_num_mpz_t()) == 1) return Unit::Family::binary;
  return base::isWhole(scale / 1000) ? Unit::Family::decimal : Unit::Family::none;
}

}  // namespace

bool Units::add(const std::vector<std::string>& spellings, DimensionId dimension, const base::Rational& scale) {
  for (const std::string& spelling : spellings) {
    if (by_spelling_.find(spelling)) return false;
  }
  UnitId id{static_cast<uint32_t>(units_.size())};
  units_.push_back({spellings.front(), dimension, scale, familyOf(scale)});
  for (const std::string& spelling : spellings) {
    by_spelling_.add(spelling, id);
    spellings_.push_back(spelling);
  }
  cache_.clear();
  return true;
}

std::optional<UnitId> Units::find(std::string_view spelling) const {
  const UnitId* known = by_spelling_.find(std::string(spelling));
  return known ? std::optional(*known) : std::nullopt;
}

const std::variant<UnitExpr, UnitError>& Units::parse(std::string_view text, Dimensions& dimensions) {
  // One look-up key for all texts that hash alike is rebuilt per call; short strings do not allocate.
  std::string key(text);
  const auto* known = cache_.find(key);
  if (known && std::holds_alternative<UnitExpr>(*known)) return *known;
  // What was no unit below may be one of those added here.
  return cache_.edit(key) = parseUncached(text, dimensions);
}

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Reads a unit text from left to right; every read leaves `at` behind what it took.
struct Reader {
  std::string_view text;
  size_t at = 0;

  bool done() const { return at >= text.size(); }
  bool skipBlanks() {
    size_t before = at;
    while (!done() && text[at] == ' ') ++at;
    return at > before;
  }
  bool take(char c) {
    if (done() || text[at] != c) return false;
    ++at;
    return true;
  }
  std::string_view word() {
    size_t begin = at;
    while (!done() && isLetter(text[at])) ++at;
    return text.substr(begin, at - begin);
  }
  // The `e6` of `per 1e6 write_unit`. Beyond what any price is per it is none, and the text no unit.
  std::optional<int> exponent() {
    constexpr int kMost = 1000;
    if (done() || (text[at] != 'e' && text[at] != 'E')) return std::nullopt;
    size_t digit = at + 1;
    const bool is_negative = digit < text.size() && text[digit] == '-';
    if (digit < text.size() && (text[digit] == '-' || text[digit] == '+')) ++digit;
    if (digit == text.size() || !isDigit(text[digit])) return std::nullopt;
    int power = 0;
    for (; digit < text.size() && isDigit(text[digit]); ++digit) power = std::min(power * 10 + (text[digit] - '0'), kMost + 1);
    if (power > kMost) return std::nullopt;
    at = digit;
    return is_negative ? -power : power;
  }
  // The count of `per 1M write_unit`; 1 when there is none.
  base::Rational count() {
    size_t begin = at;
    while (!done() && (isDigit(text[at]) || text[at] == '_' || text[at] == '.')) ++at;
    if (at == begin) return 1;
    base::Rational value = base::parseDecimal(text.substr(begin, at - begin)).value_or(1);
    if (auto power = exponent()) return value * base::powerOfTen(*power);
    constexpr std::string_view suffixes = "kMGT";
    if (size_t power = done() ? std::string_view::npos : suffixes.find(text[at]); power != std::string_view::npos) {
      value *= base::powerOfTen(3 * (static_cast<int>(power) + 1));
      ++at;
    }
    return value;
  }
};

}  // namespace

std::variant<UnitExpr, UnitError> Units::parseUncached(std::string_view text, Dimensions& dimensions) const {
  UnitExpr result{kNoDimension, 1, {}};
  Reader in{text};
  int sign = +1;
  bool first = true;
  while (true) {
    in.skipBlanks();
    if (in.done()) break;
    base::Rational count = 1;
    if (in.take('/')) {
      sign = -1;
      in.skipBlanks();
    } else if (text.substr(in.at).starts_with("per ")) {
      in.at += 4;
      in.skipBlanks();
      sign = -1;
      count = in.count();
      in.skipBlanks();
    } else if (first && in.take('%')) {
      result.scale /= 100;
      first = false;
      continue;
    } else if (!first) {
      return UnitError{in.at, text.size(), {}};
    }
    first = false;
    // No unit's name holds a blank: the text itself says what is wrong with it.
    if (sgn(count) <= 0) return UnitError{0, text.size(), "per 0"};
    // One or more units joined by `-`, all on one side of the stroke.
    do {
      size_t begin = in.at;
      std::string_view name = in.word();
      auto unit = find(name);
      if (!unit) return UnitError{begin, in.at, std::string(name)};
      const Unit& found = units_[unit->value];
      if (dimensions.exceeds(result.dimension, found.dimension, sign < 0)) return UnitError{0, text.size(), {}};
      if (sign > 0) {
        result.dimension = dimensions.multiply(result.dimension, found.dimension);
        result.scale *= found.scale * count;
      } else {
        result.dimension = dimensions.divide(result.dimension, found.dimension);
        result.scale /= found.scale * count;
      }
      result.factors.push_back({*unit, sign, count});
      count = 1;
    } while (in.take('-'));
  }
  return result;
}

namespace {

// How good a number reads: at least one, exact, short, and then in the largest unit.
struct Score {
  bool below_one;
  bool cut;
  size_t length;
  base::Rational size;
  bool operator<(const Score& other) const {
    if (below_one != other.below_one) return !below_one;
    if (cut != other.cut) return !cut;
    if (length != other.length) return length < other.length;
    return below_one ? size > other.size : size < other.size;
  }
};

}  // namespace

Units::Shown Units::choose(const base::Rational& value, DimensionId dimension, const Dimensions& dimensions,
                           int max_digits) const {
  const std::vector<Factor>& factors = dimensions.factors(dimension);
  if (factors.empty()) return {value, base::toShown(value, max_digits), ""};
  // Candidate units of each factor: all units of that very base dimension.
  std::vector<std::vector<UnitId>> candidates(factors.size());
  for (uint32_t i = 0; i < units_.size(); ++i) {
    const std::vector<Factor>& own = dimensions.factors(units_[i].dimension);
    if (own.size() != 1 || own[0].exponent != 1) continue;
    for (size_t f = 0; f < factors.size(); ++f) {
      if (factors[f].base == own[0].base) candidates[f].push_back({i});
    }
  }
  // All combinations, for the few factors a shown quantity has.
  size_t combinations = 1;
  for (auto& list : candidates) combinations *= std::max<size_t>(list.size(), 1);
  if (combinations > 4096) combinations = 1;
  Shown best_shown;
  Score best{true, true, 0, 0};
  for (size_t pick = 0; pick < combinations; ++pick) {
    base::Rational scale = 1;
    std::string above, below;
    size_t rest = pick;
    for (size_t f = 0; f < factors.size(); ++f) {
      std::string name = dimensions.baseName(factors[f].base);
      if (!candidates[f].empty()) {
        const Unit& unit = units_[candidates[f][rest % candidates[f].size()].value];
        rest /= candidates[f].size();
        name = unit.name;
        for (int k = std::abs(factors[f].exponent); k > 0; --k) {
          if (factors[f].exponent > 0) scale *= unit.scale; else scale /= unit.scale;
        }
      }
      for (int k = std::abs(factors[f].exponent); k > 0; --k) {
        if (factors[f].exponent > 0) above += (above.empty() ? "" : "-") + name;
        else below += "/" + name;
      }
    }
    base::Rational number = value / scale;
    std::string figure = base::toShown(number, max_digits);
    Score score{abs(number) < 1, figure.ends_with("…"), figure.size(), abs(number)};
    if (best_shown.figure.empty() || score < best) {
      best = score;
      best_shown = {number, figure, above + below};
    }
  }
  return best_shown;
}

}  // namespace smcost::units
