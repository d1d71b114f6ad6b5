#include "compiler/questions/curve.h"

#include <algorithm>

#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

using base::Rational;
using total::Straightener;
using total::Stretch;

constexpr int kHalves = 64;   // towards a point, for the program that holds just above it

class Walker {
 public:
  Walker(BillFunction& function, const std::optional<Rational>& high, const SearchLimits& limits) : function_(function), high_(high), limits_(limits) {}

  Curve run(const Rational& x) {
    try {
      walk(x);
      answer();
    } catch (const base::Interrupted&) {
      stop(Search::Stopped::by_wish, "somebody stopped it");
      // What the others come to is not known.
      curve_.points.resize(curve_.answers.failures.size());
      curve_.parts.resize(curve_.points.empty() ? 0 : std::min(curve_.parts.size(), curve_.points.size() - 1));
    }
    return std::move(curve_);
  }

 private:
  struct Lines {
    const Piece* piece;
    Straightener guards, figures;
  };

  Lines& linesOf(const Piece& piece) {
    for (Lines& one : lines_) {
      if (one.piece == &piece) return one;
    }
    const ClosedFunction& closed = piece.function;
    return lines_.emplace_back(Lines{&piece, Straightener(closed.guards.pool, closed.guards.shape), Straightener(closed.figures.pool, closed.figures.shape)});
  }

  void stop(Search::Stopped stopped, std::string why) {
    curve_.stopped = stopped;
    curve_.broken = std::move(why);
  }

  void walk(Rational x) {
    while (!high_ || x < *high_) {
      base::checkInterrupt();
      curve_.points.push_back(x);
      if (limits_.until && std::chrono::steady_clock::now() >= *limits_.until) return stop(Search::Stopped::by_time, "the time was up");
      if (curve_.parts.size() >= kMostStretches) return stop(Search::Stopped::by_room, "it has too many bends");
      if (!add(x)) return stop(Search::Stopped::no, "it is not known to be straight between its bends");
      if (!curve_.parts.back().length) return;
      x += *curve_.parts.back().length;
      // Many together, and never more than half of all are not answered.
      if (curve_.points.size() > 2 * curve_.answers.failures.size()) answer();
    }
    curve_.points.push_back(*high_);
  }

  // Of those points that have none yet.
  void answer() {
    Answers& known = curve_.answers;
    const auto begin = curve_.points.begin() + static_cast<ptrdiff_t>(known.failures.size());
    const Answers more = function_.at({Column(begin, curve_.points.end())});
    known.figures.resize(more.figures.size());
    for (size_t i = 0; i < more.figures.size(); ++i) known.figures[i].insert(known.figures[i].end(), more.figures[i].begin(), more.figures[i].end());
    for (size_t i = 0; i < more.failures.size(); ++i) known.failures.push_back(more.failed(i) ? numberOf(more.reason(i), known.reasons) + 1 : 0);
  }

  // One of which it is known that it holds just above x, and how far.
  const Piece* holding(const Rational& x, std::optional<Rational>& length) {
    for (const auto& piece : function_.pieces()) {
      if (piece->fixed.front()) continue;
      const Stretch guards = linesOf(*piece).guards.from(x);
      if (guards.kind != Stretch::Kind::straight) continue;
      if (!std::all_of(guards.outputs.begin(), guards.outputs.end(), [](const total::Line& one) { return one.isAlways(1); })) continue;
      length = guards.length;
      return piece.get();
    }
    return nullptr;
  }

