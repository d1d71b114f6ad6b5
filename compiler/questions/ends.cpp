#include "compiler/questions/ends.h"

#include <algorithm>
#include <variant>

#include "compiler/questions/boxes.h"
#include "compiler/questions/search.h"
#include "compiler/questions/sku_sets.h"
#include "runtime/draws/table.h"

namespace smcost::questions {

namespace {

using base::Rational;
using total::Direction;

constexpr uint64_t kMostBoxes = 20'000;   // of a proof that nobody waits for longer

// An axis, and whether it has only the ends of a range of which all between is meant.
struct Varied {
  Axis axis;
  bool is_continuous = false;
};

struct Found {
  Rational low, high;
  std::vector<runtime::Ends::At> low_at, high_at;
  std::string without_bill;
};

class EndsFinder {
 public:
  EndsFinder(const session::Options& spec, const session::Session& session, const std::string& figure) : spec_(spec), session_(session), figure_(figure) {}

  // Why it is not proved; empty: it is.
  std::string find(const std::vector<Varied>& varied, Found& found) const {
    std::vector<Axis> axes;
    std::vector<std::string> names;
    std::vector<bool> is_continuous;
    for (const Varied& one : varied) {
      axes.push_back(one.axis);
      names.push_back(one.axis.name);
      is_continuous.push_back(one.is_continuous);
    }
    if (std::string why; !widenSets(spec_, axes, why)) return why;
    BillFunction function(spec_, names, {{figure_}});
    // What goes one way between the ends is known by them, however many values lie between.
    std::vector<bool> has_order;
    const Space corners = cornersOf(axes, has_order);
    const bool some_are_left_out = corners.size() < Space(axes).size();
    if (some_are_left_out && corners.size() <= kMostSearched && goesOneWay(function, corners, has_order).empty()) return findIn(function, corners, found);
    const Space space(std::move(axes));
    if (space.size() > kMostSearched) return "there are too many values";
    if (std::string why = goesOneWay(function, space, is_continuous); !why.empty()) return why;
    return findIn(function, space, found);
  }

 private:
  std::string findIn(BillFunction& function, const Space& space, Found& found) const {
    SearchLimits limits;
    limits.most_boxes = kMostBoxes;
    const Search least = search(function, space, Wants::least, limits), greatest = search(function, space, Wants::greatest, limits);
    if (least.stopped != Search::Stopped::no || greatest.stopped != Search::Stopped::no) return "it would take too long";
    if (!least.best || !greatest.best) return least.reasons.empty() ? "there is no bill" : "there is no bill: " + least.reasons.front();
    found.low = least.figures.front();
    found.high = greatest.figures.front();
    found.low_at = valuesAt(space, *least.best);
    found.high_at = valuesAt(space, *greatest.best);
    if (!least.reasons.empty()) found.without_bill = least.reasons.front();
    return {};
  }

  std::vector<runtime::Ends::At> valuesAt(const Space& space, uint64_t point) const {
    std::vector<runtime::Ends::At> at;
    const std::vector<Column> values = space.block(point, point + 1);
    for (size_t i = 0; i < values.size(); ++i) {
      const std::string& name = space.axes()[i].name;
      at.emplace_back(name, show(session_, name, values[i].front()));
    }
    return at;
  }

  // Of numbers the least and the greatest.
  static Space cornersOf(std::vector<Axis> axes, std::vector<bool>& has_order) {
    for (Axis& axis : axes) {
      has_order.push_back(axis.count > 1 && !isOfNames(axis));
      if (!has_order.back()) continue;
      const std::pair<uint64_t, uint64_t> all = {0, axis.count.get_ui() - 1};
      axis.listed = {axis.at(indexAtEnd(axis, all, true)), axis.at(indexAtEnd(axis, all, false))};
      axis.count = 2;
    }
    return Space(std::move(axes));
  }

  // Whether the figure goes one way in each range that is marked, wherever the others are.
  static std::string goesOneWay(BillFunction& function, const Space& space, const std::vector<bool>& is_continuous) {
    if (std::find(is_continuous.begin(), is_continuous.end(), true) == is_continuous.end()) return {};
    BoxProver prover(function, space);
    std::vector<IndexBox> waiting(1);
    for (const Axis& axis : space.axes()) waiting.front().emplace_back(0, axis.count.get_ui() - 1);
    for (uint64_t boxes = 0; !waiting.empty(); ++boxes) {
      if (boxes == kMostBoxes) return "it would take too long";
      const IndexBox box = std::move(waiting.back());
      waiting.pop_back();
      std::optional<size_t> to_cut = namesOf(space, box);
      if (!to_cut) {
        const Proved proved = overAll(function, prover, space, box);
        if (proved.what == Proved::What::bounds && !proved.bounds.can_fail && isKnown(proved.bounds.outputs.front(), is_continuous)) continue;
        if (proved.what == Proved::What::refused) return "there is no bill at some values: " + proved.piece->refused;
        to_cut = widest(box, is_continuous);
      }
      if (!to_cut) return "`" + space.axes()[*widest(box)].name + "` says no step, and the figure does not only rise or only fall between its ends";
      const auto [first, last] = box[*to_cut];
      const uint64_t middle = first + (last - first) / 2;
      waiting.push_back(box);
      waiting.back()[*to_cut] = {first, middle};
      waiting.push_back(box);
      waiting.back()[*to_cut] = {middle + 1, last};
    }
    return {};
  }

