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

// The pattern of a statement's subtree as bytes, and the numbers that it leaves open.
// False if one of those is too large for a machine word.
bool readSkeleton(Statements& cx, const Scope& scope, uint32_t first, uint32_t end) {
  const ast::File& file = scope.module->tree;
  std::string& key = cx.memory.skeleton;
  auto put = [&](const auto& value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); };
  key.clear();
  cx.memory.open_numbers.clear();
  const Scope* names = &scope;
  put(names);
  std::string_view text = cx.sources.file(file.source).text();
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
      cx.memory.open_numbers.push_back({i, digits.small});
      continue;
    }
    put(node.flags);
    put(static_cast<uint32_t>(leaf.size()));
    key.append(leaf);
  }
  std::reverse(cx.memory.open_numbers.begin(), cx.memory.open_numbers.end());
  return true;
}

// Where in the statement's open numbers a literal stands.
uint32_t openNumber(const Statements& cx, NodeId literal) {
  auto at = std::lower_bound(cx.memory.open_numbers.begin(), cx.memory.open_numbers.end(), literal.value,
                             [](const auto& number, uint32_t node) { return number.node < node; });
  bool found = literal && at != cx.memory.open_numbers.end() && at->node == literal.value;
  return found ? static_cast<uint32_t>(at - cx.memory.open_numbers.begin()) : UINT32_MAX;
}

program::Cell cellUnder(const Statements& cx, const StatementPattern::Column& column) {
  program::Cell cell = column.cell;
  if (column.number != UINT32_MAX) cell.mantissa = cx.memory.open_numbers[column.number].mantissa;
  return cell;
}

// The keys of the row's lines; false if a quantity was never a key before.
bool keysUnder(Statements& cx, const StatementPattern& pattern, std::vector<program::KeyId>& keys) {
  keys.clear();
  for (const StatementPattern::LineKey& key : pattern.keys) {
    if (key.column == UINT32_MAX) {
      keys.push_back(key.fixed);
      continue;
    }
    program::Cell cell = cellUnder(cx, pattern.columns[key.column]);
    auto known = cx.cell_keys.find({cell.mantissa, uint32_t{cell.scale}, key.dimension.value});
    if (known == cx.cell_keys.end() || !known->second) return false;
    keys.push_back(known->second);
  }
  return true;
}

}  // namespace

bool bindByPattern(Statements& cx, const Scope& scope, uint32_t first, uint32_t end, program::StatementId id) {
  cx.memory.is_open = readSkeleton(cx, scope, first, end);
  if (!cx.memory.is_open) return false;
  auto found = cx.memory.patterns.find(cx.memory.skeleton);
  if (found == cx.memory.patterns.end() || !keysUnder(cx, found->second, cx.memory.keys)) return false;
  const StatementPattern& pattern = found->second;
  for (const auto& [number, most] : pattern.limits) {
    if (cx.memory.open_numbers[number].mantissa > most) return false;  // binding says what is wrong with it
  }
  program::UsageTable& usage = cx.program.usage[pattern.table.value];
  program::Statement& statement = cx.program.statements[id.value];
  statement.table = pattern.table;
  statement.row = usage.table.rows++;
  for (size_t i = 0; i < pattern.placements.size(); ++i) addPlacement(usage, i, pattern.placements[i]);
  for (size_t i = 0; i < pattern.columns.size(); ++i) {
    usage.table.columns[i].push_back(cellUnder(cx, pattern.columns[i]));
  }
  for (size_t i = 0; i < pattern.keys.size(); ++i) {
    if (cx.memory.keys[i]) usage.keys[i].push_back(cx.memory.keys[i]);
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
  if (!cx.memory.is_open || !row.repeatable) return;
  StatementPattern pattern;
  pattern.table = table;
  pattern.region = row.region;
  pattern.keys = std::move(keys);
  for (const auto& rows : cx.program.usage[table.value].placements) {
    pattern.placements.push_back(rows.empty() ? program::PlacementId{} : rows.back());
  }
  std::vector<bool> placed(cx.memory.open_numbers.size(), false);
  for (size_t i = 0; i < row.cells.size(); ++i) {
    uint32_t number = openNumber(cx, row.literals[i]);
    if (number != UINT32_MAX) placed[number] = true;
    pattern.columns.push_back({row.cells[i], number});
  }
  for (const auto& [literal, most] : row.limits) {
    uint32_t number = openNumber(cx, literal);
    if (number == UINT32_MAX) return;
    pattern.limits.emplace_back(number, most);
  }
  // A number that reached no cell was read in some other way: its value shaped the row.
  if (std::find(placed.begin(), placed.end(), false) != placed.end()) return;
  cx.memory.patterns.try_emplace(cx.memory.skeleton, std::move(pattern));
}

StatementPattern::LineKey lineKey(Statements& cx, const Value& value, Row& row) {
  StatementPattern::LineKey key;
  key.fixed = keyOfValue(cx, value, row);
  if (value.kind != Kind::number && value.kind != Kind::multiple) return key;
  const program::Expr& node = cx.pool()[value.expr];
  if (node.op == program::Op::param && !row.cells[node.payload].big) {
    key.column = static_cast<uint32_t>(node.payload);
    key.dimension = value.dimension;
  } else {
    row.repeatable = false;
  }
  return key;
}

}  // namespace smcost::check
