// The grammar as PEGTL rules, first half: numbers, schedules, expressions, statements. Included by grammar_params.h only.
//
// A rule says for itself what becomes of it:
//   node   the kind of node it makes, over the nodes made inside it
//   parts  how the nodes inside of a piece are found: by reading it once more
//   wrap   a node only when there is more than one child; else the child stands for itself
//   hook   a function of the state that settles the nodes instead
//   deep   counts as a level of nesting
//   what   how a message calls it when it was expected and not found
// Alternatives are told apart by their first piece, so nothing is read twice but a name
// or a number: no text takes more than linear time.
#pragma once

#include "lang/syntax/grammar_pieces.h"

namespace smcost::ast::grammar {

// --- numbers and schedules ---

// `6h/day for 20 days`
struct amount_tail : seq<blanks, time_per_day, gap, keyword<"for">, gap, num, gap, day_unit> {};
// `1h30min`, behind its first number
struct compound_tail : seq<plus<unit_before_digit, num>, last_unit> {};
struct unit_tail : seq<blanks, unit> {};
struct measure : seq<num, sor<amount_tail, compound_tail, unit_tail, not_at<pegtl::identifier_other>>> {
  static constexpr auto hook = [](auto& state, auto mark) { state.finishMeasure(mark); };
};
struct quantity : seq<num, blanks, unit> {
  static constexpr auto node = NodeKind::quantity;
  static constexpr std::string_view what = "a quantity with its unit";
};
struct quantity_without_per : seq<num, blanks, unit_without_per> {
  static constexpr auto node = NodeKind::quantity;
  static constexpr std::string_view what = "a quantity with its unit";
};

struct placed : sor<stretch, seq<day_set, opt<gap, clocks>>, clocks> {
  static constexpr auto node = NodeKind::placed;
};
struct named_placed : seq<named_days, opt<gap, clocks>> {
  static constexpr auto node = NodeKind::placed;
};
struct unanchored : seq<unanchored_days, opt<gap, clocks>> {
  static constexpr auto node = NodeKind::placed;
};
// Of several parts: where what stands behind a comma is no item or argument of its own.
struct listed_placed : sor<placed, named_placed> {};
struct placed_list : seq<listed_placed, plus<comma, sor<placed, named_placed>>> {
  static constexpr auto node = NodeKind::placed_list;
};
struct named_slot_placed : seq<named_slot_days, opt<gap, clocks>> {
  static constexpr auto node = NodeKind::placed;
};
struct slot_placed : sor<placed, named_slot_placed, unanchored> {};
struct paren;
struct slot_value : sor<times, measure, paren> {
  static constexpr std::string_view what = "a value";
};
// `15min/h`: a part of the time
struct part_of_time : quantity {
  static constexpr auto node = NodeKind::quantity;
};
struct part_start : lexeme<lexemes::partOfTime> {};
struct timed_part : seq<at<part_start>, part_of_time> {};
struct slot_rest : seq<blanks, one<':'>, blanks, slot_value> {};
struct slot : seq<sor<otherwise, seq<slot_placed, star<comma, slot_placed>>, timed_part>, slot_rest> {
  static constexpr auto node = NodeKind::slot;
};
struct profile : seq<slot, star<comma, slot>> {
  static constexpr auto node = NodeKind::profile;
};
// Among items and arguments, where a comma may end it at any part.
struct lone_slot : seq<sor<otherwise, slot_placed, timed_part>, slot_rest> {
  static constexpr auto node = NodeKind::slot;
};
struct listed_profile : seq<lone_slot, star<comma, lone_slot>> {
  static constexpr auto node = NodeKind::profile;
};
struct schedule : sor<always, placed> {};
// Everything that begins with a digit.
struct numeric : seq<at<pegtl::digit>, sor<times, placed, month, percent, measure>> {};

// --- expressions ---

struct expr;
struct factor;

struct paren : seq<one<'('>, space, sor<placed_list, expr>, space, close_paren> {
  static constexpr auto node = NodeKind::paren;
  static constexpr bool deep = true;
};
struct list : seq<one<'['>, space, opt<expr, star<comma, expr>>, space, close_bracket> {
  static constexpr auto node = NodeKind::list;
  static constexpr bool deep = true;
};
struct value : sor<profile, placed_list, unanchored, expr> {
  static constexpr std::string_view what = "a value";
};
struct argument : sor<listed_profile, expr> {
  static constexpr std::string_view what = "a value";
};
struct arguments : seq<one<'('>, space, opt<argument, star<comma, argument>>, space, close_paren> {
  static constexpr bool deep = true;
};
struct path_or_call : seq<path, sor<arguments, not_at<one<'('>>>> {
  static constexpr auto hook = [](auto& state, auto mark) { state.finishCall(mark); };
};
struct op_add : one<'+'> {
  static constexpr auto node = NodeKind::op_add;
};
struct op_sub : one<'-'> {
  static constexpr auto node = NodeKind::op_sub;
};
struct op_mul : one<'*'> {
  static constexpr auto node = NodeKind::op_mul;
};
struct op_div : one<'/'> {
  static constexpr auto node = NodeKind::op_div;
};
struct op_each : keyword<"each"> {
  static constexpr auto node = NodeKind::op_each;
};
struct op_less : keyword<"less"> {
  static constexpr auto node = NodeKind::op_less;
};
struct op_plus : keyword<"plus"> {
  static constexpr auto node = NodeKind::op_plus;
};
struct cmp_op : lexeme<lexemes::compareSign> {
  static constexpr auto node = NodeKind::cmp_op;
};

struct op_pow : one<'^'> {
  static constexpr auto node = NodeKind::op_pow;
};
struct power;
// `-x ^ 2` is -(x ^ 2).
struct negate : seq<one<'-'>, power> {
  static constexpr auto node = NodeKind::negate;
  static constexpr bool deep = true;
};
struct percent_of : seq<percent, gap, keyword<"of">, gap, factor> {
  static constexpr auto node = NodeKind::percent_of;
  static constexpr bool deep = true;
};
struct grown;
// `round half_even x to 0.01 USD`
struct rounding : seq<keyword<"round">, gap, name, gap, grown, gap, wanted<"`to`", "to">, gap, factor> {
  static constexpr auto node = NodeKind::rounding;
  static constexpr bool deep = true;
};
// `team "vision"`: what those who are tagged so come to.
struct owned : seq<at<lexeme<lexemes::taggedStart>>, name, gap, text> {
  static constexpr auto node = NodeKind::owned;
};
struct named : if_then_else<at<lexeme<lexemes::roundStart>>, rounding, path_or_call> {};
struct scheduled : seq<at<lexeme<lexemes::scheduleStart>>, schedule> {};
struct factor : sor<percent_of, numeric, scheduled, named_placed, owned, named, paren, text, list, negate> {
  static constexpr std::string_view what = "a value";
};
// The right one first: `2 ^ 3 ^ 2` is 2 ^ 9.
struct exponent : seq<power> {
  static constexpr bool deep = true;
};
struct power : seq<factor, opt<blanks, op_pow, blanks, exponent>> {
  static constexpr auto node = NodeKind::power;
  static constexpr bool wrap = true;
};
struct product_tail : sor<seq<blanks, sor<op_mul, op_div>, blanks, power>, seq<gap, op_each, gap, power>> {};
struct product : seq<power, star<product_tail>> {
  static constexpr auto node = NodeKind::product;
  static constexpr bool wrap = true;
};
struct sum : seq<product, star<gap, sor<op_add, op_sub>, gap, product>> {
  static constexpr auto node = NodeKind::sum;
  static constexpr bool wrap = true;
};
struct share : sor<percent, paren> {
  static constexpr std::string_view what = "a percentage";
};
struct adjust : seq<sum, star<gap, sor<op_less, op_plus>, gap, share>> {
  static constexpr auto node = NodeKind::adjust;
  static constexpr bool wrap = true;
};
// `20 GB/month`, `5 %/month`, `(more)/day`
struct step_unit : seq<blanks, sign<"`/`", '/'>, blanks, last_unit> {};
struct growth : sor<seq<sor<percent, times>, step_unit>, quantity, seq<sor<paren, path>, step_unit>> {
  static constexpr std::string_view what = "how much it grows, such as `20 GB/month` or `5 %/month`";
};
struct grows : seq<gap, keyword<"grows">, gap, growth> {};
struct grown : seq<adjust, opt<grows>> {
  static constexpr auto node = NodeKind::grown;
  static constexpr bool wrap = true;
};
struct convert : seq<grown, opt<gap, keyword<"as">, gap, unit>> {
  static constexpr auto node = NodeKind::convert;
  static constexpr bool wrap = true;
};
// `a in { b, c }`; behind a `param`'s value `in` begins its range or set.
struct op_in : keyword<"in"> {
  static constexpr auto node = NodeKind::cmp_op;
};
struct member_start : seq<gap, keyword<"in">, blanks, one<'{'>> {};
struct member_separator : sor<comma, separator> {};
struct member_tail : seq<at<member_start>, gap, op_in, blanks, open_brace, space, convert, star<member_separator, convert>,
                         space, close_brace> {};
struct compare_tail : sor<member_tail, seq<blanks, cmp_op, blanks, convert>> {};
struct compare : seq<convert, opt<compare_tail>> {
  static constexpr auto node = NodeKind::compare;
  static constexpr bool wrap = true;
};
struct negation;
struct not_ : seq<keyword<"not">, gap, negation> {
  static constexpr auto node = NodeKind::not_;
  static constexpr bool deep = true;
};
struct negation : sor<not_, compare> {
  static constexpr std::string_view what = "a value";
};
struct and_ : seq<negation, star<gap, keyword<"and">, gap, negation>> {
  static constexpr auto node = NodeKind::and_;
  static constexpr bool wrap = true;
};
struct or_ : seq<and_, star<gap, keyword<"or">, gap, and_>> {
  static constexpr auto node = NodeKind::or_;
  static constexpr bool wrap = true;
};
struct conditional
    : seq<keyword<"if">, gap, or_, gap, wanted<"`then`", "then">, gap, expr, gap, wanted<"`else`", "else">, gap, expr> {
  static constexpr auto node = NodeKind::conditional;
  static constexpr bool deep = true;
};
// `skus where gpus >= 4 by price`
struct query : seq<at<lexeme<lexemes::queryStart>>, keyword<"skus">, gap, keyword<"where">, gap, or_,
                   opt<gap, keyword<"by">, gap, or_>> {
  static constexpr auto node = NodeKind::query;
  static constexpr bool deep = true;
};
struct expr : sor<query, conditional, or_> {
  static constexpr std::string_view what = "a value";
};

// --- statements ---

struct block;
struct placed_start : sor<piece<lexemes::clocks>, lexeme<lexemes::date>> {};
// A label's value may be a profile whose entries have several parts. Behind a comma the next part may be an item.
template <class Profile>
struct timetable : Profile {
  static constexpr auto node = NodeKind::profile;
};
template <class Profile>
struct planned : seq<at<lexeme<lexemes::phraseScheduleStart>>, sor<timetable<Profile>, schedule>> {};
struct named_slot_start : lexeme<lexemes::namedSlotStart> {};
template <class Profile>
struct phrase_number
    : seq<at<pegtl::digit>, sor<times, seq<at<placed_start>, sor<timetable<Profile>, placed>>, month, percent,
                                seq<at<part_start>, timetable<Profile>>, measure>> {};
template <class Profile>
struct grown_item : seq<sor<phrase_number<Profile>, paren>, opt<grows>> {
  static constexpr auto node = NodeKind::grown;
  static constexpr bool wrap = true;
};
template <class Profile>
struct item_of : sor<grown_item<Profile>, planned<Profile>, seq<at<named_slot_start>, timetable<Profile>>, word, text, each_mark, block> {
  static constexpr std::string_view what = "a value";
};
struct phrase_item : item_of<profile> {
  static constexpr std::string_view what = "a value";
};
struct later_item : item_of<listed_profile> {
  static constexpr std::string_view what = "a value";
};
struct after_comma : seq<comma, later_item> {
  static constexpr auto hook = [](auto& state, auto) { state.markAfterComma(); };
};
struct plain_phrase : seq<phrase_item, star<sor<after_comma, seq<gap, phrase_item>>>> {};
struct option_name : lexeme<lexemes::path> {
  static constexpr auto node = NodeKind::name;
  static constexpr std::string_view what = "the name of an option";
};
struct option : seq<keyword<"with">, gap, option_name, star<sor<after_comma, seq<gap, phrase_item>>>> {
  static constexpr auto node = NodeKind::option;
};
struct option_after_comma : seq<comma, option> {
  static constexpr auto hook = after_comma::hook;
};
struct options : star<sor<option_after_comma, seq<gap, option>>> {};
struct phrase : sor<seq<option, options>, seq<plain_phrase, options>> {};
struct entry : phrase {
  static constexpr auto node = NodeKind::entry;
};
struct block : seq<one<'{'>, space, opt<entry, star<separator, entry>>, space, close_brace> {
  static constexpr auto node = NodeKind::block;
  static constexpr bool deep = true;
};

struct meter_args : arguments {
  static constexpr auto node = NodeKind::args;
  static constexpr bool deep = true;
};
struct meter_use : seq<keyword<"meter">, gap, path, opt<meter_args>, gap, expr> {
  static constexpr auto node = NodeKind::meter_use;
};
// Behind a metered quantity, which is no phrase: when and where it happens.
template <Spelling spelling>
struct time_word : keyword<spelling> {
  static constexpr auto node = NodeKind::word;
};
struct single_date : seq<lone_date> {
  static constexpr auto node = NodeKind::placed;
};
struct occurrence : sor<seq<time_word<"only">, gap, time_word<"in">, gap, month>, seq<time_word<"from">, gap, month>,
                        seq<time_word<"on">, gap, single_date>, seq<time_word<"region">, gap, word>, seq<time_word<"tag">, gap, word, gap, text>> {};
template <class When>
struct occurring : sor<seq<comma, When>, seq<gap, When>> {};
// The term of a commitment may begin on any day.
struct term_begin : seq<time_word<"from">, gap, single_date> {};
// `savings_plan term 1 year, no_upfront`
struct plan_term : seq<lead<"term">, quantity> {
  static constexpr auto node = NodeKind::plan_term;
};
struct plan_ref : seq<path, gap, plan_term, comma, name> {
  static constexpr auto node = NodeKind::plan_ref;
};
struct commit : seq<keyword<"commit">, gap, factor, gap, plan_ref> {
  static constexpr auto node = NodeKind::commit;
};
struct naming : seq<statement_name, blanks, one<'='>, not_at<one<'='>>, blanks> {};
struct committed : seq<commit, star<occurring<sor<term_begin, occurrence>>>> {};
struct metered : sor<seq<meter_use, star<occurring<occurrence>>>, committed> {};
struct phrased : seq<head, opt<blanks, at<one<'{'>>, block>, opt<gap, phrase>> {};
struct statement : seq<opt<naming>, sor<metered, phrased>> {
  static constexpr auto node = NodeKind::statement;
};

}  // namespace smcost::ast::grammar
