// Statements that read alike but for their numbers bind alike: the first of a pattern is
// bound the long way and remembered as columns, the others are rows of the same table.
//
// A pattern is the statement's tree, from its end, with every leaf and piece spelled out except literal
// numbers, which stand as their count of decimals and whether they are 0. A number inside of a piece, as the
// day of `days 1..10`, is part of its text. So whatever the binder does with a
// literal, except putting it into a cell, must clear `Row::repeatable` or add to `Row::limits`.

#include <algorithm>
#include <cstring>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::NodeId;
using ast::NodeKind;

namespace {

bool isNumber(NodeKind kind) { return kind == NodeKind::num || kind == NodeKind::number || kind == NodeKind::times; }

program::Cell cellUnder(const PatternMemory& memory, const StatementPattern::Column& column) {
  program::Cell cell = column.cell;
  if (column.number != UINT32_MAX) cell.mantissa = memory.mantissa(column.number);
  return cell;
}

// The keys of the open statement's lines; false if a quantity was never a key before.
bool keysUnder(const Statements& cx, const StatementPattern& pattern, std::vector<program::KeyId>& keys) {
  keys.clear();
  for (const StatementPattern::LineKey& key : pattern.keys) {
    if (key.column == UINT32_MAX) {
      keys.push_back(key.fixed);
      continue;
    }
    const program::Cell cell = cellUnder(cx.memory, pattern.columns[key.column]);
    const auto known = cx.cell_keys.find({cell.mantissa, uint32_t{cell.scale}, key.dimension.value});
    if (known == cx.cell_keys.end() || !known->second) return false;
    keys.push_back(known->second);
  }
  return true;
}

}  // namespace

// The skeleton is the pattern of a statement's subtree as bytes.
bool PatternMemory::open(std::string_view text, const Scope& scope, uint32_t first, uint32_t end) {
  const ast::File& file = scope.module->tree;
  is_open_ = false;
  skeleton_.clear();
  numbers_.clear();
  auto put = [&](const auto& value) { skeleton_.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const Scope* names = &scope;
  put(names);
  for (uint32_t behind = end; behind > first;) {
    const uint32_t i = behind - 1;
    const ast::Node& node = file.nodes[i];
    const bool is_piece = ast::isPiece(node.kind);
    behind = is_piece ? node.first : i;
    put(node.kind);
    if (node.first != i && !is_piece) {
      put(i - node.first);
      continue;
    }
    std::string_view leaf = text.substr(node.begin, node.end - node.begin);
    if (isNumber(node.kind)) {
      Digits digits = readDigits(leaf);
      if (digits.is_large) return false;
      put(digits.exponent);
      put(digits.small == 0);
      numbers_.push_back({i, digits.small});
      continue;
    }
    put(node.flags);
    put(static_cast<uint32_t>(leaf.size()));
    skeleton_.append(leaf);
  }
  std::reverse(numbers_.begin(), numbers_.end());
  return is_open_ = true;
}

const StatementPattern* PatternMemory::known() const {
  const auto found = patterns_.find(skeleton_);
  return found == patterns_.end() ? nullptr : &found->second;
}

uint32_t PatternMemory::numberOf(NodeId literal) const {
  const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), literal.value,
                                   [](const auto& number, uint32_t node) { return number.node < node; });
  const bool found = literal && at != numbers_.end() && at->node == literal.value;
  return found ? static_cast<uint32_t>(at - numbers_.begin()) : UINT32_MAX;
}

bool bindByPattern(Statements& cx, const Scope& scope, uint32_t first, uint32_t end, program::StatementId id) {
  if (!cx.memory.open(cx.sources.file(scope.module->tree.source).text(), scope, first, end)) return false;
  const StatementPattern* known = cx.memory.known();
  std::vector<program::KeyId>& keys = cx.memory.keys();
  if (!known || !keysUnder(cx, *known, keys)) return false;
  const StatementPattern& pattern = *known;
  for (const auto& [number, most] : pattern.limits) {
    if (cx.memory.mantissa(number) > most) return false;  // binding says what is wrong with it
  }
  program::UsageTable& usage = cx.program.usage[pattern.table.value];
  program::Statement& statement = cx.program.statements[id.value];
  statement.table = pattern.table;
  statement.row = usage.table.rows++;
  setTags(cx, id, pattern.tags);
  for (size_t i = 0; i < pattern.placements.size(); ++i) addPlacement(usage, i, pattern.placements[i]);
  for (size_t i = 0; i < pattern.columns.size(); ++i) {
    usage.table.columns[i].push_back(cellUnder(cx.memory, pattern.columns[i]));
  }
  for (size_t i = 0; i < pattern.keys.size(); ++i) {
    if (keys[i]) usage.keys[i].push_back(keys[i]);
  }
  usage.statements.push_back(id);
  if (pattern.region) {
    usage.regions.resize(usage.table.rows);
    usage.regions.back() = pattern.region;
  }
  return true;
}

void rememberPattern(Statements& cx, const Row& row, std::vector<StatementPattern::LineKey> keys,
                     program::UsageTableId table) {
  if (!cx.memory.isOpen() || !row.repeatable || !row.varied.empty()) return;
  StatementPattern pattern;
  pattern.table = table;
  pattern.region = row.region;
  pattern.tags = row.tags;
  pattern.keys = std::move(keys);
  for (const auto& rows : cx.program.usage[table.value].placements) {
    pattern.placements.push_back(rows.empty() ? program::PlacementId{} : rows.back());
  }
  std::vector<bool> placed(cx.memory.numberCount(), false);
  for (size_t i = 0; i < row.cells.size(); ++i) {
    uint32_t number = cx.memory.numberOf(row.literals[i]);
    if (number != UINT32_MAX) placed[number] = true;
    pattern.columns.push_back({row.cells[i], number});
  }
  for (const auto& [literal, most] : row.limits) {
    uint32_t number = cx.memory.numberOf(literal);
    if (number == UINT32_MAX) return;
    pattern.limits.emplace_back(number, most);
  }
  // A number that reached no cell was read in some other way: its value shaped the row.
  if (std::find(placed.begin(), placed.end(), false) != placed.end()) return;
  cx.memory.remember(std::move(pattern));
}

StatementPattern::LineKey lineKey(Statements& cx, const Value& value, Row& row) {
  StatementPattern::LineKey key;
  key.fixed = keyOfValue(cx, value, row);
  const Number* number = value.find<Number>();
  if (!number) return key;
  const program::Expr& node = cx.pool()[number->expr];
  if (node.op == program::Op::param && !row.cells[node.payload].big) {
    key.column = static_cast<uint32_t>(node.payload);
    key.dimension = number->dimension;
  } else {
    row.repeatable = false;
  }
  return key;
}

}  // namespace smcost::check
