// The grammar as PEGTL rules, what it is made of: words, signs, pieces. Included by grammar_phrases.h only.
#pragma once

#include <algorithm>
#include <string_view>
#include <tao/pegtl.hpp>

#include "lang/syntax/ast.h"
#include "lang/syntax/lexemes_days.h"
#include "lang/syntax/lexemes_units.h"

namespace smcost::ast::grammar {

namespace pegtl = tao::pegtl;

using pegtl::at;
using pegtl::eof;
using pegtl::if_then_else;
using pegtl::not_at;
using pegtl::one;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;
using pegtl::string;

// --- pieces ---

using Scan = const char* (*)(const char*, const char*);

template <Scan scan>
struct lexeme {
  using rule_t = lexeme;
  using subs_t = pegtl::type_list<>;

  template <class Input>
  static bool match(Input& in) {
    const char* stop = scan(in.current(), in.end());
    if (!stop) return false;
    in.bump_in_this_line(static_cast<size_t>(stop - in.current()));
    return true;
  }
};

// A piece that has parts. They are looked for once it is known to stand here.
using PieceScan = const char* (*)(const char*, const char*, Parts);

template <PieceScan scan>
struct piece {
  using rule_t = piece;
  using subs_t = pegtl::type_list<>;
  static constexpr PieceScan parts = scan;

  template <class Input>
  static bool match(Input& in) {
    const char* stop = scan(in.current(), in.end(), {});
    if (!stop) return false;
    in.bump_in_this_line(static_cast<size_t>(stop - in.current()));
    return true;
  }
};

template <size_t N>
struct Spelling {
  char chars[N];
  consteval Spelling(const char (&text)[N]) { std::copy_n(text, N, chars); }
  constexpr std::string_view view() const { return {chars, N - 1}; }
};

template <size_t N>
Spelling(const char (&)[N]) -> Spelling<N>;

// A word of the language, ended by what no name goes on with.
template <Spelling spelling>
struct keyword {
  using rule_t = keyword;
  using subs_t = pegtl::type_list<>;