  static Proved overAll(BillFunction& function, BoxProver& prover, const Space& space, const IndexBox& box) {
    Proved proved = prover.over(box, nullptr);
    if (proved.what != Proved::What::unknown) return proved;
    function.at(columnsOf(space, pointBox(box)));
    return prover.over(box, nullptr);
  }

  static bool isKnown(const total::OutputBounds& figure, const std::vector<bool>& is_continuous) {
    for (size_t i = 0; i < is_continuous.size(); ++i) {
      if (is_continuous[i] && figure.directions[i] == Direction::unknown) return false;
    }
    return true;
  }

  static std::optional<size_t> namesOf(const Space& space, const IndexBox& box) {
    for (size_t i = 0; i < box.size(); ++i) {
      if (isOfNames(space.axes()[i]) && box[i].first != box[i].second) return i;
    }
    return std::nullopt;
  }

  const session::Options& spec_;
  const session::Session& session_;
  const std::string& figure_;
};

// The values that draws take, each once.
std::optional<Axis> drawnValues(const session::Session& session, const program::Parameter& parameter, const program::Distribution& distribution) {
  const auto table = draws::tableOf(distribution);
  if (!table) return std::nullopt;
  Axis axis;
  axis.name = parameter.name;
  for (const program::ParameterValue& one : table->values) {
    auto value = valueOf(session.program(), parameter, one);
    // Equal ones stand behind each other.
    if (value && (axis.listed.empty() || axis.listed.back() != *value)) axis.listed.push_back(std::move(*value));
  }
  axis.count = axis.listed.size();
  return axis;
}

// What a parameter may be; none: it says nothing of it.
std::optional<Varied> variedOf(AxisReader& reader, const session::Session& session, const program::Parameter& parameter, std::vector<std::string>& left_out) {
  if (std::holds_alternative<std::monostate>(parameter.domain) || std::holds_alternative<program::Steps>(parameter.domain)) return std::nullopt;
  const auto* distribution = std::get_if<program::Distribution>(&parameter.domain);
  if (auto axis = distribution ? drawnValues(session, parameter, *distribution) : reader.read(parameter.name)) {
    if (axis->count < 2) return std::nullopt;
    return Varied{std::move(*axis), false};
  }
  const auto* range = std::get_if<program::Interval>(&parameter.domain);
  if (!range) {
    left_out.push_back(parameter.name + ": " + (distribution ? "its step is too fine to be drawn on" : reader.trouble.text));
    return std::nullopt;
  }
  Varied varied{{}, true};
  varied.axis.name = parameter.name;
  varied.axis.listed = {range->low, range->high};
  varied.axis.count = 2;
  return varied;
}

}  // namespace

std::optional<runtime::Ends> findEnds(const session::Options& spec, const session::Session& session, const std::string& figure) {
  runtime::Ends ends;
  AxisReader reader(spec, session);
  std::vector<Varied> varied;
  for (const program::Parameter& parameter : session.program().parameters) {
    if (parameter.kind == program::Parameter::Kind::other) continue;
    if (isGiven(spec, parameter.name)) continue;
    if (auto one = variedOf(reader, session, parameter, ends.left_out)) varied.push_back(std::move(*one));
  }
  if (varied.empty()) return std::nullopt;
  const EndsFinder finder(spec, session, figure);
  Found all;
  ends.not_proved = finder.find(varied, all);
  ends.low = all.low;
  ends.high = all.high;
  ends.low_at = std::move(all.low_at);
  ends.high_at = std::move(all.high_at);
  ends.without_bill = std::move(all.without_bill);
  for (const Varied& one : varied) {
    Found alone;
    if (!finder.find({one}, alone).empty()) continue;
    ends.inputs.push_back({one.axis.name, alone.low, alone.high, alone.low_at.front().second, alone.high_at.front().second});
  }
  std::stable_sort(ends.inputs.begin(), ends.inputs.end(), [](const auto& a, const auto& b) { return a.high - a.low > b.high - b.low; });
  return ends;
}

}  // namespace smcost::questions
