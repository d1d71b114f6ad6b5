// What belongs to the tree itself: names of kinds, children, doc comments.

#include <algorithm>
#include <string>

#include "lang/syntax/ast.h"

namespace smcost::ast {

std::string_view nodeKindName(NodeKind kind) {
  switch (kind) {
    case NodeKind::use_decl: return "use_decl";
    case NodeKind::edition_ref: return "edition_ref";
    case NodeKind::alias: return "alias";
    case NodeKind::include_decl: return "include_decl";
    case NodeKind::include_value: return "include_value";
    case NodeKind::region_decl: return "region_decl";
    case NodeKind::period_decl: return "period_decl";
    case NodeKind::currency_decl: return "currency_decl";
    case NodeKind::invoice_decl: return "invoice_decl";
    case NodeKind::edition_decl: return "edition_decl";
    case NodeKind::source_decl: return "source_decl";
    case NodeKind::field: return "field";
    case NodeKind::let_decl: return "let_decl";
    case NodeKind::param_decl: return "param_decl";
    case NodeKind::range: return "range";
    case NodeKind::members: return "members";
    case NodeKind::distribution: return "distribution";
    case NodeKind::weight: return "weight";
    case NodeKind::peak: return "peak";
    case NodeKind::step: return "step";
    case NodeKind::fn_decl: return "fn_decl";
    case NodeKind::fn_param: return "fn_param";
    case NodeKind::dimension_decl: return "dimension_decl";
    case NodeKind::unit_decl: return "unit_decl";
    case NodeKind::words_decl: return "words_decl";
    case NodeKind::skus_decl: return "skus_decl";
    case NodeKind::facts_decl: return "facts_decl";
    case NodeKind::fact_row: return "fact_row";
    case NodeKind::regions_decl: return "regions_decl";
    case NodeKind::region_row: return "region_row";
    case NodeKind::usage_prefix: return "usage_prefix";
    case NodeKind::days_decl: return "days_decl";
    case NodeKind::zones_decl: return "zones_decl";
    case NodeKind::zone_change: return "zone_change";
    case NodeKind::zone_row: return "zone_row";
    case NodeKind::zone: return "zone";
    case NodeKind::sign: return "sign";
    case NodeKind::workload_decl: return "workload_decl";
    case NodeKind::option_decl: return "option_decl";
    case NodeKind::wparam: return "wparam";
    case NodeKind::label: return "label";
    case NodeKind::each_ref: return "each_ref";
    case NodeKind::default_none: return "default_none";
    case NodeKind::body: return "body";
    case NodeKind::line_decl: return "line_decl";
    case NodeKind::meter_use: return "meter_use";
    case NodeKind::brings_decl: return "brings_decl";
    case NodeKind::require_decl: return "require_decl";
    case NodeKind::if_body: return "if_body";
    case NodeKind::meter_decl: return "meter_decl";
    case NodeKind::granularity: return "granularity";
    case NodeKind::minimum: return "minimum";
    case NodeKind::per_ref: return "per_ref";
    case NodeKind::basis: return "basis";
    case NodeKind::allowance_decl: return "allowance_decl";
    case NodeKind::trial: return "trial";
    case NodeKind::cover: return "cover";
    case NodeKind::excludes: return "excludes";
    case NodeKind::after: return "after";
    case NodeKind::free_tier_decl: return "free_tier_decl";
    case NodeKind::account_decl: return "account_decl";
    case NodeKind::plan_decl: return "plan_decl";
    case NodeKind::plan_term: return "plan_term";
    case NodeKind::payment: return "payment";
    case NodeKind::plan_ref: return "plan_ref";
    case NodeKind::commit: return "commit";
    case NodeKind::free_clause: return "free_clause";
    case NodeKind::quote_clause: return "quote_clause";
    case NodeKind::usage_clause: return "usage_clause";
    case NodeKind::price_list_decl: return "price_list_decl";
    case NodeKind::list_units: return "list_units";
    case NodeKind::list_unit: return "list_unit";
    case NodeKind::ignore_clause: return "ignore_clause";
    case NodeKind::rates_decl: return "rates_decl";
    case NodeKind::region_clause: return "region_clause";
    case NodeKind::source_clause: return "source_clause";
    case NodeKind::edition_clause: return "edition_clause";
    case NodeKind::from_clause: return "from_clause";
    case NodeKind::until_clause: return "until_clause";
    case NodeKind::rate_row: return "rate_row";
    case NodeKind::rate_key: return "rate_key";
    case NodeKind::tier: return "tier";
    case NodeKind::shown: return "shown";
    case NodeKind::agreement_decl: return "agreement_decl";
    case NodeKind::credit: return "credit";
    case NodeKind::tax: return "tax";
    case NodeKind::agreed: return "agreed";
    case NodeKind::reduced: return "reduced";
    case NodeKind::test_decl: return "test_decl";
    case NodeKind::rejects_decl: return "rejects_decl";
    case NodeKind::code: return "code";
    case NodeKind::expect_decl: return "expect_decl";
    case NodeKind::statistic: return "statistic";
    case NodeKind::printed: return "printed";
    case NodeKind::erratum: return "erratum";
    case NodeKind::assert_decl: return "assert_decl";
    case NodeKind::budget_decl: return "budget_decl";
    case NodeKind::scenario_decl: return "scenario_decl";
    case NodeKind::set_entry: return "set_entry";
    case NodeKind::drop_entry: return "drop_entry";
    case NodeKind::exchange_decl: return "exchange_decl";
    case NodeKind::tag_decl: return "tag_decl";
    case NodeKind::tagged_items: return "tagged_items";
    case NodeKind::group_decl: return "group_decl";
    case NodeKind::owned: return "owned";
    case NodeKind::compare_decl: return "compare_decl";
    case NodeKind::question_decl: return "question_decl";
    case NodeKind::wants: return "wants";
    case NodeKind::axis: return "axis";
    case NodeKind::axis_set: return "axis_set";
    case NodeKind::over: return "over";
    case NodeKind::where: return "where";
    case NodeKind::name: return "name";
    case NodeKind::type: return "type";
    case NodeKind::type_name: return "type_name";
    case NodeKind::tagged: return "tagged";
    case NodeKind::ask: return "ask";
    case NodeKind::statement: return "statement";
    case NodeKind::head: return "head";
    case NodeKind::word: return "word";
    case NodeKind::each_mark: return "each_mark";
    case NodeKind::option: return "option";
    case NodeKind::block: return "block";
    case NodeKind::entry: return "entry";
    case NodeKind::number: return "number";
    case NodeKind::quantity: return "quantity";
    case NodeKind::compound: return "compound";
    case NodeKind::num: return "num";
    case NodeKind::unit: return "unit";
    case NodeKind::unit_name: return "unit_name";
    case NodeKind::per: return "per";
    case NodeKind::percent: return "percent";
    case NodeKind::times: return "times";
    case NodeKind::text: return "text";
    case NodeKind::date: return "date";
    case NodeKind::month: return "month";
    case NodeKind::path: return "path";
    case NodeKind::paren: return "paren";
    case NodeKind::list: return "list";
    case NodeKind::call: return "call";
    case NodeKind::args: return "args";
    case NodeKind::sum: return "sum";
    case NodeKind::power: return "power";
    case NodeKind::product: return "product";
    case NodeKind::op_add: return "op_add";
    case NodeKind::op_sub: return "op_sub";
    case NodeKind::op_mul: return "op_mul";
    case NodeKind::op_pow: return "op_pow";
    case NodeKind::op_div: return "op_div";
    case NodeKind::op_each: return "op_each";
    case NodeKind::negate: return "negate";
    case NodeKind::percent_of: return "percent_of";
    case NodeKind::adjust: return "adjust";
    case NodeKind::grown: return "grown";
    case NodeKind::op_less: return "op_less";
    case NodeKind::op_plus: return "op_plus";
    case NodeKind::convert: return "convert";
    case NodeKind::compare: return "compare";
    case NodeKind::cmp_op: return "cmp_op";
    case NodeKind::not_: return "not";
    case NodeKind::and_: return "and";
    case NodeKind::or_: return "or";
    case NodeKind::conditional: return "conditional";
    case NodeKind::query: return "query";
    case NodeKind::rounding: return "rounding";
    case NodeKind::if_set: return "if_set";
    case NodeKind::always: return "always";
    case NodeKind::amount: return "amount";
    case NodeKind::placed: return "placed";
    case NodeKind::placed_list: return "placed_list";
    case NodeKind::day_set: return "day_set";
    case NodeKind::exceptions: return "exceptions";
    case NodeKind::weekdays: return "weekdays";
    case NodeKind::weekday: return "weekday";
    case NodeKind::weekday_range: return "weekday_range";
    case NodeKind::date_range: return "date_range";
    case NodeKind::dates_for: return "dates_for";
    case NodeKind::every_days: return "every_days";
    case NodeKind::stretch: return "stretch";
    case NodeKind::numbered_days: return "numbered_days";
    case NodeKind::first_days: return "first_days";
    case NodeKind::last_days: return "last_days";
    case NodeKind::clocks: return "clocks";
    case NodeKind::clock_time: return "clock_time";
    case NodeKind::profile: return "profile";
    case NodeKind::slot: return "slot";
    case NodeKind::otherwise: return "otherwise";
  }
  return "?";
}

std::optional<int> weekdayNamed(std::string_view word) {
  constexpr std::string_view kDays[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  constexpr size_t kShort = 3;
  for (int day = 0; day < static_cast<int>(std::size(kDays)); ++day) {
    const std::string_view name = kDays[day];
    if (word == name || (word.size() == kShort && name.starts_with(word))) return day;
  }
  return std::nullopt;
}

// Children are found from the last to the first: the root of the next subtree stands
// right before the first node of this one.
bool isSetting(NodeKind kind) {
  switch (kind) {
    case NodeKind::region_decl:
    case NodeKind::period_decl:
    case NodeKind::currency_decl:
    case NodeKind::invoice_decl:
    case NodeKind::free_tier_decl:
    case NodeKind::group_decl:
    case NodeKind::account_decl: return true;
    default: return false;
  }
}

Children::Children(const File& file, NodeId parent) {
  const Node& node = file.node(parent);
  uint32_t next = parent.value;
  while (next > node.first) {
    uint32_t child = next - 1;
    if (count_ < kInline) {
      inline_[kInline - 1 - count_] = {child};
    } else {
      if (spill_.empty()) spill_.assign(std::reverse_iterator(inline_ + kInline), std::reverse_iterator(inline_ + 0));
      spill_.push_back({child});
    }
    ++count_;
    next = file.nodes[child].first;
  }
  std::reverse(spill_.begin(), spill_.end());
}

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::vector<NodeId> nodesOutsidePieces(const File& file) {
  std::vector<NodeId> nodes;
  nodes.reserve(file.nodes.size());
  for (size_t i = file.nodes.size(); i > 0;) {
    const auto index = static_cast<uint32_t>(i - 1);
    nodes.push_back({index});
    i = isPiece(file.nodes[index].kind) ? file.nodes[index].first : index;
  }
  std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

namespace {

void addStatements(const File& file, NodeId item, std::vector<NodeId>& statements) {
  if (file.kind(item) == NodeKind::statement) statements.push_back(item);
  if (file.kind(item) != NodeKind::tag_decl && file.kind(item) != NodeKind::tagged_items) return;
  for (const NodeId inner : Children(file, item)) addStatements(file, inner, statements);  // as deep as the grammar lets it be
}

}  // namespace

std::vector<NodeId> statementsIn(const File& file, NodeId item) {
  std::vector<NodeId> statements;
  addStatements(file, item, statements);
  return statements;
}

std::vector<NodeId> statementsOf(const File& file) {
  std::vector<NodeId> statements;
  for (const NodeId item : file.items) addStatements(file, item, statements);
  return statements;
}

bool isKept(const File& file, NodeId item) {
  if (file.kind(item) == NodeKind::ask) return false;
  return file.kind(item) != NodeKind::statement || file.kind(Children(file, item)[0]) == NodeKind::name;
}

std::string docComment(const File&, std::string_view text, uint32_t offset) {
  std::vector<std::string_view> lines;
  size_t line_start = text.substr(0, offset).rfind('\n');
  while (line_start != std::string_view::npos) {
    size_t above = text.substr(0, line_start).rfind('\n');
    size_t begin = above == std::string_view::npos ? 0 : above + 1;
    std::string_view line = trimmed(text.substr(begin, line_start - begin));
    if (!line.starts_with("##")) break;
    // The indentation behind the first blank is the author's.
    line.remove_prefix(line.starts_with("## ") ? 3 : 2);
    lines.push_back(line);
    line_start = above;
  }
  std::string doc;
  for (size_t i = lines.size(); i > 0; --i) {
    doc += lines[i - 1];
    if (i > 1) doc += '\n';
  }
  return doc;
}

}  // namespace smcost::ast
