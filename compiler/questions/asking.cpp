#include "compiler/questions/asking.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/questions/asked_sample.h"
#include "compiler/questions/asked_text.h"
#include "compiler/questions/crossing.h"
#include "compiler/questions/print_curve.h"
#include "compiler/questions/print_sample.h"
#include "compiler/questions/print_search.h"
#include "compiler/questions/print_sweep.h"
#include "compiler/questions/sku_sets.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

using session::ExitCode;
using Kind = Question::Kind;

Asking::Asking(session::Options spec, Question question, Effort effort) : spec_(std::move(spec)), question_(std::move(question)), effort_(std::move(effort)) {}

Asking::~Asking() = default;

bool Asking::refuse(std::string why) {
  complaint_ = std::move(why);
  return false;
}

// A commitment is a line of the bill by its name, and what it is for an hour by `rate`.
std::string Asking::solvedFigure() const {
  const std::string& over = question_.over.front();
  const std::string name = trimmed(over.substr(0, over.find('=')));
  if (!name.ends_with(".commitment")) return name;
  session::Session plain(spec_);
  return plain.check() ? figureOf(plain, name) : name;
}

// What is asked of each bill: of a crossing both sides, else the figures and the condition.
bool Asking::readFigures() {
  if (isCrossing()) {
    auto [left, right] = sidesOf(question_.where);
    figures_ = {{std::move(left)}, {std::move(right)}};
    return true;
  }
  std::vector<std::string> wanted = question_.figures;
  // Of the values that fit the best is looked for.
  if (question_.kind == Kind::solve) wanted = {solvedFigure()};
  if (wanted.empty()) wanted = {"total"};
  if (wanted.size() > 1 && question_.kind != Kind::sweep) return refuse(fmt::format("`{}` is about one figure", program::questionWord(question_.kind)));
  for (std::string& text : wanted) {
    const bool is_invoice = question_.kind == Kind::sweep && text == "invoice";
    figures_.push_back({std::move(text), is_invoice ? Figure::Of::invoice : Figure::Of::bill});
  }
  for (std::string& condition : conditionsOf(question_.where)) figures_.push_back({std::move(condition)});
  return true;
}

// Against what the session says of them.
bool Asking::checkFigures() {
  if (question_.kind == Kind::sweep) return true;
  const std::vector<program::Asked>& asked = session_->program().asked;
  if (asked.front().is_truth) return refuse(fmt::format("`{}` is a condition, and no figure that can be least or greatest", figures_.front().text));
  if (question_.kind == Kind::sample) return true;
  if (isCrossing()) {
    if (!asked[1].is_truth && asked[0].dimension == asked[1].dimension) return true;
    return refuse(fmt::format("`{}` and `{}` are of different kinds, and never equal", figures_[0].text, figures_[1].text));
  }
  for (size_t i = 1; i < asked.size(); ++i) {
    if (!asked[i].is_truth) return refuse(fmt::format("`{}` is no condition: `total <= 14 USD`", figures_[i].text));
  }
  return true;
}

bool Asking::readAxes() {
  std::vector<Axis> axes;
  for (const std::string& text : question_.over) {
    auto axis = reader_->read(text);
    if (!axis) return refuse(reader_->trouble.session ? "" : reader_->trouble.text);
    if (std::find(variables_.begin(), variables_.end(), axis->name) != variables_.end()) {
      return refuse(fmt::format("`{}` stands twice among what is asked over", axis->name));
    }
    if (isGiven(spec_, axis->name)) return refuse(fmt::format("`{0}` is given by `-p {0}=…` and asked over", axis->name));
    variables_.push_back(axis->name);
    axes.push_back(std::move(*axis));
  }
  if (std::string why; !widenSets(spec_, axes, why)) return refuse(std::move(why));
  space_ = Space(std::move(axes));
  const uint64_t most = question_.kind == Kind::sweep ? kMostPoints : kMostSearched;
  if (space_.size() <= most) return true;
  return refuse(fmt::format("these are {} points, and {} are the most: take a greater step, or fewer values", space_.size().get_str(), most));
}

