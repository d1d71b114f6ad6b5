// The syntax tree of one file: a flat, postorder array of nodes, children before
// their parent, as compact as the text deserves (16 bytes a node). Nothing is lost:
// every node is a byte range of the file, comments are kept beside the tree, and what
// lies between two nodes is blank. Trees are frozen once parsed.
//
// Each kind quotes its children in order; `?` optional, `*` any number.
// `expr` is any expression node, `value` an expr or a `profile`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/base/id.h"
#include "lang/source/source.h"

namespace smcost::ast {

using NodeId = base::Id<struct NodeTag>;

enum class NodeKind : uint8_t {
  // --- declarations (top-level items) ---
  use_decl,        // use (path|text) ["@" edition_ref] ["as" alias] : (path|text) edition_ref? alias?
  edition_ref,     // leaf: the name behind `@`
  alias,           // leaf: the name behind `as`
  include_decl,    // include (path|text) ["as" alias ["with" setting, …]] : (path|text) alias? (include_value|region_decl)*
  include_value,   // NAME = value : name value
  region_decl,     // region NAME : path
  period_decl,     // period 2025-03 | period 30 days | period average | A..B : (month|quantity|path) month?
  currency_decl,   // currency USD [at rates "file"] : name text?
  exchange_decl,   // exchange USD/EUR 0.92 from DATE [until DATE] source NAME : name name num from_clause until_clause? source_clause
  invoice_decl,    // invoice lines|total : name
  edition_decl,    // edition NAME "title" : name text?
  source_decl,     // source NAME { field* } : name field*
  field,           // title "..." : name (text|path|date|number)
  let_decl,        // let NAME [: type] = value : name type? value
  param_decl,      // param NAME [: type] = expr [in … | ~ …] [step expr] : name type? expr (range|members|query|distribution)? step?
  range,           // expr..expr : expr expr
  members,         // in { a, b } : cmp_op expr+
  distribution,    // ~ NAME a..b [peak c], ~ NAME { a 3, b 1 } : name (range | weight+) peak?
  weight,          // a 3 : expr expr
  peak,            // peak c : expr
  step,            // step expr : expr
  fn_decl,         // fn NAME(fn_param*) [: type] = expr : name fn_param* type? expr
  fn_param,        // NAME : type  : name type
  dimension_decl,  // dimension NAME : name
  unit_decl,       // unit NAME+ : type | unit NAME+ = expr  : name+ (type|expr)
  words_decl,      // words NAME { NAME* } : name name*
  skus_decl,       // skus { path* } : path*
  facts_decl,      // skus facts (fn_param*) { fact_row* } : fn_param* fact_row*
  fact_row,        // SKU fact, fact … : path (default_none|expr)*
  regions_decl,    // regions { (path|region_row)* } : (path|region_row)*
  region_row,      // NAME "title" [usage_prefix …] : path text? usage_prefix?
  usage_prefix,    // usage_prefix "A-", "" : text+
  days_decl,       // days NAME [YEAR[..YEAR]] = DATE, DATE..DATE … : name num* day_set+
  zones_decl,      // zones YEAR..YEAR "source" [summer change .. change] { zone_row* } : num num text (zone_change zone_change)? zone_row*
  zone_change,     // last sunday of march 1:00 UTC : word word word clock_time zone?
  zone_row,        // Europe/Berlin +1:00 : zone sign? clock_time
  zone,            // leaf: Europe/Berlin, UTC
  sign,            // leaf: `+` or `-` of a zone's offset
  workload_decl,   // workload NAME(wparam*) body : name wparam* body
  option_decl,     // option NAME(wparam*) body?  : name wparam* body?
  wparam,          // [bare] [with [many]] [label] name : type [each NAME] [= default]; flags; : label? name type each_ref? default?
  label,           // leaf: the label word of a wparam when it differs from the name (`for run`, `on instance`)
  each_ref,        // each NAME : name
  default_none,    // leaf: `none`
  body,            // { (line_decl|require_decl|let_decl|brings_decl|if_body|statement)* }
  line_decl,       // line NAME = meter_use : name meter_use
  meter_use,       // meter PATH [args] expr : path args? expr
  brings_decl,     // brings MODULE "what" [{ … }] : path text body?
  require_decl,    // require expr [else text] : expr text?
  if_body,         // if expr body [else body] : expr body body?
  meter_decl,      // meter NAME [(fn_param)] : type { clause* } : name fn_param? type clause*
  granularity,     // granularity quantity MODE [per NAME] [from DATE] [until DATE] : quantity name per_ref? from_clause? until_clause?
  minimum,         // minimum quantity [per NAME] : quantity per_ref?
  per_ref,         // per NAME : name
  basis,           // basis month | basis quantity : (path|quantity)
  free_clause,     // free "reason" : text
  quote_clause,    // quote "reason" : text
  usage_clause,    // usage "pattern" in UNIT [for KEY] : text (name|text) rate_key?
  price_list_decl, // price_list NAME { (field|list_units|ignore_clause)* } : name (field|list_units|ignore_clause)*
  list_units,      // units { list_unit* } : list_unit*
  list_unit,       // NAME = unit : (name|text) unit
  ignore_clause,   // ignore "pattern" "reason" : text text
  allowance_decl,  // allowance NAME quantity always|trial on cover* (excludes NAME*|after NAME*)* : name quantity (always|trial) cover* (excludes|after)*
  trial,           // trial 2 months : quantity
  cover,           // METER [(key*)] : path (path|quantity)*
  excludes,        // : path*
  after,           // : path*
  free_tier_decl,  // free_tier on|off [with NAME*] : name path*
  account_decl,    // account since DATE : date
  plan_decl,       // plan NAME on METER* { (plan_term|payment)* } : name path* (plan_term|payment)*
  plan_term,       // term 1 year : quantity
  payment,         // payment NAME [50 % upfront] : name percent?
  plan_ref,        // NAME term 1 year, NAME : path plan_term name
  rates_decl,      // rates PATH* rates_clause* { rate_row* } : path* clause* rate_row*; a clause may be a plan_ref
  region_clause,   // region PATH : path
  source_clause,   // source NAME : name
  edition_clause,  // edition NAME : name
  from_clause,     // from DATE : date; of an agreement : (date|month)
  until_clause,    // until DATE : date; of an agreement : (date|month)
  rate_row,        // [key] (quantity | tier+ | free | quote) [shown text] : rate_key? (expr | tier+ | free_clause | quote_clause) shown?
  rate_key,        // SKU, word or quantity : (path|quantity)
  tier,            // [cliff] first Q: P | next Q: P | then P; flags kTierFirst/Next/Then/Cliff : quantity? expr
  shown,           // shown "text" : text
  agreement_decl,  // agreement "name" { (from_clause until_clause? | until_clause | credit | tax | agreed)* } : text (from_clause|until_clause|credit|tax|agreed)*
  credit,          // credit 500 USD/month : quantity
  tax,             // tax 19 % : percent
  agreed,          // METER(key)* [region R] [plan …] (less 8 % | price | tier+ | free | quote) : cover+ (region_clause|plan_ref)* (reduced | expr | tier+ | free_clause | quote_clause) shown?
  reduced,         // less 8 % : percent
  test_decl,       // test "title" { item* } : text item*
  rejects_decl,    // rejects "title" { item* } with SMCnnnn : text item* code
  code,            // SMC2107 : num
  expect_decl,     // expect [low|high|p90] expr [printed text] [erratum text] : statistic? expr printed? erratum?
  statistic,       // leaf: low, high, p1 to p99
  printed,         // : text
  erratum,         // : text
  assert_decl,     // assert expr [else text] : expr text?
  budget_decl,     // budget [low|high|p90] expr [warn at percent] : statistic? expr percent?
  scenario_decl,   // scenario NAME { (set_entry|drop_entry)* } : name (set_entry|drop_entry)*
  set_entry,       // set PATH = value [each] | set PATH = none : path (value|default_none) each_mark?
  drop_entry,      // drop PATH : path
  tag_decl,        // tag KEY "value" [{ statements }] : name text tagged_items?
  tagged_items,    // { (statement|tag_decl)* } : (statement|tag_decl)*
  group_decl,      // group by KEY, KEY : names, the outermost first
  compare_decl,    // compare NAME, NAME… : name name+
  question_decl,   // sweep|solve|minimise|maximise|sample NAME … : name wants? (expr* | axis) over? where?
  wants,           // leaf: largest, greatest, smallest, least
  axis,            // NAME [= range [step expr] | = { a, b } | = expr] : path (range|axis_set|expr)? step?
  axis_set,        // { a, b } : expr+
  over,            // over axis, axis : axis+
  where,           // where expr : expr
  name,            // leaf: a name being declared or referred to by a declaration
  type,            // `Data * Time`, `Count[job]`, `Data in GiB` : (type_name|tagged) ((op_mul|op_div) (type_name|tagged))* unit?
  type_name,       // leaf: dotted name
  tagged,          // `Count[job]`, `Multiple[instance]` : type_name type_name

