#include "compiler/questions/branch.h"

#include <algorithm>
#include <queue>

#include "compiler/questions/boxes.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

using base::Rational;
using total::Direction;

// Of boxes that wait: a few hundred megabytes.
constexpr size_t kMostBoxes = 1'000'000;

// A box that may have a better point.
struct Waiting {
  IndexBox box;
  std::optional<Rational> bound;    // none of its points is better; none: nothing is known
  uint64_t first = 0;               // of its points
  const Piece* piece = nullptr;     // which holds in it
};

class Branching {
 public:
  Branching(BillFunction& function, const Space& space, Wants wants, const SearchLimits& limits)
      : function_(function), space_(space), wants_(wants), limits_(limits), prover_(function, space), waiting_(Later{wants}) {}

  Search run() {
    found_.looked_at_all = false;
    Waiting all;
    for (const Axis& axis : space_.axes()) all.box.emplace_back(0, axis.count.get_ui() - 1);
    if (space_.size() > 0) waiting_.push(std::move(all));
    while (!waiting_.empty()) {
      if (!canBeBetter(waiting_.top())) {
        waiting_.pop();
        continue;
      }
      if (isOver()) break;
      const Waiting next = waiting_.top();
      waiting_.pop();
      try {
        lookAt(next);
      } catch (const base::Interrupted&) {
        // It is asked again by the next turn, and may still have a better point.
        waiting_.push(next);
      }
    }
    finish();
    return std::move(found_);
  }

 private:
  // Which of two is looked at after the other: the most promising first, of these the first one.
  struct Later {
    Wants wants;
    bool operator()(const Waiting& one, const Waiting& other) const {
      if (one.bound.has_value() != other.bound.has_value()) return one.bound.has_value();
      if (one.bound && *one.bound != *other.bound) return isBetter(*other.bound, *one.bound, wants);
      return one.first > other.first;
    }
  };

  bool isOver() {
    if (base::isInterrupted()) found_.stopped = Search::Stopped::by_wish;
    else if (limits_.until && std::chrono::steady_clock::now() >= *limits_.until) found_.stopped = Search::Stopped::by_time;
    else if (waiting_.size() > kMostBoxes || (limits_.most_boxes && found_.boxes >= *limits_.most_boxes)) found_.stopped = Search::Stopped::by_room;
    return found_.stopped != Search::Stopped::no;
  }

  // The first of equally good ones is wanted.
  bool canBeBetter(const Waiting& one) const {
    if (!one.bound || !found_.best) return true;
    const Rational& best = found_.figures.front();
    return isBetter(*one.bound, best, wants_) || (*one.bound == best && one.first < *found_.best);
  }

  void lookAt(const Waiting& one) {
    ++found_.boxes;
    for (size_t i = 0; i < one.box.size(); ++i) {
      if (isOfNames(space_.axes()[i]) && one.box[i].first != one.box[i].second) return splitAll(one, i);
    }
    const bool is_small = sizeOf(one.box) <= limits_.leaf;
    Proved proved = prover_.over(one.box, one.piece);
    if (proved.what == Proved::What::unknown && !is_small) {
      evaluate(pointBox(one.box));
      proved = prover_.over(one.box, nullptr);
    }
    switch (proved.what) {
      case Proved::What::refused: numberOf(proved.piece->refused, found_.reasons); return;
      case Proved::What::split: return is_small ? evaluate(one.box) : splitHalf(one, proved.axis);
      case Proved::What::unknown: return is_small ? evaluate(one.box) : splitHalf(one, widest(one.box).value_or(0));
      case Proved::What::bounds: break;
    }
    lookInside(one, proved, is_small);
  }

  void lookInside(const Waiting& one, const Proved& proved, bool is_small) {
    const total::Bounds& bounds = proved.bounds;
    if (bounds.must_fail) return is_small ? evaluate(one.box) : evaluate(pointBox(one.box));
    const auto& outputs = bounds.outputs;
    found_.may_hold.resize(outputs.size() - 1);
    const auto is_false = [](const total::OutputBounds& condition) { return condition.isFalse(); };
    if (std::any_of(outputs.begin() + 1, outputs.end(), is_false)) {
      for (size_t i = 1; i < outputs.size(); ++i) found_.may_hold[i - 1] = found_.may_hold[i - 1] || !is_false(outputs[i]);
      return;
    }
    Waiting inside = one;
    inside.piece = proved.piece;
    const total::Interval range = total::common(outputs.front().range, bounds.limit);
    inside.bound = wants_ == Wants::least ? range.low : range.high;
    if (!canBeBetter(inside)) return;
    if (is_small) return evaluate(one.box);
    narrow(inside.box, bounds);
    inside.first = firstPoint(space_, inside.box);
    if (sizeOf(inside.box) <= limits_.leaf) return evaluate(inside.box);
    evaluate(corner(inside.box, outputs.front()));
    if (canBeBetter(inside)) splitHalf(inside, axisToSplit(inside.box, proved));
  }

