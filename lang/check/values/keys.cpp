// What a price depends on besides the region: SKUs and words by name, quantities by value.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/values/variables.h"

namespace smcost::check {

using program::Op;

namespace {

std::optional<base::Rational> evaluated(Values& cx, const Row& row, ExprId expr) {
  // What stands for an open SKU, in the proof of a body, is no column.
  return program::valueIn(cx.pool(), expr, [&](uint32_t column) {
    return column < row.cells.size() ? cx.program.cells.value(row.cells[column]) : base::Rational(1);
  });
}

}  // namespace

program::KeyId addKey(Values& cx, std::string_view text) {
  const auto [key, is_new] = cx.keys.add(std::string(text), program::KeyId{static_cast<uint32_t>(cx.program.keys.size())});
  if (is_new) cx.program.keys.push_back({std::string(text)});
  return *key;
}

program::KeyId keyOfName(Values& cx, std::string_view text) {
  const program::KeyId* found = cx.keys.find(std::string(text));
  return found ? *found : program::KeyId{};
}

program::KeyId keyOfQuantity(Values& cx, const base::Rational& value, DimensionId dimension, std::string_view text) {
  std::string name = std::to_string(dimension.value) + "=" + value.get_str();
  const auto [key, is_new] = cx.quantity_keys.add(name, program::KeyId{static_cast<uint32_t>(cx.program.keys.size())});
  if (is_new) cx.program.keys.push_back({std::string(text)});
  return *key;
}

// The key of a quantity: its exact value.
program::KeyId keyOfValue(Values& cx, const Value& value, const Row& row) {
  if (const Key* sku = value.find<Key>()) return sku->key;
  if (const Word* word = value.find<Word>()) return keyOfName(cx, word->text);
  const Number* quantity = value.find<Number>();
  if (!quantity) return {};
  // A literal is known by its cell; only a computed key is evaluated.
  const program::Expr& node = cx.pool()[quantity->expr];
  program::KeyId* known = nullptr;
  if (row.has(node) && !row.cells[node.payload].big) {
    program::Cell cell = row.cells[node.payload];
    known = &cx.cell_keys[{cell.mantissa, uint32_t{cell.scale}, quantity->dimension.value}];
    if (*known && row.varied.empty()) return *known;
  }
  auto number = evaluated(cx, row, quantity->expr);
  if (!number) return {};
  assumeEqual(cx, row, quantity->expr, *number);
  std::string text = value.span.isNone() ? number->get_str() : std::string(cx.sources.text(value.span));
  program::KeyId key = keyOfQuantity(cx, *number, quantity->dimension, text);
  if (known) *known = key;
  return key;
}

std::optional<base::Rational> valueInRow(Values& cx, Row* row, ExprId expr) {
  if (!row) return program::foldConstant(cx.pool(), expr);
  row->repeatable = false;
  const auto value = evaluated(cx, *row, expr);
  if (value) assumeEqual(cx, *row, expr, *value);
  return value;
}

namespace {

bool isOfType(const Value& value, const Type& type) {
  if (value.kind() != type.kind) return false;
  if (type.kind == Kind::number) return value.number().dimension == type.dimension;
  return type.kind != Kind::word || value.as<Word>().words == type.index;
}

}  // namespace

// Does the key a meter is asked with have the type it is priced by? A word that stands for itself was read as a name.
bool checkKey(Values& cx, const MeterInfo& meter, const Value& key, Span at) {
  if (key.isError()) return false;
  bool fits = isOfType(key, meter.key);
  if (const Key* name = key.find<Key>(); name && meter.key.kind == Kind::word) {
    const std::vector<std::string>& words = cx.words[meter.key.index].words;
    fits = std::find(words.begin(), words.end(), name->text) != words.end();
  }
  if (!fits) {
    cx.sink->report(at, kinds::wrong_type, fmt::format("a {} as key of meter `{}`", showType(cx, meter.key), meter.name),
                    fmt::format("a {}", showType(cx, key)));
  }
  return fits;
}

}  // namespace smcost::check
