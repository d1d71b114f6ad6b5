// `sweep`, `solve`, `minimise`, `maximise`, `sample` of the file: kept as they are asked, and typed where they stand.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/check/asks/asks.h"
#include "lang/check/statements/amounts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::DeclaredQuestion;

namespace {

// In one line: comments and line ends are blanks, texts stay as they are.
std::string lineOf(const ast::File& file, std::string_view text, uint32_t begin, uint32_t end) {
  std::string line;
  bool is_text = false;
  auto comment = std::lower_bound(file.comments.begin(), file.comments.end(), begin, [](const ast::Comment& one, uint32_t at) { return one.begin < at; });
  for (uint32_t at = begin; at < end; ++at) {
    if (comment != file.comments.end() && comment->begin == at) at = comment++->end;
    if (at >= end) break;
    const char c = text[at];
    is_text = is_text != (c == '"');
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_text || !is_blank) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

class QuestionChecker {
 public:
  QuestionChecker(Asks& cx, NodeId node, DeclaredQuestion::Kind kind)
      : cx_(cx), file_(cx.main->module->tree), parts_(file_, node), kind_(kind), word_(program::questionWord(kind)) {
    env_.scope = cx.main;
    env_.row = &row_;
    env_.bill_allowed = true;
  }

  void check() {
    bool has_wants = false;
    for (size_t i = 1; i < parts_.size(); ++i) {
      switch (file_.kind(parts_[i])) {
        case NodeKind::wants: has_wants = true; break;
        case NodeKind::axis: checkSolved(parts_[i]); break;
        case NodeKind::over: checkAxes(parts_[i]); break;
        case NodeKind::where: checkCondition(parts_[i], has_wants); break;
        default: checkFigure(parts_[i]); break;
      }
    }
  }

 private:
  Span at(NodeId node) const { return file_.span(node); }
  std::string_view text(NodeId node) const { return cx_.text(file_, node); }

  // Of a sweep also a condition, whose points are those where it holds.
  void checkFigure(NodeId node) {
    if (kind_ == DeclaredQuestion::Kind::sweep && text(node) == "invoice") return;
    const Value value = infer(cx_, env_, node);
    if (value.isError() || value.is<Number>() || (kind_ == DeclaredQuestion::Kind::sweep && value.is<Boolean>())) return;
    cx_.sink->report(at(node), kinds::no_figure, text(node), word_).label(at(node), showType(cx_, value));
  }

  void checkAxis(NodeId axis, bool is_alone) {
    const NodeId name = Children(file_, axis)[0];
    const Decl* decl = askedOver(cx_, text(name), kinds::unknown_parameter, at(name));
    if (!decl) return;
    // Of what a statement commits to, the statement is named.
    Span named = at(name);
    if (decl->kind == DeclKind::statement) named.end = named.begin + static_cast<uint32_t>(text(name).rfind('.'));
    noteFound(cx_, *cx_.main, Space::value, named, *decl);
    // Without a row, whose numbers are cells and no constants.
    Env env;
    env.scope = cx_.main;
    if (decl->kind == DeclKind::param) check::checkAxis(cx_, env, *decl, axis);
    else checkAmount(env, *decl, axis, is_alone);
  }

  // The best amount alone is found without steps.
  void checkAmount(const Env& env, const Decl& commitment, NodeId axis, bool is_alone) {
    const Children parts(file_, axis);
    const bool is_best = kind_ == DeclaredQuestion::Kind::minimise || kind_ == DeclaredQuestion::Kind::maximise;
    if (parts.size() > 1) return checkAmountValues(cx_, env, commitment, parts[1], parts.size() > 2 ? parts[2] : NodeId{});
    if (is_best && is_alone) return;
    cx_.sink->report(at(parts[0]), kinds::amount_without_values, text(parts[0]))
        .label(commitment.span, "declared here")
        .hint(fmt::format("write `{0} = LOW..HIGH step STEP` or `{0} = {{ A, B }}`; only `minimise` and `maximise` over it alone need none", text(parts[0])));
  }

  void checkSolved(NodeId axis) {
    checkAxis(axis, true);
    const NodeId name = Children(file_, axis)[0];
    const Decl* decl = find(cx_, *cx_.main, Space::value, text(name));
    if (decl && decl->kind == DeclKind::param) checkFigure(name);
  }

  void checkAxes(NodeId over) {
    std::map<std::string_view, Span> seen;
    const Children axes(file_, over);
    for (NodeId axis : axes) {
      const NodeId name = Children(file_, axis)[0];
      const auto [first, is_new] = seen.try_emplace(text(name), at(name));
      if (is_new) checkAxis(axis, axes.size() == 1);
      else cx_.sink->report(at(name), kinds::asked_over_twice, text(name)).label(first->second, "first here");
    }
  }

  void checkCondition(NodeId where, bool has_wants) {
    const NodeId condition = Children(file_, where)[0];
    truth(cx_, env_, infer(cx_, env_, condition));
    if (kind_ != DeclaredQuestion::Kind::solve || has_wants || isEquation(condition)) return;
    cx_.sink->report(at(condition), kinds::nothing_solved, text(parts_[1]), text(condition))
        .hint("`largest NAME where CONDITION` and `smallest NAME where CONDITION` ask over steps, `NAME where A == B` for where two figures are equal");
  }

  bool isEquation(NodeId condition) const {
    return file_.kind(condition) == NodeKind::compare && text(Children(file_, condition)[1]) == "==";
  }

  Asks& cx_;
  const ast::File& file_;
  Children parts_;
  DeclaredQuestion::Kind kind_;
  std::string_view word_;
  Row row_;
  Env env_;
};

}  // namespace

void addDeclaredQuestions(Asks& cx) {
  if (!cx.options.with_checks) return;
  const ast::File& file = cx.main->module->tree;
  // They speak of the file as written, and are typed once: not again for each point.
  const bool is_typed = !cx.scenario.scope && cx.options.variables.empty() && cx.options.asked.empty();
  std::map<std::string_view, Span> seen;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::question_decl) continue;
    const NodeId name = Children(file, item)[0];
    const std::string_view whole = cx.sources.file(file.source).text();
    const std::string_view own = cx.text(file, item);
    const auto kind = program::questionNamed(own.substr(0, own.find_first_of(" \n")));
    SMCOST_CHECK(kind, "the grammar knows these words");
    const auto [first, is_new] = seen.try_emplace(cx.text(file, name), file.span(name));
    if (!is_new) cx.sink->report(file.span(name), kinds::duplicate_name, cx.text(file, name)).label(first->second, "first defined here");
    if (is_typed) QuestionChecker(cx, item, *kind).check();
    cx.program.declared_questions.push_back({*kind, std::string(cx.text(file, name)), lineOf(file, whole, file.node(name).end, file.node(item).end), file.span(item)});
  }
}

}  // namespace smcost::check
