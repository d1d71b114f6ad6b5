// A word where a type says which set it is of.
#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

bool namesWord(Expressions& cx, const Env& env, std::string_view word) {
  std::string_view first = word.substr(0, word.find('.'));
  if (env.locals) {
    for (const auto& [name, value] : *env.locals) {
      if (name == first) return true;
    }
  }
  return find(cx, *env.scope, Space::value, word) != nullptr;
}

Value inferAs(Expressions& cx, const Env& env, const Type& type, NodeId node) {
  const ast::File& file = env.file();
  if (type.kind == Kind::word && file.kind(node) == NodeKind::paren) return inferAs(cx, env, type, Children(file, node)[0]);
  if (type.kind == Kind::word && file.kind(node) == NodeKind::conditional) return inferConditional(cx, env, node, type);
  // What a scenario sets is read as an expression, in which a word is a path.
  const NodeKind kind = file.kind(node);
  if (kind != NodeKind::word && kind != NodeKind::path && kind != NodeKind::weekday) return infer(cx, env, node);
  std::string_view word = cx.text(file, node);
  if (type.kind == Kind::word) {
    for (const std::string& known : cx.words[type.index].words) {
      if (known != word) continue;
      if (cx.options.mentions) cx.options.mentions->noteWord(file.span(node), cx, type.index, word);
      return {Word{known, type.index}, file.span(node)};
    }
    if (namesWord(cx, env, word)) return infer(cx, env, node);
    auto& diagnostic = cx.sink->report(file.span(node), kinds::unknown_name, word);
    suggest(diagnostic, file.span(node), word, cx.words[type.index].words);
    return {};
  }
  if (type.kind == Kind::key && !keyOfName(cx, word) && !namesWord(cx, env, word)) {
    auto& diagnostic = cx.sink->report(file.span(node), kinds::unknown_key, word);
    suggestCode(diagnostic, file.span(node), word, cx.skus.all());
    return {};
  }
  return infer(cx, env, node);
}

}  // namespace smcost::check
