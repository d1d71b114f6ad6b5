#include "compiler/questions/ends.h"

#include <algorithm>
#include <variant>

#include "compiler/questions/boxes.h"
#include "compiler/questions/search.h"

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

class EndsFinder {
 public:
  EndsFinder(const session::Options& spec, const std::string& figure) : spec_(spec), figure_(figure) {}

  // Why it is not proved; empty: it is.
  std::string find(const std::vector<Varied>& varied, Rational& low, Rational& high, std::string& without_bill) const {
    std::vector<Axis> axes;
    std::vector<std::string> names;
    std::vector<bool> is_continuous;
    for (const Varied& one : varied) {
      axes.push_back(one.axis);
      names.push_back(one.axis.name);
      is_continuous.push_back(one.is_continuous);
    }
    const Space space(std::move(axes));
    if (space.size() > kMostSearched) return "there are too many values";
    BillFunction function(spec_, names, {{figure_}});
    if (std::string why = goesOneWay(function, space, is_continuous); !why.empty()) return why;
    SearchLimits limits;
    limits.most_boxes = kMostBoxes;
    const Search least = search(function, space, Wants::least, limits), greatest = search(function, space, Wants::greatest, limits);
    if (least.stopped != Search::Stopped::no || greatest.stopped != Search::Stopped::no) return "it would take too long";
    if (!least.best || !greatest.best) return least.reasons.empty() ? "there is no bill" : "there is no bill: " + least.reasons.front();
    low = least.figures.front();
    high = greatest.figures.front();
    if (!least.reasons.empty()) without_bill = least.reasons.front();
    return {};
  }

 private:
  // Whether the figure goes one way in each range without steps, wherever the others are.
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
      if (!to_cut) return "`" + space.axes()[*widest(box, std::vector<bool>(box.size(), false))].name + "` says no step, and the figure does not only rise or only fall between its ends";
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
    IndexBox point = box;
    for (auto& range : point) range.second = range.first;
    function.at(columnsOf(space, point));
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
  static std::optional<size_t> widest(const IndexBox& box, const std::vector<bool>& without) {
    std::optional<size_t> best;
    for (size_t i = 0; i < box.size(); ++i) {
      if (without[i] || box[i].first == box[i].second) continue;
      if (!best || box[i].second - box[i].first > box[*best].second - box[*best].first) best = i;
    }
    return best;
  }

  const session::Options& spec_;
  const std::string& figure_;
};

// What a parameter may be; none: it says nothing of it.
std::optional<Varied> variedOf(AxisReader& reader, const program::Parameter& parameter, std::vector<std::string>& left_out) {
  if (std::holds_alternative<std::monostate>(parameter.domain) || std::holds_alternative<program::Steps>(parameter.domain)) return std::nullopt;
  if (std::holds_alternative<program::Distribution>(parameter.domain)) return std::nullopt;
  if (auto axis = reader.read(parameter.name)) {
    if (axis->count < 2) return std::nullopt;
    return Varied{std::move(*axis), false};
  }
  const auto* range = std::get_if<program::Interval>(&parameter.domain);
  if (!range) {
    left_out.push_back(parameter.name + ": what it may be is known with prices only");
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
    if (auto one = variedOf(reader, parameter, ends.left_out)) varied.push_back(std::move(*one));
  }
  if (varied.empty()) return std::nullopt;
  const EndsFinder finder(spec, figure);
  ends.not_proved = finder.find(varied, ends.low, ends.high, ends.without_bill);
  for (const Varied& one : varied) {
    runtime::Ends::Input input{one.axis.name, {}, {}};
    std::string without;
    if (finder.find({one}, input.low, input.high, without).empty()) ends.inputs.push_back(std::move(input));
  }
  std::stable_sort(ends.inputs.begin(), ends.inputs.end(), [](const auto& a, const auto& b) { return a.high - a.low > b.high - b.low; });
  return ends;
}

}  // namespace smcost::questions
