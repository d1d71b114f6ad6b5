#include "compiler/questions/tally.h"

#include <algorithm>
#include <utility>

#include "compiler/questions/joined_function.h"
#include "compiler/sweep/survey.h"
#include "lang/base/check.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

// Points that a piece leaves are remembered, until another piece is worth its code.
constexpr size_t kMostRemembered = 20'000;
// Pieces with kernels of their own in one part of a space.
constexpr size_t kMostPasses = 16;

// A part of a space: axes at one of their values, and axes as they are. Its points are numbered as the space's, in the same order.
class Part {
 public:
  explicit Part(const Space& space) : space_(space), at_(space.axes().size()) {
    for (size_t i = space.axes().size(); i-- > 0;) {
      stride_.insert(stride_.begin(), stride_.empty() ? 1 : stride_.front() * space.axes()[i + 1].count.get_ui());
    }
  }

  bool isFree(size_t axis) const { return !at_[axis]; }
  void fix(size_t axis, uint64_t index) { at_[axis] = index; }
  uint64_t size() const {
    uint64_t size = 1;
    for (size_t i = 0; i < at_.size(); ++i) size *= isFree(i) ? countOf(i) : 1;
    return size;
  }
  uint64_t countOf(size_t axis) const { return space_.axes()[axis].count.get_ui(); }
  // The number of its point in the space.
  uint64_t pointOf(uint64_t own) const {
    uint64_t point = 0;
    for (size_t i = at_.size(); i-- > 0;) {
      point += stride_[i] * (isFree(i) ? own % countOf(i) : *at_[i]);
      if (isFree(i)) own /= countOf(i);
    }
    return point;
  }
  Value value(size_t axis, uint64_t point) const { return space_.axes()[axis].at(point / stride_[axis] % countOf(axis)); }

  // What a kernel takes it from; none: a number is too long.
  std::optional<std::vector<sweep::Axis>> axes() const {
    std::vector<sweep::Axis> axes;
    for (size_t i = 0; i < at_.size(); ++i) {
      const Axis& axis = space_.axes()[i];
      auto one = isFree(i) ? ofNumbers(axis) : ofOne(axis.at(*at_[i]));
      if (!one) return std::nullopt;
      axes.push_back(std::move(*one));
    }
    return axes;
  }

 private:
  static std::optional<sweep::Axis> ofOne(const Value& value) {
    // Nothing reads a name.
    const base::Rational* number = std::get_if<base::Rational>(&value);
    return sweep::steppedAxis(number ? *number : base::Rational(0), 0, 1);
  }
  static std::optional<sweep::Axis> ofNumbers(const Axis& axis) {
    if (axis.listed.empty()) return sweep::steppedAxis(axis.first, axis.step, axis.count.get_ui());
    std::vector<base::Rational> values;
    for (const Value& value : axis.listed) values.push_back(std::get<base::Rational>(value));
    return sweep::listedAxis(values);
  }

  const Space& space_;
  std::vector<std::optional<uint64_t>> at_;   // per axis: where it is fixed
  std::vector<uint64_t> stride_;
};

class Tallier {
 public:
  Tallier(BillFunction& function, const Space& space, const std::vector<Kept>& kept, unsigned threads)
      : function_(function), space_(space), kept_(kept), threads_(threads), compiler_(false, nullptr, jit::Tuning::rows) {
    tally_.kept.resize(kept.size());
  }

  Tally run() {
    try {
      goThrough(Part(space_));
    } catch (const base::Interrupted&) {
      tally_.is_stopped = true;
    }
    std::sort(tally_.reasons.begin(), tally_.reasons.end(), [](const Reason& a, const Reason& b) { return a.first < b.first; });
    return std::move(tally_);
  }

 private:
  // Each name by itself.
  void goThrough(Part part) {
    for (size_t i = 0; i < space_.axes().size(); ++i) {
      const std::vector<Value>& listed = space_.axes()[i].listed;
      if (part.isFree(i) && !listed.empty() && std::holds_alternative<std::string>(listed.front())) return eachOf(part, i);
    }
    if (part.size() < function_.worthKernels()) return inRationals(part);
    auto piece = function_.pieceAt(valuesAt(part, part.pointOf(0)));
    for (size_t i = 0; i < space_.axes().size(); ++i) {
      if (part.isFree(i) && piece->fixed[i] && part.countOf(i) > 1) return eachOf(part, i);
    }
    if (!inPasses(part, std::move(piece))) inRationals(part);
  }

  void eachOf(const Part& part, size_t axis) {
    for (uint64_t i = 0; i < part.countOf(axis) && !tally_.is_stopped; ++i) {
      base::checkInterrupt();
      Part one = part;
      one.fix(axis, i);
      goThrough(std::move(one));
    }
  }

  std::vector<Value> valuesAt(const Part& part, uint64_t point) const {
    std::vector<Value> values;
    for (size_t i = 0; i < space_.axes().size(); ++i) values.push_back(part.value(i, point));
    return values;
  }

  // ---- by kernels -----------------------------------------------------------------

  // What a pass has left.
  struct Left {
    std::vector<uint64_t> points;   // of the space
    bool are_all = true;            // or more than are remembered
  };

  // One piece after another, each where none before holds. `false`: kernels cannot, and nothing was looked at.
  bool inPasses(const Part& part, std::unique_ptr<Piece> piece) {
    auto axes = part.axes();
    if (!axes) return false;
    const sweep::Domain domain = sweep::gridOf(std::move(*axes));
    const Tally before = tally_;
    std::vector<std::unique_ptr<Piece>> pieces;
    for (;;) {
      auto joined = pieces.size() < kMostPasses ? join(piece.get(), function_.figures().size(), pieces) : std::nullopt;
      auto kernels = kernelsOf(joined, domain);
      const bool is_rest = !kernels && !pieces.empty();
      if (is_rest) kernels = kernelsOf(joined = join(nullptr, function_.figures().size(), pieces), domain);
      if (!kernels) return tally_ = before, false;
      Left left = lookThrough(part, *kernels, *joined, is_rest);
      if (tally_.is_stopped) return true;
      if (left.are_all) return atPoints(part, std::move(left.points)), true;
      pieces.push_back(std::move(piece));
      piece = function_.pieceAt(valuesAt(part, left.points.front()));
    }
  }

