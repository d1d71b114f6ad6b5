// The bill as a curve over one number that goes by no steps: straight lines, one behind another, and what they are worth where they
// meet. So its best is exact, and proved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/search.h"
#include "compiler/total/stretches.h"

namespace smcost::questions {

inline constexpr size_t kMostStretches = 10'000;

struct CurvePart {
  base::Rational begin;
  std::optional<base::Rational> length;   // none: it never ends
  std::vector<total::Line> figures;       // between its ends; empty: there is no bill
};

struct Curve {
  std::vector<CurvePart> parts;           // without gaps
  std::vector<base::Rational> points;     // where they begin, and the end if there is one
  Answers answers;                        // at these
  std::string broken;                     // why it ends before it should; empty: it is whole
};

// Of a function of one variable, from `low` on. `high` below `low` is no matter of this.
Curve curveOf(BillFunction& function, const base::Rational& low, const std::optional<base::Rational>& high);

struct CurveBest {
  enum class Kind : uint8_t {
    found,
    none,         // no point meets all conditions
    without_end,  // there is always a better one
    not_met,      // as close to `figure` as one likes, near `at`; no point has it
  } kind = Kind::none;
  base::Rational at, figure;
  std::optional<base::Rational> slope_before, slope_after;   // of the figure, beside what was found
};

// Of equally good points the least. Conditions are the figures behind the first.
CurveBest bestOf(const Curve& curve, Wants wants);

}  // namespace smcost::questions
