#include "lang/check/expressions/facts.h"

#include <algorithm>
#include <utility>

#include "lang/check/expressions/expressions.h"
#include "lang/check/expressions/name_parts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::FactColumn;
using program::Op;

namespace {

std::optional<FactColumn::Kind> columnKind(Kind kind) {
  switch (kind) {
    case Kind::number: return FactColumn::Kind::number;
    case Kind::boolean: return FactColumn::Kind::truth;
    case Kind::text: return FactColumn::Kind::text;
    default: return std::nullopt;
  }
}

// A column named by several declarations is one, of one type.
std::optional<size_t> declareColumn(Expressions& cx, Span name_span, std::string_view name, const Type& type) {
  auto kind = columnKind(type.kind);
  if (!kind) {
    if (type.kind != Kind::error) {
      cx.sink->report(name_span, kinds::wrong_type, "a dimension, `Bool` or `Text` as type of a fact", showType(cx, type));
    }
    return std::nullopt;
  }
  program::Facts& facts = cx.program.facts;
  if (auto known = facts.find(name)) {
    const FactColumn& column = facts.columns[*known];
    if (column.kind == *kind && (*kind != FactColumn::Kind::number || column.dimension == type.dimension)) return known;
    cx.sink->report(name_span, kinds::duplicate_name, name).hint("the facts of one name have one type");
    return std::nullopt;
  }
  facts.columns.push_back({std::string(name), *kind, type.dimension});
  return facts.columns.size() - 1;
}

uint64_t placeOf(program::KeyId sku, size_t column) { return uint64_t{sku.value} << 32 | column; }

std::optional<base::Rational> readFact(Expressions& cx, const Scope& scope, NodeId node, const Type& type, std::string_view name,
                                       std::vector<Written>& written) {
  Env env;
  env.scope = &scope;
  const Span at = scope.module->tree.span(node);
  Value value = infer(cx, env, node);
  if (!value.isError() && !value.isNone()) value = coerce(cx, env, value, type, name, at);
  if (value.isError()) return std::nullopt;
  if (const Number* quantity = value.find<Number>()) written = quantity->written;
  const ExprId expr = value.expr();
  if (value.is<Text>() && !expr) return base::Rational(cx.program.names.intern(value.text()).value);
  auto number = expr ? program::foldConstant(cx.pool(), expr) : std::nullopt;
  if (!number) cx.sink->report(at, kinds::constant_wanted, "a fact");
  return number;
}

struct Column {
  std::string name;
  Type type;
  std::optional<size_t> index;
};

std::vector<Column> readColumns(Expressions& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  std::vector<Column> columns;
  for (NodeId part : Children(file, node)) {
    if (file.kind(part) != NodeKind::fn_param) continue;
    Children parts(file, part);
    Column column{std::string(cx.text(file, parts[0])), readType(cx, scope, parts[1]), std::nullopt};
    const bool twice = std::any_of(columns.begin(), columns.end(), [&](const Column& c) { return c.name == column.name; });
    if (twice) cx.sink->report(file.span(parts[0]), kinds::duplicate_name, column.name);
    else column.index = declareColumn(cx, file.span(parts[0]), column.name, column.type);
    columns.push_back(std::move(column));
  }
  return columns;
}

void readRows(Expressions& cx, const Scope& scope, NodeId node, const std::vector<Column>& columns) {
  const ast::File& file = scope.module->tree;
  program::Facts& facts = cx.program.facts;
  for (NodeId part : Children(file, node)) {
    if (file.kind(part) == NodeKind::fn_param) continue;
    Children parts(file, part);
    std::string_view sku = cx.text(file, parts[0]);
    if (!isSku(cx, sku, file.span(parts[0]))) {
      suggestCode(cx.sink->report(file.span(parts[0]), kinds::unknown_key, sku), file.span(parts[0]), sku, cx.skus.all());
      continue;
    }
    if (parts.size() - 1 != columns.size()) {
      cx.sink->report(file.span(part), kinds::wrong_argument_count, sku, columns.size(), parts.size() - 1);
      continue;
    }
    auto& row = facts.of_sku.edit(keyOfName(cx, sku).value);
    for (size_t i = 0; i < columns.size(); ++i) {
      const NodeId fact = parts[i + 1];
      if (!columns[i].index || file.kind(fact) == NodeKind::default_none) continue;
      std::vector<Written> written;
      auto number = readFact(cx, scope, fact, columns[i].type, columns[i].name, written);
      if (!number) continue;
      row.resize(std::max(row.size(), *columns[i].index + 1));
      auto& place = row[*columns[i].index];
      if (place) cx.sink->report(file.span(fact), kinds::duplicate_name, std::string(sku) + "." + columns[i].name);
      place = std::move(number);
      if (!written.empty()) cx.fact_units.edit(placeOf(keyOfName(cx, sku), *columns[i].index)) = std::move(written);
    }
  }
}

}  // namespace

