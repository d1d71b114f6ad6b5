// Bodies and functions that a file declares, proved without a statement.

#include <memory>

#include "lang/check/statements/bodies.h"
#include "lang/check/statements/parts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Arguments of which only the types are known, each in columns of its own.
class GenericArguments {
 public:
  // In a row, columns of it that hold 1.
  GenericArguments(Statements& cx, bool give_optional, Row* row = nullptr) : cx_(cx), give_optional_(give_optional), row_(row) {}

  Locals of(const Workload& workload) {
    Locals locals;
    for (const Parameter& param : workload.params) locals.emplace_back(param.name, argument(param));
    return locals;
  }

  Value::Content given(const Type& type) {
    switch (type.kind) {
      case Kind::number: return Number{type.dimension, column(type.dimension)};
      case Kind::multiple: {
        Number number{type.dimension, column(type.dimension)};
        number.is_multiple = true;
        return number;
      }
      case Kind::boolean: return Boolean{column(units::kNoDimension)};
      case Kind::text: return Text{{}, column(units::kNoDimension)};
      case Kind::key: return Key{{}, {}, cx_.pool().param(kOpenKeys + open_keys_++, units::kNoDimension)};
      case Kind::range: return Range{column(cx_.time), column(cx_.time), column(cx_.time)};
      case Kind::option: return Option{std::make_shared<Locals>(of(cx_.option_types[type.index]))};
      case Kind::word: {
        const std::vector<std::string>& words = cx_.words[type.index].words;
        return Word{words.empty() ? std::string_view{} : words[0], type.index};
      }
      default: return Error{};
    }
  }

  ExprId column(DimensionId dimension) {
    if (row_) row_->add(cx_.program.cells.cell(1), "", dimension);
    return cx_.pool().param(next_++, dimension);
  }

 private:
  Value argument(const Parameter& param) {
    Value value{None{}, param.span};
    value.optional = param.optional;
    if (param.optional && !give_optional_) return value;
    value.content = given(param.type);
    if (param.many) value.content = List{std::make_shared<std::vector<Value>>(1, value)};
    return value;
  }

  Statements& cx_;
  bool give_optional_;
  Row* row_;
  uint32_t next_ = 0, open_keys_ = 0;
};

}  // namespace

namespace {

// With the statements in it, whose phrases are read in a row of the arguments.
void proveBody(Statements& cx, const Workload& workload, bool give_optional) {
  Row row;
  GenericArguments arguments(cx, give_optional, &row);
  const Locals locals = arguments.of(workload);
  const ExprId span = cx.has_calendar ? arguments.column(cx.time) : ExprId{};
  StatementTime time;
  Env statement;
  statement.scope = workload.decl->scope;
  statement.row = &row;
  statement.time = &time;
  walkBody(cx, workload, locals, {span, {}, nullptr, {}},
           [&](const Env& body, NodeId node, ExprId) { provePart(cx, statement, body, node); });
}

}  // namespace

// A library's bodies are proved once with every argument given and once with none left out.
void checkBodies(Statements& cx, const Scope& scope) {
  for (const Workload& workload : cx.workloads) {
    if (!workload.decl || workload.decl->scope != &scope || !workload.body) continue;
    for (bool give_optional : {true, false}) {
      size_t errors = cx.sink->errorCount();
      proveBody(cx, workload, give_optional);
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
    GenericArguments arguments(cx, true);
    bool sound = true;
    for (; next < parts.size() && file.kind(parts[next]) == NodeKind::fn_param; ++next) {
      Children param(file, parts[next]);
      Type type = readType(cx, scope, param[1]);
      sound = sound && (type.kind == Kind::number || type.kind == Kind::multiple || type.kind == Kind::boolean ||
                         type.kind == Kind::key || type.kind == Kind::word);
      locals.emplace_back(cx.text(file, param[0]), Value{arguments.given(type), file.span(param[0])});
    }
    if (!sound) continue;
    Env env;
    env.scope = &scope;
    env.locals = &locals;
    env.calls = &calls;
    cx.followed.insert(&decl);
    bool has_type = file.kind(parts[next]) == NodeKind::type;
    const Type result = has_type ? readType(cx, scope, parts[next]) : Type();
    const Value value = inferAs(cx, env, result, parts[has_type ? next + 1 : next]);
    if (has_type && !value.isError()) coerce(cx, env, value, result, decl.name, value.span);
    cx.followed.erase(&decl);
  }
}

}  // namespace smcost::check