  bool isGoodAtLow(Direction direction) const {
    return direction == Direction::constant || direction == (wants_ == Wants::least ? Direction::rising : Direction::falling);
  }

  // Where going to the first value of an axis makes nothing worse, no other value of it is needed.
  void narrow(IndexBox& box, const total::Bounds& bounds) const {
    if (bounds.can_fail) return;
    for (size_t i = 0; i < box.size(); ++i) {
      if (!space_.axes()[i].listed.empty() || !isGoodAtLow(bounds.outputs.front().directions[i])) continue;
      const bool holds_at_low = std::all_of(bounds.outputs.begin() + 1, bounds.outputs.end(), [&](const total::OutputBounds& one) {
        return one.isTrue() || one.directions[i] == Direction::constant || one.directions[i] == Direction::falling;
      });
      if (holds_at_low) box[i].second = box[i].first;
    }
  }

  // Where the figure is best, as far as is known; in the middle else.
  IndexBox corner(const IndexBox& box, const total::OutputBounds& figure) const {
    IndexBox point = box;
    for (size_t i = 0; i < box.size(); ++i) {
      const Direction direction = figure.directions[i];
      uint64_t at = box[i].first + (box[i].second - box[i].first) / 2;
      if (direction != Direction::unknown) at = indexAtEnd(space_.axes()[i], box[i], (direction != Direction::falling) == (wants_ == Wants::least));
      if (direction == Direction::constant) at = box[i].first;
      point[i] = {at, at};
    }
    return point;
  }

  // The axis that moves most of what is not decided: a condition if one is open, the figure else.
  size_t axisToSplit(const IndexBox& box, const Proved& proved) const {
    const auto& outputs = proved.bounds.outputs;
    auto moved = std::find_if(outputs.begin() + 1, outputs.end(), [](const total::OutputBounds& one) { return !one.isTrue(); });
    if (moved == outputs.end()) moved = outputs.begin();
    size_t best = box.size();
    std::optional<Rational> most;
    for (size_t i = 0; i < box.size(); ++i) {
      if (width(box, i) == 0 || moved->directions[i] == Direction::constant) continue;
      const Rational effect = effectOf(*moved, proved.extents[i], i, Rational(width(box, i)) / space_.axes()[i].count);
      if (best < box.size() && effect <= *most) continue;
      best = i;
      most = effect;
    }
    return best < box.size() ? best : widest(box).value_or(0);
  }
  // How much an axis moves a figure at most; of one that leaps its part in all that it moves.
  static Rational effectOf(const total::OutputBounds& figure, const total::Extent& extent, size_t axis, const Rational& part) {
    const total::Interval& slope = figure.slopes[axis];
    if (slope.low && slope.high) return std::max(Rational(abs(*slope.low)), Rational(abs(*slope.high))) * (extent.high - extent.low);
    return figure.range.low && figure.range.high ? Rational(part * (*figure.range.high - *figure.range.low)) : part;
  }
  static uint64_t width(const IndexBox& box, size_t axis) { return box[axis].second - box[axis].first; }

  void splitHalf(const Waiting& whole, size_t axis) {
    const auto [first, last] = whole.box[axis];
    const uint64_t middle = first + (last - first) / 2;
    wait(whole, axis, {first, middle});
    wait(whole, axis, {middle + 1, last});
  }
  // As halves of halves would, without boxes in between.
  void splitAll(const Waiting& whole, size_t axis) {
    for (uint64_t i = whole.box[axis].first; i <= whole.box[axis].second; ++i) wait(whole, axis, {i, i});
  }
  void wait(const Waiting& whole, size_t axis, std::pair<uint64_t, uint64_t> range) {
    Waiting part = whole;
    part.box[axis] = range;
    part.first = firstPoint(space_, part.box);
    waiting_.push(std::move(part));
  }

  void evaluate(const IndexBox& box) {
    const Answers answers = function_.at(columnsOf(space_, box));
    const std::vector<uint64_t> points = pointsOf(space_, box);
    for (size_t row = 0; row < points.size(); ++row) note(found_, answers, row, points[row], wants_);
  }

  void finish() {
    found_.made = function_.made();
    if (found_.stopped == Search::Stopped::no) return;
    // The most promising of those that wait.
    found_.bound = waiting_.top().bound;
    if (found_.best && found_.bound && isBetter(found_.figures.front(), *found_.bound, wants_)) found_.bound = found_.figures.front();
  }

  BillFunction& function_;
  const Space& space_;
  const Wants wants_;
  const SearchLimits& limits_;
  BoxProver prover_;
  std::priority_queue<Waiting, std::vector<Waiting>, Later> waiting_;
  Search found_;
};

}  // namespace

Search branchAndBound(BillFunction& function, const Space& space, Wants wants, const SearchLimits& limits) {
  return Branching(function, space, wants, limits).run();
}

}  // namespace smcost::questions