void declareFacts(Expressions& cx, const Scope& scope, NodeId node) {
  const std::vector<Column> columns = readColumns(cx, scope, node);
  if (scope.module->is_library && &scope != cx.main) cx.unread_facts.emplace_back(&scope, node);
  else readRows(cx, scope, node, columns);
}

void readUnreadFacts(Expressions& cx) {
  for (const auto& [scope, node] : std::exchange(cx.unread_facts, {})) readRows(cx, *scope, node, readColumns(cx, *scope, node));
}

Value factValue(const FactColumn& column, ExprId expr) {
  if (column.kind == FactColumn::Kind::number) return {Number{column.dimension, expr}};
  if (column.kind == FactColumn::Kind::truth) return {Boolean{expr}};
  return {Text{{}, expr}};
}

bool hasPart(const Expressions& cx, const Value& value, std::string_view part) {
  if (value.is<Key>()) return cx.program.facts.find(part).has_value();
  if (const List* list = value.find<List>()) return !list->items->empty() && hasPart(cx, list->items->front(), part);
  const Option* option = value.find<Option>();
  const std::string_view first = part.substr(0, part.find('.'));
  return option && std::any_of(option->locals->begin(), option->locals->end(), [&](const auto& one) { return one.first == first; });
}

Value factOf(Expressions& cx, const Key& sku, std::string_view name, Span at) {
  const program::Facts& facts = cx.program.facts;
  auto column = facts.find(name);
  std::string_view path = cx.sources.text(at);
  std::string_view of = sku.text.empty() ? path.substr(0, path.find('.')) : sku.text;
  if (!column) {
    std::vector<std::string> known;
    for (const FactColumn& other : facts.columns) known.push_back(other.name);
    suggest(cx.sink->report(at, kinds::unknown_fact, of, name), at, name, known);
    return {};
  }
  noteFact(cx, at, name);
  cx.keys_read = true;
  // In the proof of a body the SKU is open, and so are its facts.
  if (sku.open) {
    const FactColumn& open = facts.columns[*column];
    Value value = factValue(open, cx.pool().make(Op::retag, open.dimension, sku.open));
    value.span = at;
    return value;
  }
  readUnreadFacts(cx);
  const base::Rational* known = facts.value(sku.key, *column);
  if (!known) {
    cx.sink->report(at, kinds::unknown_fact, of, name).hint("its `skus facts` say `none`, or there are none");
    return {};
  }
  const FactColumn& fact = facts.columns[*column];
  if (fact.kind == FactColumn::Kind::text) return {Text{cx.program.names.text({static_cast<uint32_t>(known->get_num().get_ui())})}, at};
  Value value = factValue(fact, cx.pool().constant(*known, fact.dimension));
  value.span = at;
  if (const auto* written = cx.fact_units.find(placeOf(sku.key, *column))) value.number().written = *written;
  return value;
}

}  // namespace smcost::check
