// The grammar as PEGTL rules, second half: declarations, checks, items. Included by
// parse.cpp and the parser bench only, so that the library stays behind one source file.
#pragma once

#include <tao/pegtl/contrib/analyze_traits.hpp>

#include "lang/syntax/grammar_questions.h"

namespace smcost::ast::grammar {

// --- declarations of a file ---

struct path_or_text : sor<path, text> {
  static constexpr std::string_view what = "a module or a file in `\"`";
};
struct edition_ref : lexeme<lexemes::name> {
  static constexpr auto node = NodeKind::edition_ref;
  static constexpr std::string_view what = "the name of an edition";
};
struct alias : lexeme<lexemes::name> {
  static constexpr auto node = NodeKind::alias;
  static constexpr std::string_view what = "a name";
};
struct use_decl
    : seq<lead<"use">, path_or_text, opt<blanks, one<'@'>, blanks, edition_ref>, opt<gap, keyword<"as">, gap, alias>> {
  static constexpr auto node = NodeKind::use_decl;
};
struct region_decl : seq<lead<"region">, path> {
  static constexpr auto node = NodeKind::region_decl;
};
struct include_value : seq<name, is, expr> {
  static constexpr auto node = NodeKind::include_value;
};
struct include_setting : sor<region_decl, include_value> {
  static constexpr std::string_view what = "a `param` of the file with its value, or a region";
};
struct include_decl
    : seq<lead<"include">, path_or_text,
          opt<gap, keyword<"as">, gap, alias, opt<gap, keyword<"with">, gap, include_setting, star<comma, include_setting>>>> {
  static constexpr auto node = NodeKind::include_decl;
};
struct period_value : sor<seq<month, opt<string<'.', '.'>, month>>, quantity, path> {
  static constexpr std::string_view what = "a month as `2025-03`, a number of days, or `average`";
};
struct period_decl : seq<lead<"period">, period_value> {
  static constexpr auto node = NodeKind::period_decl;
};
// `currency EUR at rates "ecb.smcost"`
struct at_rates : seq<gap, keyword<"at">, gap, wanted<"`rates`", "rates">, gap, text> {};
struct currency_decl : seq<lead<"currency">, name, opt<at_rates>> {
  static constexpr auto node = NodeKind::currency_decl;
};
struct invoice_decl : seq<lead<"invoice">, name> {
  static constexpr auto node = NodeKind::invoice_decl;
};
struct edition_decl : seq<lead<"edition">, name, opt<gap, text>> {
  static constexpr auto node = NodeKind::edition_decl;
};
struct field_value : sor<text, date, path, seq<at<pegtl::digit>, measure>> {
  static constexpr std::string_view what = "a text, a name, a date or a number";
};
struct field : seq<name, gap, field_value> {
  static constexpr auto node = NodeKind::field;
};
struct source_decl : seq<lead<"source">, name, blanks, open_brace, space,
                         opt<field, star<loose_separator, field>>, space, close_brace> {
  static constexpr auto node = NodeKind::source_decl;
};
struct let_decl : seq<lead<"let">, name, opt<has_type, type>, is, value> {
  static constexpr auto node = NodeKind::let_decl;
};

// --- declarations of a library ---

struct fn_param : seq<name, has_type, type> {
  static constexpr auto node = NodeKind::fn_param;
};
struct fn_decl : seq<lead<"fn">, name, open_paren, space, opt<fn_param, star<comma, fn_param>>, space,
                     close_paren, opt<has_type, type>, is, expr> {
  static constexpr auto node = NodeKind::fn_decl;
};
struct dimension_decl : seq<lead<"dimension">, name> {
  static constexpr auto node = NodeKind::dimension_decl;
};
struct unit_decl : seq<lead<"unit">, name, star<gap, name>, sor<seq<has_type, type>, seq<is, expr>>> {
  static constexpr auto node = NodeKind::unit_decl;
};
template <class Item>
struct loose_set : seq<open_brace, space, opt<Item, star<loose_separator, Item>>, opt<blanks, one<','>>, space, close_brace> {};
struct words_decl : seq<lead<"words">, name, blanks, loose_set<name>> {
  static constexpr auto node = NodeKind::words_decl;
};
struct skus_decl : seq<keyword<"skus">, blanks, loose_set<path>> {
  static constexpr auto node = NodeKind::skus_decl;
};
struct usage_prefix : seq<keyword<"usage_prefix">, gap, text, star<comma, text>> {
  static constexpr auto node = NodeKind::usage_prefix;
};
// A name alone is none.
struct region_row : seq<path, opt<gap, text>, opt<gap, usage_prefix>> {
  static constexpr auto node = NodeKind::region_row;
  static constexpr bool wrap = true;
};
struct regions_decl : seq<keyword<"regions">, blanks, loose_set<region_row>> {
  static constexpr auto node = NodeKind::regions_decl;
};
struct default_none : keyword<"none"> {
  static constexpr auto node = NodeKind::default_none;
};
struct fact : sor<default_none, adjust> {
  static constexpr std::string_view what = "a value or `none`";
};
struct fact_row : seq<path, gap, fact, star<comma, fact>> {
  static constexpr auto node = NodeKind::fact_row;
};
struct facts_start : seq<keyword<"skus">, gap, keyword<"facts">> {};
struct facts_decl : seq<at<facts_start>, facts_start, blanks, open_paren, space, fn_param, star<comma, fn_param>, space,
                        close_paren, blanks, braced<fact_row>> {
  static constexpr auto node = NodeKind::facts_decl;
};

struct zone_change : piece<lexemes::zoneChange> {
  static constexpr auto node = NodeKind::zone_change;
  static constexpr std::string_view what = "a change such as `last sunday of march 1:00 UTC`";
};
struct zone_row : piece<lexemes::zoneRow> {
  static constexpr auto node = NodeKind::zone_row;
  static constexpr std::string_view what = "a zone and its offset, `Europe/Berlin +1:00`";
};
struct year : lexeme<lexemes::year> {
  static constexpr auto node = NodeKind::num;
  static constexpr std::string_view what = "a year";
};
struct summer : seq<lead<"summer">, zone_change, blanks, dots, blanks, zone_change> {};
struct zones_decl : seq<lead<"zones">, year, dots, year, gap, text, opt<gap, summer>, blanks, braced<zone_row>> {
  static constexpr auto node = NodeKind::zones_decl;
};

struct years : seq<year, opt<dots, year>> {};
struct days_decl : seq<lead<"days">, name, opt<gap, years>, is, listed_days, star<comma, listed_days>> {
  static constexpr auto node = NodeKind::days_decl;
};

struct label : lexeme<lexemes::label> {
  static constexpr auto node = NodeKind::label;
};
struct each_ref : seq<lead<"each">, name> {
  static constexpr auto node = NodeKind::each_ref;
};
struct parameter_default : sor<default_none, argument> {
  static constexpr std::string_view what = "a value";
};
// A modifier is followed by a label or a name, a name by `:`.
template <class Word>
struct modifier : seq<Word, gap, not_at<one<':'>>> {};
struct with_modifier : seq<lead<"with">, opt<modifier<keyword<"many">>>> {};
struct wparam : seq<opt<modifier<keyword<"bare">>>, opt<sor<with_modifier, modifier<keyword<"stock">>>>, opt<label, gap>, name, has_type, type,
                    opt<gap, each_ref>, opt<is, parameter_default>> {
  static constexpr auto hook = [](auto& state, auto mark) { state.finishParameter(mark); };
  static constexpr std::string_view what = "a parameter";
};
struct wparam_separator : sor<separator, seq<blanks, one<','>, at<one<' ', '\n'>>, space>> {};
struct wparams : seq<blanks, open_paren, space, opt<wparam, star<wparam_separator, wparam>>, space, close_paren> {};

struct line_meter : meter_use {
  static constexpr auto node = NodeKind::meter_use;
  static constexpr std::string_view what = "`meter`";
};
struct line_decl : seq<lead<"line">, name, is, line_meter> {
  static constexpr auto node = NodeKind::line_decl;
};
struct else_text : seq<gap, keyword<"else">, gap, text> {};
struct require_decl : seq<lead<"require">, expr, opt<else_text>> {
  static constexpr auto node = NodeKind::require_decl;
};
struct body;
// `brings logs "log events"`, and with a body what is billed where the statement's file uses that module
struct brings_decl : seq<lead<"brings">, path, gap, text, opt<blanks, at<one<'{'>>, body>> {
  static constexpr auto node = NodeKind::brings_decl;
  static constexpr bool deep = true;
};
struct if_body;
struct else_if : seq<if_body> {
  static constexpr auto node = NodeKind::body;
};
struct else_branch : sor<else_if, body> {};
// `fit = process 2x m1 (hours)`: a statement of another workload.
struct body_part : seq<naming, phrased> {
  static constexpr auto node = NodeKind::statement;
};
struct body_item : sor<line_decl, require_decl, let_decl, brings_decl, if_body, body_part> {
  static constexpr std::string_view what = "`line`, `require`, `let`, `brings`, `if` or a statement `NAME = …`";
};
struct body : seq<open_brace, space, opt<body_item, star<separator, body_item>>, space, close_brace> {
  static constexpr auto node = NodeKind::body;
  static constexpr bool deep = true;
};
struct if_rule : seq<lead<"if">, expr, blanks, body, opt<space, keyword<"else">, blanks, else_branch>> {};
struct if_body : seq<if_rule> {
  static constexpr auto node = NodeKind::if_body;
  static constexpr bool deep = true;
};
struct workload_decl : seq<lead<"workload">, name, wparams, blanks, body> {
  static constexpr auto node = NodeKind::workload_decl;
};
struct option_decl : seq<lead<"option">, name, wparams, opt<blanks, at<one<'{'>>, body>> {
  static constexpr auto node = NodeKind::option_decl;
};

struct per_ref : seq<lead<"per">, name> {
  static constexpr auto node = NodeKind::per_ref;
};
struct mode_name : lexeme<lexemes::name> {
  static constexpr auto node = NodeKind::name;
  static constexpr std::string_view what = "a rounding mode (`up`, `half_even`, …)";
};
struct from_clause : seq<lead<"from">, date> {
  static constexpr auto node = NodeKind::from_clause;
};
struct until_clause : seq<lead<"until">, date> {
  static constexpr auto node = NodeKind::until_clause;
};
struct validity : seq<opt<gap, from_clause>, opt<gap, until_clause>> {};
struct granularity : seq<lead<"granularity">, quantity_without_per, gap, mode_name, opt<gap, per_ref>, validity> {
  static constexpr auto node = NodeKind::granularity;
};
struct minimum : seq<lead<"minimum">, quantity_without_per, opt<gap, per_ref>, validity> {
  static constexpr auto node = NodeKind::minimum;
};
struct basis_value : sor<quantity, path> {
  static constexpr std::string_view what = "`month` or a quantity";
};
struct basis : seq<lead<"basis">, basis_value> {
  static constexpr auto node = NodeKind::basis;
};
struct free_clause : seq<lead<"free">, text> {
  static constexpr auto node = NodeKind::free_clause;
};
struct quote_clause : seq<lead<"quote">, text> {
  static constexpr auto node = NodeKind::quote_clause;
};
struct list_unit_name : sor<name, text> {
  static constexpr std::string_view what = "a unit of the list";
};
struct usage_key : sor<quantity, path> {
  static constexpr auto node = NodeKind::rate_key;
  static constexpr std::string_view what = "a SKU, a word or a quantity";
};
struct usage_clause : seq<lead<"usage">, text, gap, wanted<"`in`", "in">, gap, list_unit_name, opt<gap, keyword<"for">, gap, usage_key>> {
  static constexpr auto node = NodeKind::usage_clause;
};
struct meter_clause : sor<granularity, minimum, basis, free_clause, quote_clause, usage_clause> {
  static constexpr std::string_view what = "`granularity`, `minimum`, `basis`, `free`, `quote` or `usage`";
};
struct meter_param : seq<one<'('>, blanks, fn_param, blanks, close_paren> {};
struct meter_decl : seq<lead<"meter">, name, opt<meter_param>, has_type, type,
                        opt<blanks, at<one<'{'>>, braced<meter_clause>>> {
  static constexpr auto node = NodeKind::meter_decl;
};

// --- how a provider's list is read ---

struct list_unit : seq<list_unit_name, is, unit> {
  static constexpr auto node = NodeKind::list_unit;
};
struct list_units : seq<keyword<"units">, blanks, braced<list_unit>> {
  static constexpr auto node = NodeKind::list_units;
};
struct ignore_clause : seq<lead<"ignore">, text, gap, text> {
  static constexpr auto node = NodeKind::ignore_clause;
};
struct list_clause : sor<list_units, ignore_clause, field> {
  static constexpr std::string_view what = "`units`, `ignore`, or a name with its value";
};
struct price_list_decl : seq<lead<"price_list">, name, blanks, braced<list_clause>> {
  static constexpr auto node = NodeKind::price_list_decl;
};

// --- what is free of charge for a while, and what is agreed ahead ---

struct cover_key : sor<quantity, path> {
  static constexpr std::string_view what = "a SKU, a word or a quantity";
};
struct cover : seq<path, opt<one<'('>, blanks, cover_key, star<comma, cover_key>, blanks, close_paren>> {
  static constexpr auto node = NodeKind::cover;
};
struct trial : seq<lead<"trial">, quantity> {
  static constexpr auto node = NodeKind::trial;
};
struct allowance_holds : sor<always, trial> {
  static constexpr std::string_view what = "`always` or `trial`";
};
struct excludes : seq<lead<"excludes">, path, star<comma, path>> {
  static constexpr auto node = NodeKind::excludes;
};
struct after : seq<lead<"after">, path, star<comma, path>> {
  static constexpr auto node = NodeKind::after;
};
struct allowance_clause : sor<excludes, after> {};
struct allowance_decl : seq<lead<"allowance">, name, gap, quantity, gap, allowance_holds, gap, wanted<"`on`", "on">, gap,
                            cover, star<comma, cover>, star<gap, allowance_clause>> {
  static constexpr auto node = NodeKind::allowance_decl;
};
struct tier_switch : sor<keyword<"on">, keyword<"off">> {
  static constexpr auto node = NodeKind::name;
  static constexpr std::string_view what = "`on` or `off`";
};
struct free_tier_decl : seq<lead<"free_tier">, tier_switch, opt<gap, keyword<"with">, gap, path, star<comma, path>>> {
  static constexpr auto node = NodeKind::free_tier_decl;
};
struct account_decl : seq<lead<"account">, wanted<"`since`", "since">, gap, date> {
  static constexpr auto node = NodeKind::account_decl;
};

struct payment : seq<lead<"payment">, name, opt<gap, percent, gap, wanted<"`upfront`", "upfront">>> {
  static constexpr auto node = NodeKind::payment;
};
struct plan_clause : sor<plan_term, payment> {
  static constexpr std::string_view what = "`term` or `payment`";
};
struct plan_decl : seq<lead<"plan">, name, gap, wanted<"`on`", "on">, gap, path, star<comma, path>, blanks, braced<plan_clause>> {
  static constexpr auto node = NodeKind::plan_decl;
};

struct region_clause : seq<lead<"region">, path> {
  static constexpr auto node = NodeKind::region_clause;
};
struct source_clause : seq<lead<"source">, name> {
  static constexpr auto node = NodeKind::source_clause;
};
// `exchange USD/EUR 0.92 from 2025-03-01 source ecb`
struct exchange_decl : seq<lead<"exchange">, name, sign<"`/`", '/'>, name, gap, num, gap, from_clause, opt<gap, until_clause>, gap, source_clause> {
  static constexpr auto node = NodeKind::exchange_decl;
};
struct edition_clause : seq<lead<"edition">, name> {
  static constexpr auto node = NodeKind::edition_clause;
};
struct offer_clause : seq<lead<"plan">, plan_ref> {};
struct rates_clause : sor<region_clause, source_clause, edition_clause, from_clause, until_clause, offer_clause> {};
struct shown : seq<lead<"shown">, text> {
  static constexpr auto node = NodeKind::shown;
};
struct price : adjust {
  static constexpr auto node = NodeKind::adjust;
  static constexpr bool wrap = true;
  static constexpr std::string_view what = "a price";
};
template <Spelling spelling>
struct bounded_tier : seq<keyword<spelling>, gap, quantity, blanks, colon, blanks, price, opt<gap, shown>> {};
struct first_tier : bounded_tier<"first"> {
  static constexpr auto node = NodeKind::tier;
  static constexpr uint8_t flags = kTierFirst;
};
struct cliff_tier : seq<lead<"cliff">, bounded_tier<"first">> {
  static constexpr auto node = NodeKind::tier;
  static constexpr uint8_t flags = kTierFirst | kTierCliff;
};
struct next_tier : bounded_tier<"next"> {
  static constexpr auto node = NodeKind::tier;
  static constexpr uint8_t flags = kTierNext;
};
struct then_tier : seq<lead<"then">, price, opt<gap, shown>> {
  static constexpr auto node = NodeKind::tier;
  static constexpr uint8_t flags = kTierThen;
};
struct later_tier : sor<next_tier, then_tier> {
  static constexpr std::string_view what = "`next` or `then`";
};
struct tiers : seq<sor<first_tier, cliff_tier>, star<comma, later_tier>> {};
// A key has a price behind it; a price has none.
struct price_start : sor<pegtl::digit, one<'(', '-'>, lexeme<lexemes::path>> {};
struct rate_key : seq<sor<quantity, path>, at<gap, price_start>, not_at<gap, keyword<"shown">>> {
  static constexpr auto node = NodeKind::rate_key;
};
struct tiers_start : seq<opt<lead<"cliff">>, lead<"first">, pegtl::digit> {};
struct unpriced : sor<free_clause, quote_clause> {};
struct priced : if_then_else<at<tiers_start>, tiers, sor<unpriced, seq<price, opt<gap, shown>>>> {};
struct rate_row : if_then_else<at<tiers_start>, tiers, seq<opt<rate_key, gap>, priced>> {
  static constexpr auto node = NodeKind::rate_row;
  static constexpr std::string_view what = "a price";
};
struct rates_decl : seq<lead<"rates">, path, star<comma, path>, star<gap, rates_clause>, blanks, braced<rate_row>> {
  static constexpr auto node = NodeKind::rates_decl;
};

// --- what somebody has agreed with a provider ---

struct agreed_day : sor<date, month> {
  static constexpr std::string_view what = "a date or a month";
};
struct agreed_from : seq<lead<"from">, agreed_day> {
  static constexpr auto node = NodeKind::from_clause;
};
struct agreed_until : seq<lead<"until">, agreed_day> {
  static constexpr auto node = NodeKind::until_clause;
};
struct agreed_time : sor<seq<agreed_from, opt<gap, agreed_until>>, agreed_until> {};
struct credit : seq<lead<"credit">, quantity> {
  static constexpr auto node = NodeKind::credit;
};
struct tax : seq<lead<"tax">, percent> {
  static constexpr auto node = NodeKind::tax;
};
struct reduced : seq<lead<"less">, percent> {
  static constexpr auto node = NodeKind::reduced;
};
struct agreed_price : sor<reduced, priced> {
  static constexpr std::string_view what = "`less` or a price";
};
struct agreed : seq<cover, star<comma, cover>, star<gap, sor<region_clause, offer_clause>>, gap, agreed_price> {
  static constexpr auto node = NodeKind::agreed;
};
struct agreement_clause : sor<agreed_time, credit, tax, agreed> {
  static constexpr std::string_view what = "`from`, `until`, `credit`, `tax` or a meter";
};
struct agreement_decl : seq<lead<"agreement">, text, blanks, braced<agreement_clause>> {
  static constexpr auto node = NodeKind::agreement_decl;
};

// --- checks ---

struct top;
struct items : seq<open_brace, space, opt<top, star<separator, top>>, space, close_brace> {
  static constexpr bool deep = true;
};
struct test_decl : seq<lead<"test">, text, blanks, items> {
  static constexpr auto node = NodeKind::test_decl;
};
struct rejects_decl : seq<lead<"rejects">, text, blanks, items, blanks, wanted<"`with`", "with">, gap, code> {
  static constexpr auto node = NodeKind::rejects_decl;
};
struct printed : seq<lead<"printed">, text> {
  static constexpr auto node = NodeKind::printed;
};
struct erratum : seq<lead<"erratum">, text> {
  static constexpr auto node = NodeKind::erratum;
};
// `low total`, `p90 total`: a name stands behind it, so that what is called `low` may still be compared.
struct percentile_word : seq<one<'p'>, pegtl::range<'1', '9'>, opt<pegtl::range<'0', '9'>>, not_at<pegtl::identifier_other>> {};
struct statistic : seq<sor<keyword<"low">, keyword<"high">, percentile_word>,
                       at<gap, not_at<sor<keyword<"warn">, keyword<"printed">, keyword<"erratum">, keyword<"in">, keyword<"each">>>, lexeme<lexemes::path>>> {
  static constexpr auto node = NodeKind::statistic;
};
struct of_statistic : opt<statistic, gap> {};
struct expect_decl : seq<lead<"expect">, of_statistic, expr, opt<gap, printed>, opt<gap, erratum>> {
  static constexpr auto node = NodeKind::expect_decl;
};
struct assert_decl : seq<lead<"assert">, expr, opt<else_text>> {
  static constexpr auto node = NodeKind::assert_decl;
};
struct budget_decl : seq<lead<"budget">, of_statistic, expr, opt<gap, keyword<"warn">, gap, wanted<"`at`", "at">, gap, percent>> {
  static constexpr auto node = NodeKind::budget_decl;
};

// --- who owns what ---

struct tag_decl;
// What is in a block for its tag alone.
struct tagged : sor<if_then_else<at<lexeme<lexemes::tagStart>>, tag_decl, statement>> {
  static constexpr std::string_view what = "a statement or a tag with its statements";
};
struct tagged_items : seq<open_brace, space, opt<tagged, star<separator, tagged>>, space, close_brace> {
  static constexpr auto node = NodeKind::tagged_items;
  static constexpr bool deep = true;
};
struct tag_decl : seq<at<lexeme<lexemes::tagStart>>, lead<"tag">, name, gap, text, opt<blanks, at<one<'{'>>, tagged_items>> {
  static constexpr auto node = NodeKind::tag_decl;
};
struct group_decl : seq<at<lexeme<lexemes::groupStart>>, lead<"group">, lead<"by">, name, star<comma, name>> {
  static constexpr auto node = NodeKind::group_decl;
};

// --- what else could be ---

struct set_value : sor<default_none, value> {
  static constexpr std::string_view what = "a value or `none`";
};
struct set_entry : seq<lead<"set">, path, is, set_value, opt<gap, each_mark>> {
  static constexpr auto node = NodeKind::set_entry;
};
struct drop_entry : seq<lead<"drop">, path> {
  static constexpr auto node = NodeKind::drop_entry;
};
struct scenario_entry : sor<set_entry, drop_entry> {
  static constexpr std::string_view what = "`set` or `drop`";
};
struct scenario_decl : seq<lead<"scenario">, name, blanks, braced<scenario_entry>> {
  static constexpr auto node = NodeKind::scenario_decl;
};
struct second_name : comma {
  static constexpr std::string_view what = "`,` and a second name";
};
struct compare_decl : seq<lead<"compare">, name, second_name, name, star<comma, name>> {
  static constexpr auto node = NodeKind::compare_decl;
};

// --- an item ---

struct declaration
    : sor<tag_decl, group_decl, exchange_decl, question_decl, let_decl, expect_decl, use_decl, include_decl, region_decl, period_decl, currency_decl, invoice_decl, edition_decl,
          source_decl, param_decl, fn_decl, dimension_decl, unit_decl, words_decl, facts_decl, skus_decl, regions_decl, zones_decl, days_decl, workload_decl,
          option_decl, meter_decl, price_list_decl, allowance_decl, free_tier_decl, account_decl, plan_decl, rates_decl, agreement_decl, test_decl, rejects_decl,
          assert_decl, budget_decl, scenario_decl, compare_decl, statement> {};
struct top : if_then_else<at<lexeme<lexemes::declarationStart>>, declaration, statement> {
  static constexpr std::string_view what = "a statement or a declaration";
};
struct end_of_item : seq<space, eof> {
  static constexpr std::string_view what = "the end of the statement";
};
struct item : seq<top, end_of_item> {};
// One value on the command line, or an expression that stands where a statement should.
struct lone_value : seq<value, end_of_item> {};

}  // namespace smcost::ast::grammar

namespace tao::pegtl {

template <class Name, smcost::ast::grammar::Scan scan>
struct analyze_traits<Name, smcost::ast::grammar::lexeme<scan>> : analyze_any_traits<> {};

template <class Name, smcost::ast::grammar::PieceScan scan>
struct analyze_traits<Name, smcost::ast::grammar::piece<scan>> : analyze_any_traits<> {};

template <class Name, auto spelling>
struct analyze_traits<Name, smcost::ast::grammar::keyword<spelling>> : analyze_any_traits<> {};

}  // namespace tao::pegtl
