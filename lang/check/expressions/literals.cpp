// Literals as written: mantissa and scale into a cell of the row, or a constant.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <variant>

#include "lang/check/expressions/expressions.h"
#include "lang/check/names/slips.h"
#include "lang/check/values/near_units.h"

namespace smcost::check {

using ast::NodeId;
using ast::NodeKind;

namespace {

int suffixPower(char c) {
  switch (c) {
    case 'k': return 3;
    case 'M': return 6;
    case 'G': return 9;
    case 'T': return 12;
    default: return 0;
  }
}

}  // namespace

// `1_000.25k`, `4x`, `4.1667e-06`. The grammar has checked the form, and that no exponent is a long one.
Digits readDigits(std::string_view text) {
  Digits result;
  if (size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), result.exponent);
    text = text.substr(0, e);
  }
  bool after_point = false;
  int count = 0;
  for (char c : text) {
    if (c == '.') {
      after_point = true;
    } else if (c >= '0' && c <= '9') {
      result.exponent -= after_point;
      if (++count <= 18) result.small = result.small * 10 + (c - '0');
    } else {
      result.exponent += suffixPower(c);
    }
  }
  if (count <= 18) return result;
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  result.is_large = true;
  result.large = base::Integer(digits, 10);
  return result;
}

namespace {

base::Rational valueOf(const Digits& digits) {
  base::Rational value = digits.is_large ? base::Rational(digits.large) : base::Rational(digits.small);
  return value * base::powerOfTen(digits.exponent);
}

program::Cell cellOf(Expressions& cx, const Digits& digits, const units::UnitExpr* unit) {
  const uint32_t scale = cx.literal_scales.of(cx.program.cells, unit, digits.exponent);
  if (digits.is_large) return cx.program.cells.cell(digits.large, program::ScaleId{scale});
  program::Cell cell;
  cell.mantissa = digits.small;
  cell.scale = scale & 0x7FFFFFFF;
  return cell;
}

Value digitsValue(Expressions& cx, const Env& env, const Digits& digits, NodeId leaf, const units::UnitExpr* unit,
                  Span span) {
  Value value;
  value.kind = Kind::number;
  value.dimension = unit ? unit->dimension : units::kNoDimension;
  value.span = span;
  if (env.row) {
    const NodeId own = env.row->isOwn(env.file(), leaf) ? leaf : NodeId{};
    value.expr = cx.pool().param(env.row->add(cellOf(cx, digits, unit), {}, value.dimension, own), value.dimension);
  } else {
    value.expr = cx.pool().constant(valueOf(digits) * (unit ? unit->scale : base::Rational(1)), value.dimension);
  }
  return value;
}

// The families of the units of a literal whose unit text stands at `leaf`.
void setWritten(Expressions& cx, Value& value, const units::UnitExpr& unit, Span leaf) {
  for (const units::UnitFactor& factor : unit.factors) {
    if (cx.units[factor.unit].family != units::Unit::Family::none) value.written.push_back({factor.unit, leaf});
  }
}

// A unit text that starts with `/` or `per` counts something the slot names: `10k/day`.
bool hasNoNumerator(std::string_view unit) { return unit.starts_with('/') || unit.starts_with("per"); }

// `1h1h`, `30min1h`: a digit too many or an operator too few, and no sum that anybody writes.
void reportFall(Expressions& cx, Span at, Span unit) {
  cx.sink->report(at, kinds::units_do_not_fall, cx.sources.text(at))
      .label(unit, "no smaller unit than the one before")
      .hint("a sum has its sign, `30 min + 1 h`; two items have a comma between them");
}

Value compoundLiteral(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  ast::Children parts(file, node);
  Value total;
  const units::UnitExpr* before = nullptr;
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    const units::UnitExpr* unit = unitOf(cx, file, parts[i + 1]);
    if (!unit) return {};
    if (before && before->dimension == unit->dimension && before->scale <= unit->scale) {
      reportFall(cx, file.span(node), file.span(parts[i + 1]));
      return {};
    }
    before = unit;
    Value part = numberValue(cx, env, parts[i], unit, file.span(node));
    setWritten(cx, part, *unit, file.span(parts[i + 1]));
    total = i == 0 ? part : add(cx, total, part, false, file.span(node));
    if (total.isError()) return total;
  }
  total.span = file.span(node);
  return total;
}

}  // namespace

