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
  kept_.clear();
  return true;
}

std::optional<UnitId> Units::find(std::string_view spelling) const {
  const UnitId* known = by_spelling_.find(std::string(spelling));
  return known ? std::optional(*known) : std::nullopt;
}

const UnitExpr* Units::known(std::string_view text) const {
  // Short strings do not allocate.
  return kept_.find(std::string(text));
}

std::variant<const UnitExpr*, UnitError> Units::keep(std::string_view text, const std::vector<UnitPart>& parts,
                                                     Dimensions& dimensions) {
  UnitExpr result{kNoDimension, 1, {}};
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto& [name, divides, count] = parts[i];
    if (sgn(count) <= 0) return UnitError{UnitError::Kind::count_not_above_zero, i};
    auto unit = find(name);
    if (!unit) return UnitError{UnitError::Kind::unknown_name, i};
    const Unit& found = units_[unit->value];
    if (dimensions.exceeds(result.dimension, found.dimension, divides)) return UnitError{UnitError::Kind::too_large, i};
    if (divides) {
      result.dimension = dimensions.divide(result.dimension, found.dimension);
      result.scale /= found.scale * count;
    } else {
      result.dimension = dimensions.multiply(result.dimension, found.dimension);
      result.scale *= found.scale * count;
    }
    result.factors.push_back({*unit, divides ? -1 : +1, count});
  }
  return kept_.add(std::string(text), std::move(result)).first;
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