  // --- statements and phrases ---
  ask,             // an expression as a REPL's input : value
  statement,       // [name =] head item* option* : name? (head item* option* | (meter_use | commit) (word+ (month|placed)?)*)
  commit,          // commit expr plan_ref : expr plan_ref
  head,            // leaf: dotted path
  word,            // leaf: a bare dotted word: label, constant or SKU; the binder says which
  each_mark,       // leaf: `each` behind a value in a phrase
  option,          // with NAME item* : name item*
  block,           // { entry* }
  entry,           // item* option*

  // --- expressions ---
  number,          // leaf: 1_000.5k (no unit)
  quantity,        // NUM UNIT : num unit
  compound,        // 1h30min : (num unit)+
  num,             // leaf: digits with _ . and k M G T
  unit,            // `USD/h`, `GB-month`, `USD per 1M write_unit`, `/day` : unit_name* per*; a name alone is a leaf
  unit_name,       // leaf
  per,             // `/h`, `per 1M write_unit` : num? unit_name+
  percent,         // 10 % : num
  times,           // leaf: 4x
  text,            // leaf: "…" with its quotes
  date,            // leaf: 2025-02-10; outside of declarations it stands in a day_set
  month,           // leaf: 2025-02
  path,            // leaf: dotted name
  paren,           // ( expr ) : expr
  list,            // [ expr* ]
  call,            // path(args) : path value*     (args are the children behind the path)
  args,            // only below meter_use : value*
  sum,             // a + b - c : expr (op_add|op_sub expr)+
  power,           // a ^ b : expr op_pow expr
  product,         // a * b / c each d : expr (op_mul expr | op_div expr | op_each expr)+
  op_add, op_sub, op_mul, op_div, op_each, op_pow,   // leaves
  negate,          // -a : expr
  percent_of,      // 10 % of a : percent expr
  adjust,          // a less 10 % plus b : expr ((op_less|op_plus) (percent|paren))+
  op_less, op_plus,
  grown,           // a grows 20 GB/month, a grows 5 %/month : expr (quantity | (percent|times|paren|path) unit)
  convert,         // a as unit : expr unit
  compare,         // a < b | a in { b, c } : expr cmp_op expr+
  cmp_op,          // leaf: == != <= >= < > in
  not_,            // not a : expr
  and_,            // a and b … : expr expr+
  or_,             // a or b … : expr expr+
  conditional,     // if a then b else c : expr expr expr
  query,           // skus where a [by b] : expr expr?
  rounding,        // round MODE a to Q : name expr expr
  if_set,          // (reserved for `NAME given`) : path