bool Asking::readEnds() {
  const std::string& over = question_.over.front();
  // Of one that goes by steps the steps are looked at, else all numbers between the ends.
  steps_ = reader_->read(over);
  if (steps_ && (!steps_->listed.empty() || steps_->count <= 1)) steps_ = std::nullopt;
  reader_->trouble = {};
  ends_ = steps_ ? std::pair(steps_->first, base::Rational(steps_->first + steps_->step * base::Rational(base::Integer(steps_->count - 1)))) : reader_->ends(over);
  if (!ends_) return refuse(reader_->trouble.session ? "" : reader_->trouble.text);
  variables_ = {trimmed(over.substr(0, over.find('=')))};
  return !isGiven(spec_, variables_.front()) || refuse(fmt::format("`{0}` is given by `-p {0}=…` and asked over", variables_.front()));
}

// False: it is asked over points, or wrongly.
bool Asking::readReach() {
  if ((question_.kind != Kind::minimise && question_.kind != Kind::maximise) || question_.over.size() != 1) return false;
  reach_ = reader_->reach(question_.over.front());
  if (reach_) variables_ = {reach_->name};
  return reach_ && !isGiven(spec_, reach_->name);
}

bool Asking::checkSample() {
  if (question_.pairs && *question_.pairs != 0 && (*question_.pairs < kLeastPairs || *question_.pairs > kMostPairs)) {
    return refuse(fmt::format("`--spread` takes {} to {} pairs of draws, or 0", kLeastPairs, kMostPairs));
  }
  if (question_.draws < kLeastSampled || question_.draws > kMostSampled) {
    return refuse(fmt::format("a sample has {} to {} draws", kLeastSampled, kMostSampled));
  }
  return true;
}

bool Asking::readDraws() {
  AskedSample asked = askedSample(*session_, figures_.front().text, question_.seed, question_.checks);
  if (!asked.trouble.empty()) return refuse(std::move(asked.trouble));
  draws_ = std::make_unique<draws::Draws>(std::move(asked.draws));
  variables_ = std::move(asked.names);
  figures_ = std::move(asked.figures);
  return true;
}

std::unique_ptr<BillFunction> Asking::makeFunction() {
  auto function = std::make_unique<BillFunction>(spec_, variables_, figures_);
  if (!progress_ || isCrossing() || reach_) return function;
  const base::Integer of = question_.kind == Kind::sample ? base::Integer(question_.draws) : space_.size();
  // Each tells what it has done itself.
  function->onPoints([this, of, before = uint64_t{0}](uint64_t done) mutable {
    const std::lock_guard lock(telling_);
    told_ += done - std::exchange(before, done);
    progress_(told_, of);
  });
  return function;
}

// Asked for what is wanted of each bill. False: its sink says why.
bool Asking::openSpec() {
  session::Options asked = spec_;
  for (const Figure& figure : figures_) {
    if (figure.of == Figure::Of::bill) asked.asked.push_back(figure.text);
  }
  // Both sides of each check, and the conditions themselves, for the sides are to be of one kind.
  for (const PercentileCheck& check : question_.checks) asked.asked.insert(asked.asked.end(), {check.left, check.right});
  for (const PercentileCheck& check : question_.checks) asked.asked.push_back(check.condition());
  session_ = std::make_unique<session::Session>(std::move(asked));
  return session_->check();
}

bool Asking::check() {
  if (!readFigures() || (question_.kind == Kind::sample && !checkSample())) return false;
  if (!openSpec() || !checkFigures()) return false;
  if (question_.kind == Kind::sample && question_.repeats_checks) {
    const std::vector<PercentileCheck> own = percentileChecksOf(*session_);
    question_.checks.insert(question_.checks.end(), own.begin(), own.end());
    if (!own.empty() && !openSpec()) return false;
  }
  reader_ = std::make_unique<AxisReader>(spec_, *session_);
  const bool is_sound = question_.kind == Kind::sample ? readDraws() : isCrossing() ? readEnds() : readReach() || readAxes();
  if (is_sound) workers_ = std::make_unique<Workers>([this] { return makeFunction(); }, effort_.threads);
  return is_sound;
}

void Asking::noteStop(bool is_stopped, uint64_t done, const base::Integer& of, std::string_view what) {
  if (is_stopped) stopped_ = fmt::format("stopped after {} of {} {}", done, of.get_str(), what);
}

