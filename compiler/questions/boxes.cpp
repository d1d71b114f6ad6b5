#include "compiler/questions/boxes.h"

#include <algorithm>

namespace smcost::questions {

namespace {

using base::Rational;

const Rational* numberAt(const Axis& axis, uint64_t index, Value& store) {
  store = axis.at(index);
  return std::get_if<Rational>(&store);
}

uint64_t widthOf(const std::pair<uint64_t, uint64_t>& range) { return range.second - range.first + 1; }

}  // namespace

uint64_t sizeOf(const IndexBox& box) {
  uint64_t size = 1;
  for (const auto& range : box) size *= widthOf(range);
  return size;
}

uint64_t firstPoint(const Space& space, const IndexBox& box) {
  uint64_t point = 0;
  for (size_t i = 0; i < box.size(); ++i) point = point * space.axes()[i].count.get_ui() + box[i].first;
  return point;
}

std::vector<uint64_t> pointsOf(const Space& space, const IndexBox& box) {
  std::vector<uint64_t> points = {0};
  for (size_t i = 0; i < box.size(); ++i) {
    std::vector<uint64_t> longer;
    for (const uint64_t before : points) {
      for (uint64_t index = box[i].first; index <= box[i].second; ++index) longer.push_back(before * space.axes()[i].count.get_ui() + index);
    }
    points = std::move(longer);
  }
  return points;
}

std::vector<Column> columnsOf(const Space& space, const IndexBox& box) {
  std::vector<Column> columns(box.size());
  const uint64_t size = sizeOf(box);
  for (uint64_t point = 0; point < size; ++point) {
    uint64_t rest = point;
    for (size_t i = box.size(); i-- > 0;) {
      columns[i].push_back(space.axes()[i].at(box[i].first + rest % widthOf(box[i])));
      rest /= widthOf(box[i]);
    }
  }
  return columns;
}

std::optional<size_t> widest(const IndexBox& box, const std::vector<bool>& without) {
  const auto width = [&](size_t i) { return box[i].second - box[i].first; };
  std::optional<size_t> best;
  for (size_t i = 0; i < box.size(); ++i) {
    if ((i < without.size() && without[i]) || width(i) == 0) continue;
    if (!best || width(i) > width(*best)) best = i;
  }
  return best;
}

IndexBox pointBox(const IndexBox& box) {
  IndexBox point = box;
  for (auto& range : point) range.second = range.first;
  return point;
}

bool isOfNames(const Axis& axis) { return !axis.listed.empty() && std::holds_alternative<std::string>(axis.listed.front()); }

uint64_t indexAtEnd(const Axis& axis, std::pair<uint64_t, uint64_t> range, bool is_least) {
  if (axis.listed.empty()) return is_least ? range.first : range.second;
  uint64_t best = range.first;
  for (uint64_t i = range.first + 1; i <= range.second; ++i) {
    if (is_least ? axis.listed[i] < axis.listed[best] : axis.listed[best] < axis.listed[i]) best = i;
  }
  return best;
}

total::Box BoxProver::extentsOf(const IndexBox& box) const {
  total::Box extents;
  Value low, high;
  for (size_t i = 0; i < box.size(); ++i) {
    const Axis& axis = space_.axes()[i];
    if (isOfNames(axis)) {
      extents.push_back({0, 0, {}});   // nothing reads it
      continue;
    }
    const Rational* least = numberAt(axis, indexAtEnd(axis, box[i], true), low);
    const Rational* greatest = numberAt(axis, indexAtEnd(axis, box[i], false), high);
    extents.push_back({*least, *greatest, {}});
    if (axis.listed.empty()) extents.back().step = axis.step;
  }
  return extents;
}

// Whether a program is for the names and the fixed numbers of some points, and of all: else of which axis not.
bool BoxProver::fits(const Piece& piece, const IndexBox& box, std::optional<size_t>& to_split) const {
  for (size_t i = 0; i < box.size(); ++i) {
    if (!piece.fixed[i]) continue;
    const Axis& axis = space_.axes()[i];
    if (widthOf(box[i]) == 1 && axis.at(box[i].first) != piece.made_at[i]) return false;
    if (widthOf(box[i]) > 1) to_split = i;
  }
  return true;
}

BoxProver::Bounders& BoxProver::boundersOf(const Piece& piece) {
  for (Bounders& one : bounders_) {
    if (one.piece == &piece) return one;
  }
  const ClosedFunction& closed = piece.function;
  bounders_.push_back({&piece, total::Bounder(closed.guards.pool, closed.guards.shape), total::Bounder(closed.figures.pool, closed.figures.shape)});
  return bounders_.back();
}

Proved BoxProver::over(const IndexBox& box, const Piece* known) {
  const total::Box extents = extentsOf(box);
  const auto holding = [&](const Piece& piece) {
    Proved proved;
    proved.piece = &piece;
    proved.extents = extents;
    proved.what = piece.refused.empty() ? Proved::What::bounds : Proved::What::refused;
    if (piece.refused.empty()) proved.bounds = boundersOf(piece).figures.over(extents);
    return proved;
  };
  if (known) return holding(*known);
  Proved partial;
  for (const auto& piece : function_.pieces()) {
    std::optional<size_t> to_split;
    if (!fits(*piece, box, to_split)) continue;
    if (to_split) {
      if (partial.what == Proved::What::unknown) partial = {Proved::What::split, {}, {}, nullptr, *to_split};
      continue;
    }
    const total::Bounds guards = boundersOf(*piece).guards.over(extents);
    const auto& all = guards.outputs;
    if (guards.must_fail || std::any_of(all.begin(), all.end(), [](const auto& one) { return one.isFalse(); })) continue;
    const auto open = std::find_if(all.begin(), all.end(), [](const auto& one) { return !one.isTrue(); });
    if (open == all.end() && !guards.can_fail) return holding(*piece);
    size_t widest = box.size();
    for (size_t i = 0; i < box.size(); ++i) {
      const bool matters = open == all.end() || open->directions[i] != total::Direction::constant;
      if (matters && widthOf(box[i]) > 1 && (widest == box.size() || widthOf(box[i]) > widthOf(box[widest]))) widest = i;
    }
    if (widest < box.size()) partial = {Proved::What::split, {}, {}, nullptr, widest};
  }
  return partial;
}

}  // namespace smcost::questions
