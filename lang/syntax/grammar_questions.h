// The grammar as PEGTL rules: declared questions. Included by grammar.h only.
#pragma once

#include "lang/syntax/grammar_params.h"

namespace smcost::ast::grammar {

struct wants_word : sor<keyword<"largest">, keyword<"greatest">, keyword<"smallest">, keyword<"least">> {};
// A parameter may be called like one of them.
struct wants : seq<wants_word, at<gap, lexeme<lexemes::path>>> {
  static constexpr auto node = NodeKind::wants;
};
struct question_name : seq<not_at<wants>, name> {
  static constexpr std::string_view what = "a name of the question";
};
struct figure : seq<not_at<keyword<"over">>, expr> {
  static constexpr std::string_view what = "a figure such as `total`";
};
struct figures : seq<figure, star<comma, figure>> {};

struct axis_set : seq<open_brace, space, convert, star<member_separator, convert>, space, close_brace> {
  static constexpr auto node = NodeKind::axis_set;
};
struct axis_value : if_then_else<at<one<'{'>>, axis_set, sor<seq<range, opt<gap, step>>, expr>> {
  static constexpr std::string_view what = "a range, or values in braces";
};
struct axis_name : path {
  static constexpr auto node = NodeKind::path;
  static constexpr std::string_view what = "the name of a `param`";
};
struct axis : seq<axis_name, opt<is, axis_value>> {
  static constexpr auto node = NodeKind::axis;
};
struct over : seq<lead<"over">, axis, star<comma, axis>> {
  static constexpr auto node = NodeKind::over;
};
struct where : seq<lead<"where">, or_> {
  static constexpr auto node = NodeKind::where;
};
struct wanted_over : over {
  static constexpr auto node = NodeKind::over;
  static constexpr std::string_view what = "`over` and parameters";
};
struct wanted_where : where {
  static constexpr auto node = NodeKind::where;
  static constexpr std::string_view what = "`where` and a condition";
};

struct sweep_question : seq<lead<"sweep">, name, gap, figures, opt<gap, over>> {};
struct solve_question : seq<lead<"solve">, question_name, gap, opt<wants, gap>, axis, gap, wanted_where> {};
struct best_question : seq<sor<lead<"minimise">, lead<"maximise">>, name, gap, figure, gap, wanted_over, opt<gap, where>> {};
struct sample_question : seq<lead<"sample">, name, gap, figure> {};
struct question_decl : seq<at<lexeme<lexemes::questionStart>>, sor<sweep_question, solve_question, best_question, sample_question>> {
  static constexpr auto node = NodeKind::question_decl;
};

}  // namespace smcost::ast::grammar