  // --- schedules ---
  always,          // leaf
  amount,          // 6h/day for 20 days : num unit num unit   (first unit is the time, second the day unit of `for`)
  placed,          // weekdays|days… clocks | stretch : day_set? clocks? | stretch
  placed_list,     // mon 9:00..17:00, fri 9:00..13:00 : placed placed+   (items of a phrase stand apart)
  day_set,         // mon and day 11 except bavaria : (weekdays|weekday|weekday_range|date|date_range|dates_for|every_days|numbered_days|first_days|last_days|path)+ exceptions?
  exceptions,      // except bavaria and 2025-12-24 : what a day_set has
  weekdays,        // leaf
  weekday,         // leaf: mon, monday, weekends
  weekday_range,   // mon..thu : weekday weekday
  date_range,      // 2025-03-20..2025-04-10 : date date
  dates_for,       // from 2025-03-20 for 3 weeks : date num unit
  every_days,      // every 2 weeks from 2025-03-03 : num unit date?
  stretch,         // 2025-03-20 9:00..2025-04-10 9:00 : date clock_time date clock_time zone? | from 2025-03-20 [9:00] for 36h : date clock_time? (num unit)+
  numbered_days,   // `days 1..10`, `day 11` : num num?
  first_days,      // `first 2 days` : num unit
  last_days,       // `last 5 days of month` : num unit
  clocks,          // 9:00..17:00 or 0h..2h, with its zone : time time zone?, a time being (clock_time|quantity|compound)
  clock_time,      // 9:00 : num num
  owned,           // team "vision", as money : name text
  profile,         // slot, slot, … : slot+
  slot,            // placed, …: value | 15min/h: value | otherwise: value : (placed+|quantity|otherwise) (quantity|number|times|paren)
  otherwise,       // leaf
};

std::string_view nodeKindName(NodeKind kind);
// A piece of text that stands for itself although it has nodes inside: it is set as it was written, and two that
// are spelled alike are the same. What is inside is for whoever asks what it means.
constexpr bool isPiece(NodeKind kind) {
  switch (kind) {
    case NodeKind::code:
    case NodeKind::type:
    case NodeKind::unit:
    case NodeKind::percent:
    case NodeKind::day_set:
    case NodeKind::stretch:
    case NodeKind::clocks:
    case NodeKind::zone_row:
    case NodeKind::zone_change: return true;
    default: return false;
  }
}
// `mon`, `monday`: which day of the week, 0 being Sunday.
std::optional<int> weekdayNamed(std::string_view word);
// What a file or a block says once: its region, period, currency, …
bool isSetting(NodeKind kind);

// wparam flags
inline constexpr uint8_t kBare = 1, kWith = 2, kMany = 4, kStock = 8;
// tier flags
inline constexpr uint8_t kTierFirst = 1, kTierNext = 2, kTierThen = 4, kTierCliff = 8;
// any phrase item: a comma stood before it
inline constexpr uint8_t kAfterComma = 128;

struct Node {
  NodeKind kind;
  uint8_t flags = 0;
  uint32_t begin = 0;  // byte range in the file, without surrounding blanks
  uint32_t end = 0;
  uint32_t first = 0;  // index of the first node of this node's subtree; a leaf's is its own
};

struct Comment {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool is_doc = false;  // `##`
};

struct File {
  source::FileId source;
  std::vector<Node> nodes;
  std::vector<NodeId> items;       // top-level items in order of the text
  std::vector<Comment> comments;   // in order of the text
  bool has_errors = false;

