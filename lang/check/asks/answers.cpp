// What a REPL asks for: any expression as outputs of a row like that of a check, with what
// is needed to show them; and the values that it hands back under a name (`ans`).

#include <fmt/format.h>

#include "lang/check/asks/asks.h"
#include "lang/check/asks/queries.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Answer;

namespace {

std::optional<Answer::Kind> answerKind(const Value& value) {
  switch (value.kind()) {
    case Kind::number: return value.number().percent ? Answer::Kind::percent : Answer::Kind::number;
    case Kind::multiple: return Answer::Kind::multiple;
    case Kind::boolean: return Answer::Kind::truth;
    case Kind::schedule: return Answer::Kind::schedule;
    case Kind::range: return Answer::Kind::range;
    case Kind::list: return Answer::Kind::list;
    case Kind::key:
    case Kind::region:
    case Kind::word:
    case Kind::text: return Answer::Kind::name;
    default: return std::nullopt;
  }
}

// Appends to `outputs` what the answer reads.
Answer answerOf(Asks& cx, const Value& value, std::vector<ExprId>& outputs) {
  Answer answer;
  answer.kind = answerKind(value).value_or(Answer::Kind::name);
  answer.type = showType(cx, value);
  answer.dimension = units::kNoDimension;
  const auto add = [&](ExprId expr) {
    outputs.push_back(expr);
    return static_cast<uint32_t>(outputs.size() - 1);
  };
  if (const Number* number = value.find<Number>()) {
    answer.dimension = number->dimension;
    for (const Written& written : number->written) answer.written.push_back(cx.units[written.unit].name);
    answer.output = add(number->expr);
  } else if (const Boolean* truth = value.find<Boolean>()) {
    answer.output = add(truth->expr);
  } else if (const Schedule* schedule = value.find<Schedule>()) {
    answer.dimension = cx.time;
    answer.output = add(schedule->running);
    if (schedule->span_days) answer.second = add(schedule->span_days);
  } else if (const Range* range = value.find<Range>()) {
    answer.dimension = cx.time;
    answer.output = add(range->begin);
    answer.second = add(range->end);
  } else if (const List* list = value.find<List>()) {
    for (const Value& item : *list->items) answer.items.push_back(answerOf(cx, item, outputs));
  } else {
    answer.text = std::string(value.text());
  }
  return answer;
}

// `3 GiB as GB` is shown in the unit it names.
void setUnit(Asks& cx, const ast::File& file, NodeId node, Answer& answer) {
  if (file.kind(node) != NodeKind::convert) return;
  const NodeId unit = Children(file, node)[1];
  answer.unit = cx.text(file, unit);
  if (const units::UnitExpr* meaning = unitOf(cx, file, unit)) answer.unit_scale = meaning->scale;
}

}  // namespace

void addQuestion(Asks& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  const NodeId expr = Children(file, node)[0];
  if (file.kind(expr) == NodeKind::query) return addQuery(cx, scope, expr);
  Row row;
  Env env;
  env.scope = &scope;
  env.row = &row;
  env.bill_allowed = true;
  const Value value = infer(cx, env, expr);
  if (value.isError()) return;
  program::Question question;
  question.span = file.span(node);
  std::vector<ExprId> outputs;
  question.answer = answerOf(cx, value, outputs);
  question.outputs = static_cast<uint32_t>(outputs.size());
  setUnit(cx, file, expr, question.answer);
  if (!outputs.empty()) {
    const CheckRow at = addCheckRow(cx, outputs, std::vector<std::string>(outputs.size(), "value"), row);
    question.table = at.table;
    question.row = at.row;
  }
  cx.program.questions.push_back(std::move(question));
}

void checkInput(Asks& cx) {
  const Scope& scope = *cx.main;
  const ast::File& file = scope.module->tree;
  const auto isOfInput = [&](Span span) { return span.file == file.source && span.begin < *cx.options.input_end; };
  const auto count = static_cast<uint32_t>(cx.program.statements.size());
  for (uint32_t i = 0; i < count; ++i) {
    if (isOfInput(cx.program.statements[i].span)) ensureStatement(cx, {i});
  }
  bool needs_all = false;
  for (NodeId item : file.items) {
    // What is asked speaks of the file as written: a scenario may drop what it names.
    if (file.kind(item) == NodeKind::ask && !cx.options.scenario) addQuestion(cx, scope, item);
    // The bill of all that is held must bear what is kept of the input.
    needs_all = needs_all || (isOfInput(file.span(item)) && ast::isKept(file, item));
  }
  needs_all = needs_all || cx.wantsBill();
  for (uint32_t i = 0; i < count; ++i) {
    if (needs_all) ensureStatement(cx, {i});
    else if (cx.pending.isWaiting({i})) cx.program.statements[i].row = program::Statement::kNotBilled;
  }
  if (!needs_all) return;
  addFileChecks(cx);
  addDeclaredQuestions(cx);
  checkGroups(cx);
}

}  // namespace smcost::check
