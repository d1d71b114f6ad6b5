// What the parts of a dotted name mean behind its first, as far as declarations say it; for whoever asks what names mean.
#pragma once

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

// A parameter of a function or body, or a `let` of the latter: `storage`, `watch.time`, `watch.box.cores`.
void noteLocal(Expressions& cx, const Env& env, ast::NodeId path);
// Of a statement with its part: the statement's name is the text without it.
void noteStatement(Expressions& cx, const Env& env, Span at, const Decl& statement, std::string_view part);
// What is behind the workload's name, `instances`, `monitor.time`, `compute`, ending where `at` does.
void notePartsOf(Expressions& cx, const Decl& workload, Span at, std::string_view part);
// A SKU, or a word of whichever set.
void noteKey(Expressions& cx, Span at, std::string_view text);
void noteFact(Expressions& cx, Span at, std::string_view name);
// The workload that a statement is made by; null: it is none.
const Decl* workloadOf(Expressions& cx, const Decl& statement);

}  // namespace smcost::check
