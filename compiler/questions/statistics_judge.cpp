#include "compiler/questions/statistics_judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "compiler/questions/asking.h"
#include "compiler/questions/ends.h"
#include "compiler/questions/show.h"

namespace smcost::questions {

namespace {

using base::Rational;
using Judgement = session::StatisticVerdict;

// An end is known exactly.
bool holds(const Rational& difference, const std::string& sign) {
  const auto wanted = signNamed(sign);
  return wanted ? judge({0, difference, difference, difference}, *wanted) == Verdict::holds : difference != 0;
}

constexpr const char* kNoBill = "there is no bill";

// Whether anything is drawn.
bool isUncertain(const session::Options& spec) {
  session::Session session(spec);
  if (!session.check()) return true;
  const auto& all = session.program().parameters;
  return std::any_of(all.begin(), all.end(), [&](const program::Parameter& one) {
    return std::holds_alternative<program::Distribution>(one.domain) && !isGiven(spec, one.name);
  });
}

// Of the difference of both sides, so that the right one may depend on params too.
std::optional<Judgement> end(const session::Options& spec, const program::Check& check) {
  const bool is_low = check.statistic.kind == program::Statistic::Kind::low;
  const std::string difference = fmt::format("({}) - ({})", check.left, check.right);
  session::Options asked = spec;
  asked.asked = {check.left, difference};
  session::Session session(std::move(asked));
  if (!session.check()) return Judgement{false, firstError(session.sink()).value_or(kNoBill)};
  const auto ends = findEnds(spec, session, difference);
  if (!ends) return std::nullopt;
  const std::string what = fmt::format("{} {}", is_low ? "low" : "high", check.left);
  if (!ends->not_proved.empty()) return Judgement{false, fmt::format("{} is not proved: {}", what, ends->not_proved)};
  if (!ends->without_bill.empty()) return Judgement{false, fmt::format("{}: some values have no bill: {}", what, ends->without_bill)};
  const Rational& found = is_low ? ends->low : ends->high;
  const std::vector<Figure> figures = {{check.left}, {difference}};
  std::string why = fmt::format("{} less {} is {}", what, check.right, exactText(session, figures, 1, found, runtime::kUsualDigits));
  if (const auto own = findEnds(spec, session, check.left); own && own->not_proved.empty()) {
    why = fmt::format("{} is {}", what, exactText(session, figures, 0, is_low ? own->low : own->high, runtime::kUsualDigits));
  }
  return Judgement{holds(found, check.sign), why};
}

std::optional<Judgement> percentile(const session::Options& spec, const program::Check& check) {
  Question question;
  question.kind = Question::Kind::sample;
  question.figures = {check.left};
  question.draws = kJudgedDraws;
  question.seed = kJudgedSeed;
  question.pairs = 0;
  question.repeats_checks = false;
  if (!isUncertain(spec)) return std::nullopt;
  const auto sign = signNamed(check.sign);
  if (!sign) return Judgement{false, "no percentile is known so exactly that it is not something"};
  question.checks = {{"", check.statistic.percent, *sign, check.left, check.right}};
  Asking asking(spec, std::move(question));
  if (!asking.check()) {
    return Judgement{false, asking.complaint().empty() ? firstError(asking.session().sink()).value_or(kNoBill) : asking.complaint()};
  }
  std::ostringstream unread;
  asking.answer(unread, {runtime::Format::json});
  const auto& judged = asking.sampled()->judged.front();
  if (!judged) return Judgement{false, "no draw has a bill"};
  const auto amount = [&](const Rational& value) { return figureText(asking.spec(), asking.figures(), 0, value, runtime::kUsualDigits); };
  const std::string unit = isMoneyFigure(asking.spec(), asking.figures(), 0) ? " " + currencyOf(asking.spec().program()) : "";
  std::string why = fmt::format("p{} {} ≈ {}, between {} and {}{}, in {} draws, seed {}", check.statistic.percent,
                                judged->right ? check.left : fmt::format("{} - ({})", check.left, check.right), amount(judged->left.value),
                                amount(judged->left.low), amount(judged->left.high), unit, kJudgedDraws, kJudgedSeed);
  if (judged->verdict == Verdict::uncertain) why += ": it is not certain";
  return Judgement{judged->verdict == Verdict::holds, why};
}

}  // namespace

std::optional<Judgement> judgeStatistic(const session::Options& spec, const program::Check& check) {
  return check.statistic.kind == program::Statistic::Kind::percentile ? percentile(spec, check) : end(spec, check);
}

}  // namespace smcost::questions
