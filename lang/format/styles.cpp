#include "lang/format/styles.h"

#include <array>
#include <utility>

namespace smcost::format {

namespace {

using ast::NodeKind;

constexpr std::pair<NodeKind, Style> kStyles[] = {
    // What may begin a line of its own.
    {NodeKind::option, {.rank = Rank::own_line}},
    {NodeKind::tier, {.rank = Rank::own_line}},
    {NodeKind::printed, {.rank = Rank::clause, .wide = true}},
    {NodeKind::erratum, {.rank = Rank::clause}},
    {NodeKind::shown, {.rank = Rank::clause, .wide = true}},
    {NodeKind::region_clause, {.rank = Rank::clause}},
    {NodeKind::source_clause, {.rank = Rank::clause}},
    {NodeKind::edition_clause, {.rank = Rank::clause}},
    {NodeKind::from_clause, {.rank = Rank::clause}},
    {NodeKind::until_clause, {.rank = Rank::clause}},
    {NodeKind::excludes, {.rank = Rank::clause}},
    {NodeKind::after, {.rank = Rank::clause}},
    {NodeKind::step, {.rank = Rank::clause}},
    {NodeKind::over, {.rank = Rank::clause}},
    {NodeKind::where, {.rank = Rank::clause}},
    {NodeKind::distribution, {.rank = Rank::clause, .members = Members::values, .bracket = '{'}},

    // Operators.
    {NodeKind::op_add, {.rank = Rank::sum, .spaced = true}},
    {NodeKind::op_sub, {.rank = Rank::sum, .spaced = true}},
    {NodeKind::op_less, {.rank = Rank::sum, .spaced = true}},
    {NodeKind::op_plus, {.rank = Rank::sum, .spaced = true}},
    {NodeKind::op_mul, {.rank = Rank::product, .spaced = true}},
    {NodeKind::op_div, {.rank = Rank::product, .spaced = true}},
    {NodeKind::op_pow, {.rank = Rank::product, .spaced = true}},
    {NodeKind::op_each, {.rank = Rank::product, .spaced = true}},
    {NodeKind::cmp_op, {.rank = Rank::comparison, .spaced = true}},

    // Rows and runs.
    {NodeKind::statement, {.columns = Columns::name}},
    {NodeKind::line_decl, {.columns = Columns::sign}},
    {NodeKind::unit_decl, {.columns = Columns::sign}},
    {NodeKind::meter_decl, {.columns = Columns::sign}},
    {NodeKind::wparam, {.columns = Columns::sign}},
    {NodeKind::set_entry, {.columns = Columns::sign}},
    {NodeKind::field, {.columns = Columns::value}},
    {NodeKind::entry, {.columns = Columns::value}},
    {NodeKind::rate_row, {.columns = Columns::price}},
    {NodeKind::agreed, {.columns = Columns::agreed}},
    {NodeKind::fact_row, {.columns = Columns::cells}},
    {NodeKind::ignore_clause, {.columns = Columns::cells}},
    {NodeKind::list_unit, {.columns = Columns::sign}},
    {NodeKind::zone_row, {.columns = Columns::words}},

    // Brackets that hold no items.
    {NodeKind::words_decl, {.members = Members::names, .bracket = '{'}},
    {NodeKind::skus_decl, {.members = Members::names, .bracket = '{'}},
    {NodeKind::regions_decl, {.members = Members::names, .bracket = '{'}},
    {NodeKind::facts_decl, {.members = Members::fields, .bracket = '('}},
    {NodeKind::workload_decl, {.members = Members::parameters, .bracket = '('}},
    {NodeKind::option_decl, {.members = Members::parameters, .bracket = '('}},
    {NodeKind::compare, {.members = Members::values, .bracket = '{'}},
    {NodeKind::members, {.members = Members::values, .bracket = '{'}},
    {NodeKind::axis_set, {.members = Members::values, .bracket = '{'}},
    {NodeKind::cover, {.members = Members::values, .bracket = '('}},
};

constexpr std::array<Style, 256> makeTable() {
  std::array<Style, 256> table{};
  for (const auto& [kind, style] : kStyles) table[static_cast<size_t>(kind)] = style;
  return table;
}

constexpr std::array<Style, 256> kTable = makeTable();

constexpr std::pair<std::string_view, Rank> kKeywords[] = {
    {"or", Rank::or_},       {"and", Rank::and_},    {"then", Rank::branch},
    {"else", Rank::branch},  {"warn", Rank::clause}, {"summer", Rank::clause},
};

}  // namespace

const Style& styleOf(NodeKind kind) { return kTable[static_cast<size_t>(kind)]; }

Rank rankOfKeyword(std::string_view word) {
  for (const auto& [known, rank] : kKeywords) {
    if (known == word) return rank;
  }
  return Rank::never;
}

}  // namespace smcost::format