  template <class Input>
  static bool match(Input& in) {
    if (!lexemes::wordAt(in.current(), in.end(), spelling.view())) return false;
    in.bump_in_this_line(spelling.view().size());
    return true;
  }
};

// A sign whose absence a message names.
template <Spelling spelling, char... chars>
struct sign : string<chars...> {
  static constexpr std::string_view what = spelling.view();
};

// A word whose absence a message names.
template <Spelling quoted, Spelling spelling>
struct wanted : keyword<spelling> {
  static constexpr std::string_view what = quoted.view();
};

struct blanks : star<one<' '>> {};
struct gap : plus<one<' '>> {};
struct space : star<one<' ', '\n', ';'>> {};
// Between the items of a block.
struct separator : seq<blanks, one<'\n', ';'>, space> {};
// A comma is followed by a blank.
struct comma : seq<blanks, one<','>, at<one<' ', '\n'>>, star<one<' ', '\n'>>> {};
struct loose_separator : sor<seq<blanks, one<',', '\n', ';'>, star<one<' ', '\n', ';', ','>>>, gap> {};

// A word that promises more behind it.
struct behind : gap {
  static constexpr std::string_view what = "a blank";
};
template <Spelling spelling>
struct lead : seq<keyword<spelling>, behind> {};

struct equals : sign<"`=`", '='> {};
struct colon : sign<"`:`", ':'> {};
struct open_brace : sign<"`{`", '{'> {};
struct close_brace : sign<"a new line or `}`", '}'> {};
struct open_paren : sign<"`(`", '('> {};
struct close_paren : sign<"`)`", ')'> {};
struct close_bracket : sign<"`]`", ']'> {};
struct dots : sign<"`..`", '.', '.'> {};

struct is : seq<blanks, equals, not_at<one<'='>>, blanks> {};
struct has_type : seq<blanks, colon, blanks> {};

template <class Item>
struct braced : seq<open_brace, space, opt<Item, star<seq<separator, Item>>>, space, close_brace> {};

// --- leaves ---

struct name : lexeme<lexemes::name> {
  static constexpr auto node = NodeKind::name;
  static constexpr std::string_view what = "a name";
};
struct path : lexeme<lexemes::path> {
  static constexpr auto node = NodeKind::path;
  static constexpr std::string_view what = "a name";
};
struct type : piece<lexemes::type> {
  static constexpr auto node = NodeKind::type;
  static constexpr std::string_view what = "a type";
};
struct text : lexeme<lexemes::text> {
  static constexpr auto node = NodeKind::text;
  static constexpr std::string_view what = "a text in `\"`";
};
struct num : lexeme<lexemes::num> {
  static constexpr auto node = NodeKind::num;
  static constexpr std::string_view what = "a number";
};
struct unit : piece<lexemes::unit> {
  static constexpr auto node = NodeKind::unit;
  static constexpr std::string_view what = "a unit";
};
struct unit_without_per : piece<lexemes::unitWithoutPer> {
  static constexpr auto node = NodeKind::unit;
  static constexpr std::string_view what = "a unit";
};
struct unit_before_digit : lexeme<lexemes::unitBeforeDigit> {
  static constexpr auto node = NodeKind::unit;
};
struct last_unit : lexeme<lexemes::unitName> {
  static constexpr auto node = NodeKind::unit;
};
struct time_per_day : piece<lexemes::timePerDay> {
  static constexpr auto node = NodeKind::unit;
};
struct day_unit : lexeme<lexemes::dayUnit> {
  static constexpr auto node = NodeKind::unit;
  static constexpr std::string_view what = "`days` or `weeks`";
};
struct times : lexeme<lexemes::times> {
  static constexpr auto node = NodeKind::times;
};
struct percent : piece<lexemes::percent> {
  static constexpr auto node = NodeKind::percent;
  static constexpr std::string_view what = "a percentage";
};
struct date : lexeme<lexemes::date> {
  static constexpr auto node = NodeKind::date;
  static constexpr std::string_view what = "a date";
};
struct month : lexeme<lexemes::month> {
  static constexpr auto node = NodeKind::month;
  static constexpr std::string_view what = "a month";
};
struct head : lexeme<lexemes::head> {
  static constexpr auto node = NodeKind::head;
  static constexpr std::string_view what = "a statement or a declaration";
};
struct word : lexeme<lexemes::word> {
  static constexpr auto node = NodeKind::word;
};
struct statement_name : lexeme<lexemes::statementName> {
  static constexpr auto node = NodeKind::name;
};
struct code : piece<lexemes::code> {
  static constexpr auto node = NodeKind::code;
  static constexpr std::string_view what = "the code of a message, `SMC2107`";
};
struct day_set : piece<lexemes::daySet> {
  static constexpr auto node = NodeKind::day_set;
};
// Days that begin with a name: in an expression, and in front of an entry of a profile.
struct named_days : piece<lexemes::namedDays> {
  static constexpr auto node = NodeKind::day_set;
};
struct named_slot_days : piece<lexemes::namedSlotDays> {
  static constexpr auto node = NodeKind::day_set;
};
struct unanchored_days : piece<lexemes::unanchoredDays> {
  static constexpr auto node = NodeKind::day_set;
};
struct listed_days : piece<lexemes::dateTerm> {
  static constexpr auto node = NodeKind::day_set;
  static constexpr std::string_view what = "a date, or dates such as `2025-04-18..2025-04-21`";
};
struct stretch : piece<lexemes::stretch> {
  static constexpr auto node = NodeKind::stretch;
};
struct lone_date : piece<lexemes::loneDate> {
  static constexpr auto node = NodeKind::day_set;
};
struct clocks : piece<lexemes::clocks> {
  static constexpr auto node = NodeKind::clocks;
};
struct always : keyword<"always"> {
  static constexpr auto node = NodeKind::always;
};
struct otherwise : keyword<"otherwise"> {
  static constexpr auto node = NodeKind::otherwise;
};
struct each_mark : keyword<"each"> {
  static constexpr auto node = NodeKind::each_mark;
};

}  // namespace smcost::ast::grammar