ExitCode Asking::answerSweep(std::ostream& out, const AnswerStyle& style) {
  const SweepHead head{*session_, space_, figures_, style.digits, style.width};
  const auto writer = makeSweepWriter(out, head, style.format);
  const Sweep found = sweep(*workers_, space_, writer->shown(), [&](uint64_t begin, const auto& columns, const auto& answers) { writer->add(begin, columns, answers); });
  noteStop(found.is_stopped, found.points, space_.size(), "points");
  writer->end(found);
  return found.failed == found.points && found.points > 0 ? ExitCode::text_wrong : ExitCode::fine;
}

SearchLimits Asking::limits() const {
  SearchLimits limits;
  if (effort_.time_limit) limits.until = std::chrono::steady_clock::now() + *effort_.time_limit;
  return limits;
}

ExitCode Asking::answerSearch(std::ostream& out, const AnswerStyle& style) {
  const Wants wants = question_.kind == Kind::minimise ? Wants::least : question_.kind == Kind::maximise ? Wants::greatest : *question_.wants;
  const Search found = search(workers_->own(), space_, wants, limits());
  noteStop(found.stopped == Search::Stopped::by_wish, found.points, space_.size(), "points");
  SearchHead head{*session_, space_, figures_, style.format, style.digits};
  head.wants = wants;
  writeSearch(out, head, found);
  if (!found.best) return ExitCode::check_failed;
  const std::vector<Column> at = space_.block(*found.best, *found.best + 1);
  found_.emplace();
  for (size_t i = 0; i < at.size(); ++i) found_->emplace_back(variables_[i], at[i].front());
  return found.stopped == Search::Stopped::no ? ExitCode::fine : ExitCode::check_failed;
}

ExitCode Asking::answerCurve(std::ostream& out, const AnswerStyle& style) {
  const Wants wants = question_.kind == Kind::minimise ? Wants::least : Wants::greatest;
  const Curve curve = curveOf(workers_->own(), reach_->low, reach_->high, limits());
  if (curve.stopped == Search::Stopped::by_wish) stopped_ = fmt::format("stopped after {} stretches", curve.parts.size());
  const CurveBest best = bestOf(curve, wants);
  SearchHead head{*session_, space_, figures_, style.format, style.digits};
  head.wants = wants;
  writeCurve(out, head, *reach_, curve, best);
  if (best.kind != CurveBest::Kind::found) return ExitCode::check_failed;
  found_ = {{reach_->name, best.at}};
  return curve.broken.empty() ? ExitCode::fine : ExitCode::check_failed;
}

ExitCode Asking::answerCrossing(std::ostream& out, const AnswerStyle& style) {
  Crossing found;
  try {
    found = steps_ ? findCrossingOnSteps(spec_, *steps_, figureOf(*session_, steps_->name), figures_[0].text, figures_[1].text) : findCrossing(workers_->own(), ends_->first, ends_->second);
  } catch (const base::Interrupted&) {
    found.kind = Crossing::Kind::stopped;
    stopped_ = "stopped before it was found";
  }
  writeCrossing(out, {*session_, space_, figures_, style.format, style.digits}, variables_.front(), found);
  if (found.kind == Crossing::Kind::exact) found_ = {{variables_.front(), found.at}};
  return found.kind == Crossing::Kind::exact ? ExitCode::fine : ExitCode::check_failed;
}

ExitCode Asking::answerSample(std::ostream& out, const AnswerStyle& style) {
  SampleWish wish;
  wish.draws = question_.draws;
  wish.pairs = question_.pairs;
  wish.checks = question_.checks;
  sampled_ = sample(*workers_, Drawn(session_->program(), *draws_), wish);
  noteStop(sampled_->is_stopped, sampled_->draws, question_.draws, "draws");
  SampleHead head{*session_, figures_, question_.checks, question_.seed, style.format, style.digits, style.width};
  head.asked = question_.draws;
  writeSample(out, head, *sampled_);
  return sampled_->mean && sampled_->allHold() ? ExitCode::fine : ExitCode::check_failed;
}

ExitCode Asking::answer(std::ostream& out, const AnswerStyle& style) {
  switch (question_.kind) {
    case Kind::sweep: return answerSweep(out, style);
    case Kind::sample: return answerSample(out, style);
    case Kind::solve: return isCrossing() ? answerCrossing(out, style) : answerSearch(out, style);
    default: return reach_ ? answerCurve(out, style) : answerSearch(out, style);
  }
}

}  // namespace smcost::questions
