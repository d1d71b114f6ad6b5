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
  std::vector<base::Rational> points;     // where they begin, and where the last ends if it does
  Answers answers;                        // at these
  std::string broken;                     // why it ends before it should, at the last point; empty: it is whole
  Search::Stopped stopped = Search::Stopped::no;   // by_room: of its bends; another one that is broken is not straight
};

// Of a function of one variable, from `low` on. `high` below `low` is no matter of this. It ends with what is known by then when the time
// is up or somebody wishes so.
Curve curveOf(BillFunction& function, const base::Rational& low, const std::optional<base::Rational>& high, const SearchLimits& limits = {});

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
