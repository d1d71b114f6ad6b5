// Literals as written: mantissa and scale into a cell of the row, or a constant.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lang/check/expressions/expressions.h"

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

base::Rational valueOf(const Digits& digits) {
  base::Rational value = digits.is_large ? base::Rational(digits.large) : base::Rational(digits.small);
  return value * base::powerOfTen(digits.exponent);
}

namespace {

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
  const DimensionId dimension = unit ? unit->dimension : units::kNoDimension;
  if (env.row) {
    const NodeId own = env.row->isOwn(env.file(), leaf) ? leaf : NodeId{};
    return {Number{dimension, cx.pool().param(env.row->add(cellOf(cx, digits, unit), {}, dimension, own), dimension)}, span};
  }
  return {Number{dimension, cx.pool().constant(valueOf(digits) * (unit ? unit->scale : base::Rational(1)), dimension)}, span};
}

// The families of the units of a literal whose unit text stands at `leaf`.
void setWritten(Expressions& cx, Number& number, const units::UnitExpr& unit, Span leaf) {
  for (const units::UnitFactor& factor : unit.factors) {
    if (cx.units[factor.unit].family != units::Unit::Family::none) number.written.push_back({factor.unit, leaf});
  }
}

// A unit that starts with `/` or `per` counts something the slot names: `10k/day`.
bool hasNoNumerator(const units::UnitExpr& unit) { return unit.factors.front().exponent < 0; }

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
    setWritten(cx, part.number(), *unit, file.span(parts[i + 1]));
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

Value literal(Expressions& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  Span span = file.span(node);
  std::string_view text = cx.text(file, node);
  switch (file.kind(node)) {
    case NodeKind::number: {
      Value value = numberValue(cx, env, node, nullptr, span);
      value.number().untagged = true;
      return value;
    }
    case NodeKind::quantity: {
      ast::Children parts(file, node);
      if (isDayRate(cx, file, parts[1])) return dayRate(cx, env, node);
      const units::UnitExpr* unit = unitOf(cx, file, parts[1]);
      if (!unit) return {};
      Value value = numberValue(cx, env, parts[0], unit, span);
      setWritten(cx, value.number(), *unit, file.span(parts[1]));
      value.number().untagged = hasNoNumerator(*unit);
      return value;
    }
    case NodeKind::compound:
      return compoundLiteral(cx, env, node);
    case NodeKind::percent: {
      Digits digits = readDigits(cx.text(file, ast::Children(file, node)[0]));
      digits.exponent -= 2;
      Value value = digitsValue(cx, env, digits, {}, nullptr, span);
      value.number().percent = true;
      return value;
    }
    case NodeKind::times: {
      Value value = numberValue(cx, env, node, nullptr, span);
      value.number().is_multiple = true;
      return value;
    }
    case NodeKind::text:
      return {Text{text.substr(1, text.size() - 2)}, span};
    default:
      SMCOST_CHECK(false, "a literal node");
  }
}

Value cellValue(Expressions& cx, const Env& env, const base::Rational& number, DimensionId dimension,
                std::string_view name) {
  if (env.row) return columnValue(cx, env, cx.program.cells.cell(number), dimension, name);
  return {Number{dimension, cx.pool().constant(number, dimension)}};
}

Value columnValue(Expressions& cx, const Env& env, program::Cell cell, DimensionId dimension, std::string_view name) {
  return {Number{dimension, cx.pool().param(env.row->add(cell, std::string(name), dimension), dimension)}};
}

void nameColumn(Expressions& cx, Row& row, ExprId held, std::string_view name) {
  if (!held) return;
  ExprId expr = held;
  while (cx.pool()[expr].op == program::Op::retag) expr = cx.pool()[expr].a;
  if (!row.has(cx.pool()[expr])) return;
  program::ShapeParam& column = row.params[cx.pool()[expr].payload];
  if (column.name.empty()) column.name = name;
  if (expr != held) column.tagged = cx.pool()[held].dimension;
}

}  // namespace smcost::check