Value numberValue(Expressions& cx, const Env& env, NodeId leaf, const units::UnitExpr* unit, Span span) {
  return digitsValue(cx, env, readDigits(cx.text(env.file(), leaf)), leaf, unit, span);
}

const units::UnitExpr* unitOf(Expressions& cx, const ast::File& file, NodeId unit) {
  std::string_view text = cx.text(file, unit);
  const auto& parsed = cx.units.parse(text, cx.dimensions());
  if (const auto* found = std::get_if<units::UnitExpr>(&parsed)) return found;
  const auto& error = std::get<units::UnitError>(parsed);
  Span span = file.span(unit);
  span.end = span.begin + static_cast<uint32_t>(error.end);
  span.begin += static_cast<uint32_t>(error.begin);
  if (error.name.empty()) {
    cx.sink->report(span, kinds::dimension_too_large, units::kMaxExponent);
    return nullptr;
  }
  if (error.name == "per 0") {
    cx.sink->report(span, kinds::not_above_zero, "what a price is per", fmt::format("`{}`", text));
    return nullptr;
  }
  auto& diagnostic = cx.sink->report(span, kinds::unknown_unit, error.name);
  // `1 storage GB`
  Span number = wordBefore(cx, span), behind = wordBehind(cx, span);
  if (!number.isNone() && !behind.isNone() && cx.units.find(cx.sources.text(behind))) offerSwap(cx, diagnostic, number, span);
  suggestUnit(diagnostic, span, error.name, cx.units, cx.dimensions());
  if (error.name.size() == 1 && std::string_view("kKMGT").find(error.name) != std::string_view::npos) {
    diagnostic.hint("`k`, `M`, `G` and `T` stand directly behind their number: `10k`; a unit is written whole: `10 GB`");
    return nullptr;
  }
  // `10 storage`: the word may belong to the phrase and only a comma is missing.
  if (diagnostic.fixes.empty() && error.begin == 0 && file.source == span.file) {
    Span gap{span.file, span.begin, span.begin};
    while (gap.begin > 0 && cx.sources.file(span.file).text()[gap.begin - 1] == ' ') --gap.begin;
    if (gap.begin < gap.end) {
      diagnostic.hint("if the number stands for itself, a comma ends it");
      diagnostic.fix(gap, ", ", "put a comma behind the number");
    }
  }
  return nullptr;
}

Value literal(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Span span = file.span(node);
  std::string_view text = cx.text(file, node);
  switch (file.kind(node)) {
    case NodeKind::number: {
      Value value = numberValue(cx, env, node, nullptr, span);
      value.untagged = true;
      return value;
    }
    case NodeKind::quantity: {
      ast::Children parts(file, node);
      const units::UnitExpr* unit = unitOf(cx, file, parts[1]);
      if (!unit) return {};
      Value value = numberValue(cx, env, parts[0], unit, span);
      setWritten(cx, value, *unit, file.span(parts[1]));
      value.untagged = hasNoNumerator(cx.text(file, parts[1]));
      value.percent = cx.text(file, parts[1]) == "%";
      return value;
    }
    case NodeKind::compound:
      return compoundLiteral(cx, env, node);
    case NodeKind::percent: {
      Digits digits = readDigits(text.substr(0, text.find_last_not_of(" %") + 1));
      digits.exponent -= 2;
      Value value = digitsValue(cx, env, digits, {}, nullptr, span);
      value.percent = true;
      return value;
    }
    case NodeKind::times: {
      Value value = numberValue(cx, env, node, nullptr, span);
      value.kind = Kind::multiple;
      return value;
    }
    case NodeKind::text: {
      Value value;
      value.kind = Kind::text;
      value.word = text.substr(1, text.size() - 2);
      value.span = span;
      return value;
    }
    default:
      SMCOST_CHECK(false, "a literal node");
  }
}

Value cellValue(Expressions& cx, const Env& env, const base::Rational& number, DimensionId dimension,
                std::string_view name) {
  if (env.row) return columnValue(cx, env, cx.program.cells.cell(number), dimension, name);
  Value value;
  value.kind = Kind::number;
  value.dimension = dimension;
  value.expr = cx.pool().constant(number, dimension);
  return value;
}

Value columnValue(Expressions& cx, const Env& env, program::Cell cell, DimensionId dimension, std::string_view name) {
  Value value;
  value.kind = Kind::number;
  value.dimension = dimension;
  value.expr = cx.pool().param(env.row->add(cell, std::string(name), dimension), dimension);
  return value;
}

}  // namespace smcost::check
