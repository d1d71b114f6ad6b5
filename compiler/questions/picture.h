// What a question comes to as a picture: lines over numbers, bars where nothing has an order. Places are rounded to what a picture shows; a
// number that stands beside them is exact, or marked `≈`.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::questions {

struct Picture {
  struct Series {
    std::string name;                                     // "api"
    std::vector<std::optional<base::Rational>> values;    // at each place; none: no bill there
  };
  std::string title;                    // "total over users"
  std::string across, upwards;          // of the axes, with their units: "users (person)", "USD"
  std::vector<base::Rational> at;       // where the places lie, ascending; empty: they have no order, and stand as bars
  std::vector<std::string> places;      // what each is called: "40 person", "box.small"
  std::vector<Series> series;
  std::optional<base::Rational> mark;   // of a line: the place that was asked for
  std::string mark_name;
  bool is_about = false;                // values are statistics
};

// More lines are not told apart.
inline constexpr size_t kMostSeries = 8;

// "12.5", "≈ 0.3333": of a number that stands in a picture.
std::string pictureLabel(const base::Rational& value, bool is_about = false);
// Round numbers that a scale from 0, or from below, up to the greatest value is marked at.
struct Scale {
  base::Rational low, high, step;
};
Scale scaleOf(const base::Rational& least, const base::Rational& greatest);
// The least and greatest of all values; none: there are no values.
std::optional<std::pair<base::Rational, base::Rational>> rangeOf(const Picture& picture);

// For a terminal of so many columns.
void writePicture(std::ostream& out, const Picture& picture, size_t width);
// The same bytes for the same picture; nothing in it runs, and no text is more than text.
std::string svgOf(const Picture& picture);

}  // namespace smcost::questions
