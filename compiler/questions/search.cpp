#include "compiler/questions/search.h"

#include <algorithm>

#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

constexpr int kMostSteps = 200;
constexpr int kDigitsOfJump = 9;    // of the range, to which it is told where a figure jumps
constexpr size_t kMostBits = 2048;  // of a number that a guess is made of: each is longer than those before

bool isShort(const base::Rational& x) {
  return mpz_sizeinbase(x.get_num_mpz_t(), 2) + mpz_sizeinbase(x.get_den_mpz_t(), 2) < kMostBits;
}

bool isBetter(const base::Rational& one, const base::Rational& other, Wants wants) { return wants == Wants::least ? one < other : one > other; }

}  // namespace

Search search(BillFunction& function, const Space& space, Wants wants) {
  Search found;
  const uint64_t size = space.size().get_ui();
  for (uint64_t begin = 0; begin < size; begin += kBlock) {
    const uint64_t end = std::min(size, begin + kBlock);
    Answers answers;
    try {
      base::checkInterrupt();
      answers = function.at(space.block(begin, end));
    } catch (const base::Interrupted&) {
      found.is_stopped = true;
      break;
    }
    found.meeting.resize(answers.figures.size() - 1);
    for (uint64_t point = begin; point < end; ++point) {
      const size_t row = point - begin;
      if (answers.failed(row)) {
        ++found.failed;
        numberOf(answers.reason(row), found.reasons);
        continue;
      }
      bool all = true;
      for (size_t i = 1; i < answers.figures.size(); ++i) {
        const bool holds = answers.figures[i][row] != 0;
        found.meeting[i - 1] += holds;
        all = all && holds;
      }
      if (!all) continue;
      ++found.fitting;
      if (found.best && !isBetter(answers.figures.front()[row], found.figures.front(), wants)) continue;
      found.best = point;
      found.figures.clear();
      for (const auto& figure : answers.figures) found.figures.push_back(figure[row]);
    }
    found.points = end;
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
    auto low = at(ends_.first), high = low ? at(ends_.second) : std::nullopt;
    if (!high) return found_;
    found_.at_low = *low;
    found_.at_high = *high;
    if (*low == 0) return exactly(ends_.first);
    if (*high == 0) return exactly(ends_.second);
    if (sgn(*low) == sgn(*high)) return found_;
    return between({ends_.first, *low}, {ends_.second, *high});
  }

 private:
  struct Point {
    base::Rational x, figure;
  };

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
    const base::Rational below = ends_.first + base::roundTo(low.x - ends_.first, fine, base::RoundingMode::floor);
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
  std::pair<base::Rational, base::Rational> ends_;
  Crossing found_;
};

}  // namespace

Crossing findCrossing(BillFunction& function, const base::Rational& low, const base::Rational& high) { return CrossingFinder(function, low, high).run(); }

}  // namespace smcost::questions
