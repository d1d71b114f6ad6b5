#include "lang/check/unasked.h"

#include <algorithm>
#include <utility>

namespace smcost::check {

namespace {

// Given statements are bound with them, or in place of them.
void readDefaults(Asks& cx, const base::LayeredDeque<Workload>& workloads) {
  for (const Workload& workload : workloads) {
    if (!workload.decl || workload.decl->scope->module->is_library) continue;
    for (const Parameter& param : workload.params) {
      if (!param.default_value) continue;
      Row row;
      StatementTime time;
      Env env;
      env.scope = workload.decl->scope;
      env.row = &row;
      env.time = &time;
      inferAs(cx, env, param.type, param.default_value);
    }
  }
}

// A rate of exchange is read where its pair is asked for.
void readExchange(Asks& cx, const Scope& scope) {
  const ast::File& file = scope.module->tree;
  for (const ast::NodeId item : file.items) {
    if (file.kind(item) != ast::NodeKind::exchange_decl) continue;
    for (const ast::NodeId part : ast::Children(file, item)) {
      if (file.kind(part) == ast::NodeKind::source_clause) findAt(cx, scope, Space::source, ast::Children(file, part)[0]);
    }
  }
}

void readFile(Asks& cx, const Scope& scope) {
  checkValues(cx, scope);
  checkFunctions(cx, scope);
  checkBodies(cx, scope);
  declareStatements(cx, scope, scope.module->tree.items);
  bindStatements(cx);
  addChecks(cx, scope, scope.module->tree.items);
}

}  // namespace

void readUnasked(Asks& cx, const Declarations& declared) {
  Sink unheard;
  Sink* const said = std::exchange(cx.sink, &unheard);
  readDefaults(cx, cx.workloads);
  readDefaults(cx, cx.option_types);
  const auto isBilled = [&](const Scope& scope) {
    return std::any_of(cx.files.begin(), cx.files.end(), [&](const BilledFile& file) { return file.scope->module == scope.module; });
  };
  for (size_t i = declared.library.scopes.firstOwn(); i < declared.library.scopes.size(); ++i) {
    const Scope& scope = declared.library.scopes[i];
    if (scope.module->is_library) continue;
    readExchange(cx, scope);
    if (!isBilled(scope)) readFile(cx, scope);
  }
  cx.sink = said;
}

}  // namespace smcost::check
