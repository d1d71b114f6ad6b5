// Bodies and functions that a file declares, proved without a statement.

#include <memory>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

// A library's bodies are proved once with every argument given and once with none left out.
void checkBodies(Statements& cx, const Scope& scope) {
  for (const Workload& workload : cx.workloads) {
    if (!workload.decl || workload.decl->scope != &scope || !workload.body) continue;
    for (bool give_optional : {true, false}) {
      uint32_t column = 0;
      auto generic = [&](auto&& self, const Workload& of) -> Locals {
        Locals locals;
        for (const Parameter& param : of.params) {
          Value value;
          value.kind = param.type.kind;
          value.dimension = param.type.dimension;
          value.optional = param.optional;
          value.span = param.span;
          if (param.optional && !give_optional) value.kind = Kind::none;
          else if (param.type.kind == Kind::option) value.option = std::make_shared<Locals>(self(self, cx.option_types[param.type.index]));
          else if (param.type.kind == Kind::word) {
            value.words = param.type.index;
            value.word = cx.words[param.type.index].words.empty() ? std::string_view{} : cx.words[param.type.index].words[0];
          } else if (param.type.kind == Kind::key) {
            value.key = {0};
            value.expr = cx.pool().param(kOpenKeys + column++, units::kNoDimension);
          }
          else {
            // A range has three cells: its begin, its end, its share.
            if (value.kind == Kind::range) value.dimension = cx.time;
            value.expr = cx.pool().param(column++, value.dimension);
            if (value.kind == Kind::range) {
              value.inner = cx.pool().param(column++, value.dimension);
              value.share = cx.pool().param(column++, value.dimension);
            }
          }
          if (param.many && !value.isNone()) {
            Value list;
            list.kind = Kind::list;
            list.list = std::make_shared<std::vector<Value>>(1, value);
            list.optional = value.optional;
            list.span = value.span;
            value = std::move(list);
          }
          locals.emplace_back(param.name, std::move(value));
        }
        return locals;
      };
      Locals locals = generic(generic, workload);
      ExprId span = cx.has_calendar ? cx.pool().param(column, cx.time) : ExprId{};
      size_t errors = cx.sink->errorCount();
      checkBody(cx, workload, locals, span);
      if (cx.sink->errorCount() > errors) break;
    }
  }
}

// A function's body is proved with generic arguments too.
void checkFunctions(Statements& cx, const Scope& scope) {
  const ast::File& file = scope.module->tree;
  // What one calls was expanded for another: their arguments are the same columns.
  std::unordered_map<std::string, Known> calls;
  for (const Decl& decl : cx.decls) {
    if (decl.scope != &scope || decl.kind != DeclKind::fn) continue;
    Locals locals;
    Children parts(file, decl.node);
    size_t next = 1;
    uint32_t column = 0;
    bool sound = true;
    for (; next < parts.size() && file.kind(parts[next]) == NodeKind::fn_param; ++next) {
      Children param(file, parts[next]);
      Type type = readType(cx, scope, param[1]);
      sound = sound && (type.kind == Kind::number || type.kind == Kind::multiple || type.kind == Kind::boolean ||
                         type.kind == Kind::key || type.kind == Kind::word);
      Value value;
      value.kind = type.kind;
      value.dimension = type.dimension;
      value.span = file.span(param[0]);
      if (type.kind == Kind::word) {
        value.words = type.index;
        value.word = cx.words[type.index].words.empty() ? std::string_view{} : cx.words[type.index].words[0];
      } else {
        value.expr = cx.pool().param((type.kind == Kind::key ? kOpenKeys : 0) + column++, type.dimension);
      }
      locals.emplace_back(cx.text(file, param[0]), value);
    }
    if (!sound) continue;
    Env env;
    env.scope = &scope;
    env.locals = &locals;
    env.calls = &calls;
    cx.followed.insert(&decl);
    bool has_type = file.kind(parts[next]) == NodeKind::type;
    Value value = infer(cx, env, parts[has_type ? next + 1 : next]);
    if (has_type && !value.isError()) coerce(cx, env, value, readType(cx, scope, parts[next]), decl.name, value.span);
    cx.followed.erase(&decl);
  }
}

}  // namespace smcost::check
