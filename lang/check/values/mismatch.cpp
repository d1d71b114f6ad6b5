// What to say when dimensions do not fit: both sides as aligned factors, where each
// came from, and the factor that would make them fit.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "lang/check/names/slips.h"
#include "lang/check/values/values.h"

namespace smcost::check {

namespace {

std::string factorText(const std::string& base, int exponent) {
  return exponent == 1 ? base : fmt::format("{}^{}", base, exponent);
}

// Both sides over the same bases, a column each:
//    left:  Money[USD] / Time
//   right:  Money[USD] / Data
std::string alignedFactors(Values& cx, DimensionId a, DimensionId b) {
  std::map<uint32_t, std::pair<int, int>> exponents;
  for (auto f : cx.dimensions().factors(a)) exponents[f.base.value].first = f.exponent;
  for (auto f : cx.dimensions().factors(b)) exponents[f.base.value].second = f.exponent;
  std::string left = "   left:", right = "  right:", missing = "missing:";
  bool is_missing = false;
  for (const auto& [base, pair] : exponents) {
    const std::string& name = cx.dimensions().baseName({base});
    std::string l = pair.first ? factorText(name, pair.first) : "";
    std::string r = pair.second ? factorText(name, pair.second) : "";
    std::string m = pair.first != pair.second ? factorText(name, pair.first - pair.second) : "";
    is_missing = is_missing || !m.empty();
    size_t width = std::max({l.size(), r.size(), m.size()});
    left += fmt::format("  {:<{}}", l, width);
    right += fmt::format("  {:<{}}", r, width);
    missing += fmt::format("  {:<{}}", m, width);
  }
  auto trim = [](std::string& s) { s.erase(s.find_last_not_of(' ') + 1); };
  trim(left), trim(right), trim(missing);
  if (exponents.empty()) return {};
  if (left == "   left:") left += "  number";
  if (right == "  right:") right += "  number";
  std::string text = left + "\n" + right;
  if (is_missing) text += "\n" + missing + "   (the right side lacks this factor)";
  return text;
}

// A number without unit on one side takes the unit of the other.
void offerUnit(Values& cx, diagnostics::Diagnostic& diagnostic, const Value& value, const Value& other) {
  const Number& number = value.number();
  if (!number.untagged || value.span.isNone() || number.dimension != units::kNoDimension) return;
  std::string_view text = cx.sources.text(value.span);
  if (text.find_first_not_of("0123456789_.kMGT") != std::string_view::npos) return;
  auto unit = unitWordOf(cx, other.number().dimension, text);
  if (!unit || !isOnlyUnit(cx, *unit)) return;
  std::string mended = fmt::format("{} {}", text, *unit);
  diagnostic.fix(value.span, mended, fmt::format("write `{}`", mended));
}

}  // namespace

void labelSides(Values& cx, diagnostics::Diagnostic& diagnostic, const Value& a, const Value& b) {
  std::string left = fmt::format("`{}` because of this", showType(cx, a));
  std::string right = fmt::format("`{}` because of this", showType(cx, b));
  Span at = diagnostic.span;
  bool inside = !b.span.isNone() && b.span.file == at.file && b.span.begin >= at.begin && b.span.end <= at.end;
  if (inside && a.span != b.span) {
    // The carets stand under the right side alone: a span under both would hide which is which.
    diagnostic.span = b.span;
    diagnostic.primary(right);
  } else if (!b.span.isNone()) {
    diagnostic.label(b.span, right);
  }
  if (!a.span.isNone()) diagnostic.label(a.span, left);
}

void explainMismatch(Values& cx, diagnostics::Diagnostic& diagnostic, const Value& a, const Value& b) {
  labelSides(cx, diagnostic, a, b);
  if (a.kind() != Kind::number || b.kind() != Kind::number) return;
  const DimensionId left = a.number().dimension, right = b.number().dimension;
  std::string factors = alignedFactors(cx, left, right);
  if (!factors.empty()) diagnostic.note(factors);
  offerUnit(cx, diagnostic, a, b);
  offerUnit(cx, diagnostic, b, a);
  // The one factor between the two sides names the mend.
  DimensionId missing = cx.dimensions().divide(left, right);
  DimensionId surplus = cx.dimensions().divide(right, left);
  for (auto [dimension, verb] : {std::pair{missing, "multiply"}, std::pair{surplus, "divide"}}) {
    const auto& between = cx.dimensions().factors(dimension);
    if (between.size() != 1 || between[0].exponent != 1) continue;
    diagnostic.hint(fmt::format("{} the right side by a {}", verb, cx.dimensions().show(dimension)));
    return;
  }
  diagnostic.hint("both sides must measure the same thing: convert one of them, or keep two amounts apart");
}

void reportMismatch(Values& cx, Span at, std::string message, const Value& a, const Value& b) {
  explainMismatch(cx, cx.sink->report(at, kinds::unit_mismatch, message), a, b);
}

}  // namespace smcost::check