  bool add(const Rational& x) {
    CurvePart part;
    part.begin = x;
    const Piece* piece = holding(x, part.length);
    Rational ahead = high_ ? Rational(*high_ - x) : Rational(1);
    for (int i = 0; !piece && i < kHalves; ++i) {
      ahead /= 2;
      function_.at({Column{Rational(x + ahead)}});
      piece = holding(x, part.length);
    }
    if (!piece) return false;
    const auto shorten = [&](const std::optional<Rational>& other) {
      if (other && (!part.length || *other < *part.length)) part.length = other;
    };
    if (high_) shorten(Rational(*high_ - x));
    if (piece->refused.empty()) {
      Stretch figures = linesOf(*piece).figures.from(x);
      if (figures.kind == Stretch::Kind::bent) return false;
      shorten(figures.length);
      if (figures.kind == Stretch::Kind::straight) part.figures = std::move(figures.outputs);
    }
    curve_.parts.push_back(std::move(part));
    return true;
  }

  BillFunction& function_;
  const std::optional<Rational>& high_;
  const SearchLimits& limits_;
  std::deque<Lines> lines_;
  Curve curve_;
};

class Best {
 public:
  Best(const Curve& curve, Wants wants) : curve_(curve), wants_(wants) {}

  CurveBest run() {
    for (size_t i = 0; i < curve_.points.size(); ++i) {
      if (i > 0 && i - 1 < curve_.parts.size()) lookBetween(curve_.parts[i - 1]);
      lookAt(i);
    }
    if (!curve_.parts.empty() && !curve_.parts.back().length) lookBetween(curve_.parts.back());
    if (best_.kind == CurveBest::Kind::found) noteSlopes();
    return best_;
  }

 private:
  bool isBetterThanFound(const Rational& figure) const {
    return best_.kind == CurveBest::Kind::none || (best_.kind != CurveBest::Kind::without_end && isBetter(figure, best_.figure, wants_));
  }
  void take(CurveBest::Kind kind, const Rational& at, const Rational& figure) {
    const bool is_met = kind == CurveBest::Kind::found && best_.kind == CurveBest::Kind::not_met && figure == best_.figure;
    if (isBetterThanFound(figure) || is_met) best_ = {kind, at, figure, {}, {}};
  }

  void lookAt(size_t point) {
    const Answers& answers = curve_.answers;
    if (answers.failed(point)) return;
    const auto& figures = answers.figures;
    if (std::all_of(figures.begin() + 1, figures.end(), [&](const auto& one) { return sgn(one[point]) != 0; })) {
      take(CurveBest::Kind::found, curve_.points[point], figures.front()[point]);
    }
  }

  // Without its ends.
  void lookBetween(const CurvePart& part) {
    if (part.figures.empty() || !std::all_of(part.figures.begin() + 1, part.figures.end(), [](const total::Line& one) { return one.isAlways(1); })) return;
    const total::Line& line = part.figures.front();
    const bool betters = wants_ == Wants::least ? sgn(line.slope) < 0 : sgn(line.slope) > 0;
    if (sgn(line.slope) == 0) return take(CurveBest::Kind::found, part.begin + (part.length ? Rational(*part.length / 2) : Rational(1)), line.value);
    if (!betters) return notMet(part.begin, line.value);
    if (part.length) return notMet(part.begin + *part.length, line.after(*part.length));
    best_ = {CurveBest::Kind::without_end, part.begin, line.value, {}, {}};
  }
  // An end that has the figure itself is looked at too.
  void notMet(const Rational& at, const Rational& figure) { take(CurveBest::Kind::not_met, at, figure); }

  void noteSlopes() {
    for (const CurvePart& part : curve_.parts) {
      if (part.figures.empty()) continue;
      const Rational& slope = part.figures.front().slope;
      if (part.begin < best_.at && (!part.length || best_.at <= part.begin + *part.length)) best_.slope_before = slope;
      if (part.begin <= best_.at && (!part.length || best_.at < part.begin + *part.length)) best_.slope_after = slope;
    }
  }

  const Curve& curve_;
  const Wants wants_;
  CurveBest best_;
};

}  // namespace

Curve curveOf(BillFunction& function, const Rational& low, const std::optional<Rational>& high, const SearchLimits& limits) {
  return Walker(function, high, limits).run(low);
}

CurveBest bestOf(const Curve& curve, Wants wants) { return Best(curve, wants).run(); }

}  // namespace smcost::questions
