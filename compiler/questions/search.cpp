#include "compiler/questions/search.h"

#include <algorithm>

#include "compiler/questions/branch.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

constexpr int kEvenPoints = 64;     // at which is looked where the ends tell nothing
constexpr int kHalves = 40;         // towards the border of what has a bill
constexpr int kMostSteps = 200;
constexpr int kDigitsOfJump = 9;    // of the range, to which it is told where a figure jumps
constexpr size_t kMostBits = 2048;  // of a number that a guess is made of: each is longer than those before

bool isShort(const base::Rational& x) {
  return mpz_sizeinbase(x.get_num_mpz_t(), 2) + mpz_sizeinbase(x.get_den_mpz_t(), 2) < kMostBits;
}

}  // namespace

bool isBetter(const base::Rational& one, const base::Rational& other, Wants wants) { return wants == Wants::least ? one < other : one > other; }

void note(Search& search, const Answers& answers, size_t row, uint64_t point, Wants wants) {
  search.meeting.resize(answers.figures.size() - 1);
  search.may_hold.resize(search.meeting.size());
  ++search.points;
  if (answers.failed(row)) {
    ++search.failed;
    numberOf(answers.reason(row), search.reasons);
    return;
  }
  bool all = true;
  for (size_t i = 1; i < answers.figures.size(); ++i) {
    const bool holds = answers.figures[i][row] != 0;
    search.meeting[i - 1] += holds;
    search.may_hold[i - 1] = search.may_hold[i - 1] || holds;
    all = all && holds;
  }
  if (!all) return;
  ++search.fitting;
  const base::Rational& figure = answers.figures.front()[row];
  if (search.best) {
    const base::Rational& best = search.figures.front();
    const bool is_first = figure == best && point < *search.best;
    if (!isBetter(figure, best, wants) && !is_first) return;
  }
  search.best = point;
  search.figures.clear();
  for (const auto& one : answers.figures) search.figures.push_back(one[row]);
}

Search search(BillFunction& function, const Space& space, Wants wants, const SearchLimits& limits) {
  if (space.size() > limits.all_up_to) return branchAndBound(function, space, wants, limits);
  Search found;
  const uint64_t size = space.size().get_ui();
  for (uint64_t begin = 0; begin < size; begin += kBlock) {
    const uint64_t end = std::min(size, begin + kBlock);
    try {
      base::checkInterrupt();
      const Answers answers = function.at(space.block(begin, end));
      for (uint64_t point = begin; point < end; ++point) note(found, answers, point - begin, point, wants);
    } catch (const base::Interrupted&) {
      found.stopped = Search::Stopped::by_wish;
      break;
    }
  }
  found.made = function.made();
  return found;
}

namespace {

// Looks for it between two numbers at which the figure has different signs.
class CrossingFinder {
 public:
  CrossingFinder(BillFunction& function, const base::Rational& low, const base::Rational& high) : function_(function), ends_(low, high) {}

  Crossing run() {
    const Crossing at_ends = between(ends_);
    if (at_ends.kind == Crossing::Kind::exact || at_ends.kind == Crossing::Kind::jump) return at_ends;
    // An end has no bill, or what happens in between is not seen from the ends.
    const std::vector<Point> points = known();
    for (size_t i = 1; i < points.size(); ++i) {
      if (sgn(points[i].figure) == sgn(points[i - 1].figure) && sgn(points[i].figure) != 0) continue;
      found_ = {};
      return between({points[i - 1].x, points[i].x});
    }
    if (points.empty()) return at_ends;
    found_ = {};
    found_.at_low = points.front().figure;
    found_.at_high = points.back().figure;
    return found_;
  }

 private:
  struct Point {
    base::Rational x, figure;
  };

  // Points that lie evenly, those that have a bill, and how far to their sides there is one.
  std::vector<Point> known() {
    std::vector<Point> points;
    std::optional<base::Rational> before;   // the last one, if it has no bill
    for (int i = 0; i <= kEvenPoints; ++i) {
      const base::Rational x = ends_.first + (ends_.second - ends_.first) * base::Rational(i) / base::Rational(kEvenPoints);
      const auto figure = at(x);
      if (figure && before) points.push_back(border({x, *figure}, *before));
      if (!figure && !before && !points.empty()) points.push_back(border(points.back(), x));
      if (figure) points.push_back({x, *figure});
      before = figure ? std::nullopt : std::optional(x);
    }
    return points;
  }
  // The outermost point with a bill towards one that has none.
  Point border(Point known, base::Rational without) {
    for (int step = 0; step < kHalves; ++step) {
      const base::Rational x = (known.x + without) / 2;
      if (const auto figure = at(x)) known = {x, *figure};
      else without = x;
    }
    return known;
  }

  Crossing between(const std::pair<base::Rational, base::Rational>& ends) {
    ends_between_ = ends;
    auto low = at(ends.first), high = low ? at(ends.second) : std::nullopt;
    if (!high) return found_;
    found_.at_low = *low;
    found_.at_high = *high;
    if (*low == 0) return exactly(ends.first);
    if (*high == 0) return exactly(ends.second);
    if (sgn(*low) == sgn(*high)) return found_;
    return between({ends.first, *low}, {ends.second, *high});
  }

  std::optional<base::Rational> at(const base::Rational& x) {
    base::checkInterrupt();
    const Answers answers = function_.at({{x}});
    if (!answers.failed(0)) return answers.figures[0].front() - answers.figures[1].front();
    found_.kind = Crossing::Kind::failed;
    found_.reason = answers.reasons.front();
    return std::nullopt;
  }

  Crossing exactly(const base::Rational& x) {
    found_.kind = Crossing::Kind::exact;
    found_.at = x;
    return found_;
  }

  // A straight line is met by the first guess; halves make sure that both ends move.
  Crossing between(Point low, Point high) {
    const base::Rational fine = (high.x - low.x) / base::powerOfTen(kDigitsOfJump);
    for (int step = 0; step < kMostSteps; ++step) {
      const bool guesses = step % 2 == 0 && isShort(low.x) && isShort(high.x) && isShort(low.figure) && isShort(high.figure);
      const base::Rational width = high.x - low.x;
      const base::Rational x = guesses ? base::Rational(low.x - low.figure * width / (high.figure - low.figure)) : base::Rational((low.x + high.x) / 2);
      const auto figure = at(x);
      if (!figure) return found_;
      if (*figure == 0) return exactly(x);
      (sgn(*figure) == sgn(low.figure) ? low : high) = {x, *figure};
    }
    const base::Rational below = ends_between_.first + base::roundTo(low.x - ends_between_.first, fine, base::RoundingMode::floor);
    return jump(low, high, below, below + fine);
  }

  // Between numbers that can be read, if the signs are the same there.
  Crossing jump(const Point& low, const Point& high, const base::Rational& below, const base::Rational& above) {
    const auto first = at(below), last = first ? at(above) : std::nullopt;
    const bool is_there = last && sgn(*first) == sgn(low.figure) && sgn(*last) == sgn(high.figure);
    found_.kind = Crossing::Kind::jump;
    found_.low = is_there ? below : low.x;
    found_.high = is_there ? above : high.x;
    found_.at_low = is_there ? *first : low.figure;
    found_.at_high = is_there ? *last : high.figure;
    return found_;
  }

  BillFunction& function_;
  std::pair<base::Rational, base::Rational> ends_, ends_between_;
  Crossing found_;
};

}  // namespace

Crossing findCrossing(BillFunction& function, const base::Rational& low, const base::Rational& high) { return CrossingFinder(function, low, high).run(); }

}  // namespace smcost::questions