  const Node& node(NodeId id) const { return nodes[id.value]; }
  NodeKind kind(NodeId id) const { return nodes[id.value].kind; }
  source::Span span(NodeId id) const { return {source, nodes[id.value].begin, nodes[id.value].end}; }
};

// The children of a node, in order. Cheap for the few children a node has.
class Children {
 public:
  Children(const File& file, NodeId parent);

  size_t size() const { return count_; }
  NodeId operator[](size_t i) const { return begin()[i]; }
  const NodeId* begin() const { return spill_.empty() ? inline_ + (kInline - count_) : spill_.data(); }
  const NodeId* end() const { return begin() + count_; }

 private:
  static constexpr size_t kInline = 16;
  size_t count_ = 0;
  NodeId inline_[kInline];
  std::vector<NodeId> spill_;
};

// The nodes that do not lie inside of a piece, children before their parents.
std::vector<NodeId> nodesOutsidePieces(const File& file);

// The statements of an item, in order: itself, or those that stand in it for their tag.
std::vector<NodeId> statementsIn(const File& file, NodeId item);
// Those of a file.
std::vector<NodeId> statementsOf(const File& file);

// Of a REPL's input: is the item kept (a declaration, a named statement), not only answered?
bool isKept(const File& file, NodeId item);

// The `##` lines directly above `offset`, joined, without their marks.
std::string docComment(const File& file, std::string_view text, uint32_t offset);

}  // namespace smcost::ast