  std::unique_ptr<sweep::Kernels> kernelsOf(const std::optional<JoinedFunction>& joined, const sweep::Domain& domain) {
    return joined ? sweep::Kernels::make(joined->function.pool, joined->function.shape, domain, questions(), compiler_) : nullptr;
  }

  // What the function answers is kept in the tally. With `is_rest` the others are looked at at once, however many.
  Left lookThrough(const Part& part, sweep::Kernels& kernels, const JoinedFunction& joined, bool is_rest) {
    Left left;
    const auto on_others = [&](const std::vector<uint64_t>& others) {
      for (const uint64_t own : others) {
        if (left.points.size() == kMostRemembered && !is_rest) {
          left.are_all = false;
          continue;
        }
        left.points.push_back(part.pointOf(own));
        if (is_rest && left.points.size() == kBlock) atPoints(part, std::exchange(left.points, {}));
      }
    };
    const sweep::Tally found = sweep::survey(kernels, kept_.size(), threads_, {joined.taken, joined.others}, on_others);
    std::sort(left.points.begin(), left.points.end());
    add(part, found, joined);
    return left;
  }

  std::vector<sweep::Question> questions() const {
    std::vector<sweep::Question> questions;
    for (const Kept& one : kept_) questions.push_back({one.figure, one.where, {one.least, one.greatest, one.sum}});
    return questions;
  }

  void add(const Part& part, const sweep::Tally& found, const JoinedFunction& joined) {
    const auto global = [&](const std::optional<sweep::Extreme>& extreme) {
      return extreme ? std::optional(Extreme{part.pointOf(extreme->point), extreme->figure}) : std::nullopt;
    };
    for (size_t i = 0; i < kept_.size(); ++i) {
      keep(tally_.kept[i].least, global(found.answers[i].least), true);
      keep(tally_.kept[i].greatest, global(found.answers[i].greatest), false);
      tally_.kept[i].sum += found.answers[i].sum;
    }
    tally_.points += found.points;
    tally_.in_lanes += found.points;
    for (const auto& [site, failure] : found.failures) {
      fail(siteText(joined.function.shape, site + 1), failure.count, part.pointOf(failure.first));
      tally_.points += failure.count;
      tally_.in_lanes += failure.count;
    }
    tally_.is_stopped = tally_.is_stopped || found.is_stopped;
  }

  // ---- in rationals ---------------------------------------------------------------

  void inRationals(const Part& part) {
    const uint64_t size = part.size();
    for (uint64_t begin = 0; begin < size; begin += kBlock) {
      std::vector<uint64_t> points;
      for (uint64_t own = begin; own < std::min(size, begin + kBlock); ++own) points.push_back(part.pointOf(own));
      atPoints(part, std::move(points));
    }
  }

  void atPoints(const Part& part, std::vector<uint64_t> points) {
    for (size_t begin = 0; begin < points.size(); begin += kBlock) {
      base::checkInterrupt();
      const size_t end = std::min(points.size(), begin + kBlock);
      std::vector<Column> columns(space_.axes().size());
      for (size_t i = 0; i < columns.size(); ++i) {
        for (size_t k = begin; k < end; ++k) columns[i].push_back(part.value(i, points[k]));
      }
      const Answers answers = function_.at(columns);
      for (size_t k = begin; k < end; ++k) addPoint(answers, k - begin, points[k]);
    }
  }

  void addPoint(const Answers& answers, size_t row, uint64_t point) {
    ++tally_.points;
    if (answers.failed(row)) return fail(answers.reason(row), 1, point);
    for (size_t i = 0; i < kept_.size(); ++i) {
      const Kept& wanted = kept_[i];
      if (std::any_of(wanted.where.begin(), wanted.where.end(), [&](size_t condition) { return answers.figures[condition][row] == 0; })) continue;
      const Extreme one{point, answers.figures[wanted.figure][row]};
      if (wanted.least) keep(tally_.kept[i].least, one, true);
      if (wanted.greatest) keep(tally_.kept[i].greatest, one, false);
      if (wanted.sum) tally_.kept[i].sum += one.figure;
    }
  }

  // ---- both -----------------------------------------------------------------------

  void fail(const std::string& text, uint64_t points, uint64_t first) {
    auto found = std::find_if(tally_.reasons.begin(), tally_.reasons.end(), [&](const Reason& reason) { return reason.text == text; });
    if (found == tally_.reasons.end()) found = tally_.reasons.insert(found, {text, 0, first});
    found->points += points;
    found->first = std::min(found->first, first);
  }

  BillFunction& function_;
  const Space& space_;
  const std::vector<Kept>& kept_;
  unsigned threads_;
  jit::Compiler compiler_;
  Tally tally_;
};

}  // namespace

void keep(std::optional<Extreme>& best, const std::optional<Extreme>& other, bool is_least) {
  if (!other) return;
  const bool is_equal = best && best->figure == other->figure;
  const bool is_better = !best || (is_least ? other->figure < best->figure : other->figure > best->figure);
  if (is_better || (is_equal && other->point < best->point)) best = other;
}

Tally tally(BillFunction& function, const Space& space, const std::vector<Kept>& kept, unsigned threads) { return Tallier(function, space, kept, threads).run(); }

}  // namespace smcost::questions
