#include "compiler/questions/picture_of.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/questions/asked_text.h"
#include "compiler/questions/show.h"

namespace smcost::questions {

namespace {

using base::Rational;
using Kind = Question::Kind;

constexpr uint64_t kMostPlaces = 121;   // of a line: more are not seen
constexpr uint64_t kMostBars = 40;

bool isNumeric(const Axis& axis) {
  if (axis.listed.empty()) return true;
  const auto is_number = [](const Value& value) { return std::holds_alternative<Rational>(value); };
  return std::all_of(axis.listed.begin(), axis.listed.end(), is_number) &&
         std::is_sorted(axis.listed.begin(), axis.listed.end(), [](const Value& a, const Value& b) { return std::get<Rational>(a) < std::get<Rational>(b); });
}

// Evenly spaced, the first and the last among them.
std::vector<Value> placesOf(const Axis& axis, uint64_t most) {
  const uint64_t count = axis.count.get_ui(), shown = std::min(count, most);
  std::vector<Value> values;
  for (uint64_t i = 0; i < shown; ++i) values.push_back(axis.at(shown < 2 ? 0 : i * (count - 1) / (shown - 1)));
  return values;
}

class PictureMaker {
 public:
  PictureMaker(const Asking& asking, std::string& why) : asking_(asking), why_(why), session_(asking.spec()) {}

  std::optional<Picture> run() {
    asking_.function().onPoints({});
    switch (asking_.question().kind) {
      case Kind::sample: return ofSample();
      case Kind::solve: return ofSolve();
      default: return ofSpace(asking_.space(), asking_.function(), asking_.figures());
    }
  }

 private:
  std::optional<Picture> fail(std::string why) {
    why_ = std::move(why);
    return std::nullopt;
  }

  const program::Parameter* parameterOf(const std::string& name) const { return parameterNamed(session_.program(), name); }

  std::string acrossOf(const std::string& name) const {
    const program::Parameter* parameter = parameterOf(name);
    return !parameter || parameter->unit.empty() ? name : fmt::format("{} ({})", name, parameter->unit);
  }

  // "40 person"; what has no short decimal is marked.
  std::string placeText(const std::string& name, const Value& value) const {
    const program::Parameter* parameter = parameterOf(name);
    const Rational* number = std::get_if<Rational>(&value);
    if (!number || !parameter) return show(session_, name, value);
    const std::string text = pictureLabel(*number / parameter->unit_scale);
    return parameter->unit.empty() ? text : text + (parameter->kind == program::Parameter::Kind::multiple ? "" : " ") + parameter->unit;
  }

  // --- figures ---

  // What is like the first of them, and no condition.
  std::vector<size_t> shownFigures(const session::Session& session, const std::vector<Figure>& figures) {
    std::vector<size_t> shown;
    for (size_t i = 0; i < figures.size() && shown.size() < kMostSeries; ++i) {
      const auto kind = kindOf(session, figures, i);
      if (kind && (shown.empty() || kind == kindOf(session, figures, shown.front()))) shown.push_back(i);
    }
    return shown;
  }

  // Its dimension, of money that of nothing else; none: a condition.
  static std::optional<units::DimensionId> kindOf(const session::Session& session, const std::vector<Figure>& figures, size_t index) {
    if (figures[index].of == Figure::Of::check) return std::nullopt;
    const program::Asked* asked = askedFigure(session.program(), figures, index);
    if (!asked) return moneyOf(session, figures);
    return asked->is_truth ? std::nullopt : std::optional(asked->dimension);
  }

  // Of an invoice: like any other money.
  static std::optional<units::DimensionId> moneyOf(const session::Session& session, const std::vector<Figure>& figures) {
    for (size_t i = 0; i < figures.size(); ++i) {
      if (askedFigure(session.program(), figures, i) && isMoneyFigure(session, figures, i)) return askedFigure(session.program(), figures, i)->dimension;
    }
    return units::kNoDimension;
  }

  // Values become those of a unit that suits the greatest.
  void setUnit(const session::Session& session, const std::vector<Figure>& figures, size_t first, Picture& picture) const {
    if (isMoneyFigure(session, figures, first)) {
      picture.upwards = currencyOf(session.program());
      return;
    }
    const auto range = rangeOf(picture);
    const program::Asked* asked = askedFigure(session.program(), figures, first);
    if (!range || !asked) return;
    const Rational greatest = std::max<Rational>(abs(range->first), abs(range->second));
    if (greatest == 0) return;
    const units::Units::Shown shown = session.units().choose(greatest, asked->dimension, session.program().dimensions);
    if (shown.number == 0) return;
    const Rational scale = greatest / shown.number;
    picture.upwards = shown.unit;
    for (Picture::Series& series : picture.series) {
      for (auto& value : series.values) {
        if (value) *value /= scale;
      }
    }
  }

  // --- points ---

  static Picture::Series seriesOf(std::string name, const Answers& answers, size_t figure) {
    Picture::Series series{std::move(name), {}};
    for (size_t point = 0; point < answers.failures.size(); ++point) {
      series.values.push_back(answers.failed(point) ? std::nullopt : std::optional(answers.figures[figure][point]));
    }
    return series;
  }

  void setPlaces(const Axis& axis, const std::vector<Value>& values, bool is_line, Picture& picture) const {
    picture.across = acrossOf(axis.name);
    for (const Value& value : values) {
      picture.places.push_back(placeText(axis.name, value));
      if (is_line) picture.at.push_back(std::get<Rational>(value));
    }
  }

