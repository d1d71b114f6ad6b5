// The grammar as PEGTL rules: `param`, its value and what it may be. Included by grammar.h only.
#pragma once

#include "lang/syntax/grammar_phrases.h"

namespace smcost::ast::grammar {

// A bound of a range: no clock range, which `0h..10h` would be.
struct minus_bound;
struct bound : sor<seq<at<pegtl::digit>, sor<times, percent, measure>>, path, paren, minus_bound> {
  static constexpr std::string_view what = "a value";
};
struct minus_bound : seq<one<'-'>, not_at<one<'-'>>, bound> {
  static constexpr auto node = NodeKind::negate;
};
struct range : seq<bound, dots, bound> {
  static constexpr auto node = NodeKind::range;
};
// `in skus where memory >= 64 GiB`, which is in no order.
struct sku_set : seq<at<lexeme<lexemes::queryStart>>, keyword<"skus">, gap, keyword<"where">, gap, or_> {
  static constexpr auto node = NodeKind::query;
};
struct domain : sor<sku_set, range> {
  static constexpr std::string_view what = "a range, or `skus where …`";
};

struct weight : seq<bound, gap, bound> {
  static constexpr auto node = NodeKind::weight;
};
struct weights : seq<open_brace, space, weight, star<member_separator, weight>, space, close_brace> {};
struct spread : sor<weights, range> {
  static constexpr std::string_view what = "a range, or values with their weights in braces";
};
struct peak : seq<lead<"peak">, bound> {
  static constexpr auto node = NodeKind::peak;
};
struct distribution_name : name {
  static constexpr auto node = NodeKind::name;
  static constexpr std::string_view what = "a distribution, such as `lognormal 5..20`";
};
struct distribution : seq<distribution_name, gap, spread, opt<gap, peak>> {
  static constexpr auto node = NodeKind::distribution;
};

struct step : seq<lead<"step">, expr> {
  static constexpr auto node = NodeKind::step;
};
// `a in { b, c }` was read as a comparison: here it is a value and its set.
struct param_value : sor<placed_list, unanchored, expr> {
  static constexpr auto hook = [](auto& state, auto mark) { state.finishParamValue(mark); };
  static constexpr std::string_view what = "a value";
};
struct param_decl
    : seq<lead<"param">, name, opt<has_type, type>, is, param_value,
          sor<seq<gap, keyword<"in">, gap, domain>, seq<gap, one<'~'>, gap, distribution>, pegtl::success>, opt<gap, step>> {
  static constexpr auto node = NodeKind::param_decl;
};

}  // namespace smcost::ast::grammar
