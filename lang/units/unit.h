// Units: names with a dimension and an exact size in base units, and what is made of them, such as
// `USD/h`, `GB-month` or `USD per 1M write_unit`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "lang/base/layered.h"
#include "lang/base/rational.h"
#include "lang/units/dimension.h"

namespace smcost::units {

using UnitId = base::Id<struct UnitTag>;

struct Unit {
  std::string name;       // the first spelling, which is how it is shown
  DimensionId dimension;
  base::Rational scale;   // base units in one of it
  // Of 1,000s or of 1,024s of the base unit; others go with both.
  enum class Family : uint8_t { none, decimal, binary } family = Family::none;
};

// One factor of a unit text as written, for messages that align both sides.
struct UnitFactor {
  UnitId unit;
  int exponent;                 // +1 or -1 times the repeats
  base::Rational count{1};      // the 1M of `per 1M write_unit`
};

// The meaning of a unit text.
struct UnitExpr {
  DimensionId dimension;
  base::Rational scale{1};
  std::vector<UnitFactor> factors;
};

// A name in a unit text.
struct UnitPart {
  std::string_view name;
  bool divides = false;        // it stands behind `/` or `per`
  base::Rational count{1};     // the 1M of `per 1M write_unit`
};

// What is wrong with the parts of a unit.
struct UnitError {
  enum class Kind : uint8_t { unknown_name, too_large, count_not_above_zero } kind;
  size_t part = 0;
};

class Units {
 public:
  Units() = default;
  // Goes on from frozen ones, which must outlive it.
  explicit Units(const Units* below)
      : units_(&below->units_), spellings_(&below->spellings_), by_spelling_(&below->by_spelling_), kept_(&below->kept_) {}

  // A further spelling is an alias. False when the spelling is taken.
  bool add(const std::vector<std::string>& spellings, DimensionId dimension, const base::Rational& scale);
  std::optional<UnitId> find(std::string_view spelling) const;
  const Unit& operator[](UnitId id) const { return units_[id.value]; }
  size_t size() const { return units_.size(); }
  // All spellings, for suggestions; in order of declaration.
  const base::LayeredDeque<std::string>& spellings() const { return spellings_; }

  // The meaning of a unit text that was kept before; null if it was not. Valid until a unit is added.
  const UnitExpr* known(std::string_view text) const;
  // Makes it of its parts and keeps it.
  std::variant<const UnitExpr*, UnitError> keep(std::string_view text, const std::vector<UnitPart>& parts, Dimensions& dimensions);

  // A number in the unit in which it reads best, and that unit; `…` behind a figure that is cut.
  struct Shown {
    base::Rational number;
    std::string figure, unit;   // "2.5", "h"
    std::string text() const { return unit.empty() || unit[0] == '/' ? figure + unit : figure + " " + unit; }
  };
  // "2.5 h", "3 GB-month", "0.96 USD/h": picks for each base dimension the unit with which the number is
  // at least 1, exact and short, in this order; of several the largest. `…` when it is cut.
  Shown choose(const base::Rational& value, DimensionId dimension, const Dimensions& dimensions, int max_digits = 6) const;
  std::string show(const base::Rational& value, DimensionId dimension, const Dimensions& dimensions,
                   int max_digits = 6) const {
    return choose(value, dimension, dimensions, max_digits).text();
  }

 private:
  base::LayeredDeque<Unit> units_;
  base::LayeredDeque<std::string> spellings_;
  base::LayeredMap<std::unordered_map<std::string, UnitId>> by_spelling_;
  base::LayeredMap<std::unordered_map<std::string, UnitExpr>> kept_;
};

}  // namespace smcost::units