  std::optional<Picture> ofSpace(const Space& space, BillFunction& function, const std::vector<Figure>& figures, const session::Session* of = nullptr) {
    const session::Session& session = of ? *of : session_;
    const std::vector<Axis>& axes = space.axes();
    if (axes.empty() || axes.size() > 2) return fail("a picture is over one parameter, or over two");
    const size_t main = axes.size() == 2 && !isNumeric(axes[0]) && isNumeric(axes[1]) ? 1 : 0;
    const Axis& axis = axes[main];
    const bool is_line = isNumeric(axis);
    if (!is_line && axis.count > kMostBars) return fail(fmt::format("a picture has at most {} bars", kMostBars));
    const std::vector<size_t> shown = shownFigures(session, figures);
    if (shown.empty()) return fail("a condition has no picture");
    const std::vector<Value> places = placesOf(axis, is_line ? kMostPlaces : kMostBars);
    Picture picture;
    setPlaces(axis, places, is_line, picture);
    if (axes.size() == 1) {
      const Answers answers = function.at({places});
      for (const size_t figure : shown) picture.series.push_back(seriesOf(figures[figure].text, answers, figure));
    } else {
      const Axis& other = axes[1 - main];
      if (other.count > kMostSeries) return fail(fmt::format("a picture has at most {} lines, and `{}` takes {} values", kMostSeries, other.name, other.count.get_str()));
      for (const Value& value : placesOf(other, kMostSeries)) {
        std::vector<Column> columns(2);
        columns[main] = places;
        columns[1 - main] = Column(places.size(), value);
        picture.series.push_back(seriesOf(fmt::format("{} = {}", other.name, placeText(other.name, value)), function.at(columns), shown.front()));
      }
    }
    setTitle(figures, axes.size() == 1 ? shown : std::vector<size_t>{shown.front()}, axes, picture);
    setUnit(session, figures, shown.front(), picture);
    setMark(axis, is_line, picture);
    return picture;
  }

  void setTitle(const std::vector<Figure>& figures, const std::vector<size_t>& shown, const std::vector<Axis>& axes, Picture& picture) const {
    std::vector<std::string> names, over;
    for (const size_t figure : shown) names.push_back(figures[figure].text);
    for (const Axis& axis : axes) over.push_back(axis.name);
    picture.title = fmt::format("{} over {}", fmt::join(names, ", "), fmt::join(over, ", "));
  }

  void setMark(const Axis& axis, bool is_line, Picture& picture) const {
    const auto& best = asking_.found();
    if (!best || !is_line) return;
    const auto at = std::find_if(best->begin(), best->end(), [&](const auto& one) { return one.first == axis.name; });
    const Rational* number = at == best->end() ? nullptr : std::get_if<Rational>(&at->second);
    if (!number) return;
    picture.mark = *number;
    picture.mark_name = fmt::format("{} = {}", axis.name, placeText(axis.name, *number));
  }

  // --- solve, sample ---

  // Both sides of a condition that is one comparison, else the total.
  static std::vector<std::string> sidesShown(const std::string& where) {
    for (const std::string sign : {"==", "<=", ">=", "!=", "<", ">"}) {
      const size_t at = findOutside(where, sign);
      if (at == std::string::npos || findOutside(where, " and ") != std::string::npos || findOutside(where, " or ") != std::string::npos) continue;
      return {trimmed(where.substr(0, at)), trimmed(where.substr(at + sign.size()))};
    }
    return {"total"};
  }

  std::optional<Picture> ofSolve() {
    std::vector<Figure> figures;
    session::Options asked = asking_.options();
    for (const std::string& text : sidesShown(asking_.question().where)) {
      figures.push_back({text});
      asked.asked.push_back(text);
    }
    Space space = asking_.space();
    if (const auto& ends = asking_.ends()) {
      const std::string name = trimmed(asking_.question().over.front().substr(0, asking_.question().over.front().find('=')));
      Axis axis{name, ends->first, (ends->second - ends->first) / Rational(base::Integer(kMostPlaces - 1)), {}, kMostPlaces};
      if (axis.step == 0) axis.count = 1;
      space = Space({std::move(axis)});
    }
    session::Session session(std::move(asked));
    if (!session.check()) return fail("what it compares has no picture");
    BillFunction function(asking_.options(), {space.axes().front().name}, figures);
    return ofSpace(space, function, figures, &session);
  }

  std::optional<Picture> ofSample() {
    const Sample& sample = *asking_.sampled();
    if (!sample.mean) return fail("no draw has a bill");
    const std::vector<Figure>& figures = asking_.figures();
    Picture picture;
    picture.is_about = true;
    picture.title = fmt::format("{} in {} draws, seed {}", figures.front().text, sample.draws, asking_.question().seed);
    picture.across = "percentiles and mean";
    Picture::Series series{figures.front().text, {}};
    for (const Percentile& one : sample.percentiles) {
      picture.places.push_back(fmt::format("P{}", one.percent));
      series.values.emplace_back(one.value);
    }
    picture.places.emplace_back("mean");
    series.values.emplace_back(*sample.mean);
    picture.series.push_back(std::move(series));
    setUnit(session_, figures, 0, picture);
    return picture;
  }

  const Asking& asking_;
  std::string& why_;
  const session::Session& session_;
};

}  // namespace

std::optional<Picture> pictureOf(const Asking& asking, std::string& why) { return PictureMaker(asking, why).run(); }

}  // namespace smcost::questions
