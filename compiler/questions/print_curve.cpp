#include "compiler/questions/print_curve.h"

#include <fmt/format.h>

#include "compiler/questions/show.h"
#include "runtime/report/amounts.h"

namespace smcost::questions {

namespace {

using base::Rational;
using runtime::Json;
using Kind = CurveBest::Kind;

constexpr int kShareDigits = 2;

// How long it is committed in all billed months, in seconds.
Rational heldTime(const SearchHead& head, const std::string& name) {
  Rational held = 0;
  for (size_t i = 0; i < head.session.monthCount(); ++i) {
    const program::Program& program = head.session.program(i);
    const program::Commitment* commitment = commitmentOf(program, name);
    if (!commitment) continue;
    const program::PlacedRange in = program::heldIn(commitment->term, program.period);
    held += Rational(base::Integer(in.end - in.begin));
  }
  return held;
}

std::string shareText(const Rational& share) {
  return fmt::format("{} % (exactly {})", base::toShown(share * 100, kShareDigits), share.get_str());
}

// A unit more costs what it is for the time held, and takes from the bill what the use that it covers costs otherwise.
struct Margins {
  std::optional<Rational> covered, next;   // what the last and the next unit take, by what they cost
};

Margins marginsOf(const SearchHead& head, const Reach& reach, const CurveBest& best) {
  const Rational held = heldTime(head, reach.name);
  Margins margins;
  if (best.kind != Kind::found || head.figures.size() != 1 || head.figures.front().text != "total" || sgn(held) == 0) return margins;
  if (best.slope_before) margins.covered = (held - *best.slope_before) / held;
  if (best.slope_after) margins.next = (held - *best.slope_after) / held;
  return margins;
}

void writeMargins(std::ostream& out, const Margins& margins) {
  if (margins.covered && *margins.covered >= 1) {
    out << fmt::format("break-even use: the last of it pays from {} of the use that it covers\n", shareText(1 / *margins.covered));
  }
  if (!margins.next) return;
  if (sgn(*margins.next) <= 0) out << "more of it would cover nothing\n";
  else out << fmt::format("more of it would save {} of what it costs\n", shareText(*margins.next));
}

// Why it is not proved, and from where on nothing is known.
std::string proofOf(const SearchHead& head, const Reach& reach, const Curve& curve) {
  const std::string parts = fmt::format("the bill is a straight line on each of {} stretch{}, and {} point{} looked at where they end", curve.parts.size(),
                                        curve.parts.size() == 1 ? "" : "es", curve.points.size(), curve.points.size() == 1 ? " was" : "s were");
  if (curve.broken.empty()) return "proved: " + parts;
  const std::string unknown = curve.points.empty() ? "" : fmt::format("; nothing is known beyond {} = {}", reach.name, show(head.session, reach.name, curve.points.back()));
  return fmt::format("not proved: {}{}{}", curve.broken, curve.parts.empty() ? "" : "; so far " + parts, unknown);
}

void writeText(std::ostream& out, const SearchHead& head, const Reach& reach, const Curve& curve, const CurveBest& best) {
  const auto at = [&] { return fmt::format("{} = {}", reach.name, show(head.session, reach.name, best.at)); };
  const auto figure = [&] { return exactText(head.session, head.figures, 0, best.figure, head.digits); };
  const bool is_whole = curve.broken.empty();
  const std::string_view side = head.wants == Wants::least ? "least" : "greatest";
  switch (best.kind) {
    case Kind::found: out << head.figures.front().text << "  " << figure() << "\nat  " << at() << '\n'; break;
    case Kind::none: out << (is_whole ? "no point meets all that is asked\n" : "no point was found that meets all that is asked\n"); break;
    case Kind::without_end: out << fmt::format("there is no {}: from {} on it goes on for ever\n", side, at()); break;
    case Kind::not_met: out << fmt::format("{} {}: beside {} it comes as close to {} as you like\n", is_whole ? "there is no" : "so far there is no", side, at(), figure()); break;
  }
  writeMargins(out, marginsOf(head, reach, best));
  for (const std::string& reason : curve.answers.reasons) out << "no bill at some points: " << reason << '\n';
  out << proofOf(head, reach, curve) << '\n';
}

}  // namespace

void writeCurve(std::ostream& out, const SearchHead& head, const Reach& reach, const Curve& curve, const CurveBest& best) {
  if (head.format != runtime::Format::json) return writeText(out, head, reach, curve, best);
  constexpr const char* kKinds[] = {"exact", "none", "without_end", "not_met"};
  Json json = {{"kind", "curve"}, {"spec", head.session.program().spec}, {"variable", reach.name}, {"found", kKinds[static_cast<size_t>(best.kind)]},
               {"proved", curve.broken.empty()}, {"stretches", curve.parts.size()}, {"best", nullptr}};
  if (curve.stopped != Search::Stopped::no) json["stopped"] = stoppedWord(curve.stopped);
  if (!curve.broken.empty() && !curve.points.empty()) json["known_to"] = show(head.session, reach.name, curve.points.back());
  if (best.kind == Kind::found) {
    const Margins margins = marginsOf(head, reach, best);
    json["best"] = {{"figure", head.figures.front().text}, {"amount", runtime::amountJson(best.figure)}, {"at", {{reach.name, show(head.session, reach.name, best.at)}}}};
    if (margins.covered && *margins.covered >= 1) json["break_even_use"] = runtime::amountJson(1 / *margins.covered);
    if (margins.next) json["next_saves"] = runtime::amountJson(*margins.next);
  }
  out << runtime::dumpJson(json, 2) << '\n';
}

}  // namespace smcost::questions
