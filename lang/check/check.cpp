// The running order of a check, as a table of contents.

#include "lang/check/check.h"

#include <fmt/format.h>

#include "lang/check/asks/asks.h"
#include "lang/check/declarations.h"
#include "lang/check/statements/amounts.h"
#include "lang/check/unasked.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// A block has settings, `let`s, statements and checks. What else it held would be lost in silence.
bool fitsBlock(NodeKind kind) {
  if (ast::isSetting(kind)) return true;
  switch (kind) {
    case NodeKind::let_decl:
    case NodeKind::statement:
    case NodeKind::tag_decl:
    case NodeKind::expect_decl:
    case NodeKind::assert_decl:
    case NodeKind::budget_decl:
    case NodeKind::text:   // the title
    case NodeKind::code:  // of `rejects`
      return true;
    default: return false;
  }
}

// A test block's own `let`s stand in a scope inside the file's.
void checkBlock(Asks& cx, const Scope& file_scope, NodeId block) {
  const ast::File& file = file_scope.module->tree;
  Scope& scope = cx.scopes.emplace_back();
  scope.parent = &file_scope;
  scope.module = file_scope.module;
  std::vector<NodeId> items;
  for (NodeId item : Children(file, block)) {
    if (file.kind(item) == NodeKind::let_decl) {
      NodeId name = Children(file, item)[0];
      declare(cx, scope, Space::value, Decl{DeclKind::let, std::string(cx.text(file, name)), item, file.span(name)});
    } else if (!fitsBlock(file.kind(item))) {
      std::string_view text = cx.text(file, item);
      cx.sink->report(file.span(item), kinds::not_in_block, text.substr(0, text.find_first_of(" (\n")))
          .hint("declare it in the file, or in one that it uses; the block sees it there");
    }
    items.push_back(item);
  }
  declareStatements(cx, scope, items);
  bindStatements(cx);
  checkGranules(cx);
  addChecks(cx, scope, items);
  checkValues(cx, scope);
  settleOwned(cx);
}

// What was worked out by the period when the files were read holds in that one only.
SharedDeclarations declaredFor(const SharedDeclarations& declarations, const Options& options, Sink& sink) {
  if (!declarations->library.reads_period) return declarations;
  Sink unheard;
  program::Program program(programOf(declarations));
  units::Units units(&declarations->units);
  Library probe(declarations->sources, options, &unheard, program, units, &declarations->library);
  readSettings(probe);
  const program::Period &one = program.period, &other = declarations->program.period;
  if (one.name == other.name && one.seconds == other.seconds && one.number == other.number) return declarations;
  return declare(declarations->sources, declarations->modules, declarations->below, options, sink);
}

}  // namespace

namespace {

Checked checkAll(const SharedDeclarations& declarations, const Options& options, diagnostics::Sink& sink) {
  const SharedDeclarations declared = declaredFor(declarations, options, sink);
  Checked result{declared, program::Program(programOf(declared)), units::Units(&declared->units), {}, 0};
  Asks cx(declared->sources, options, &sink, result.program, result.units, &declared->library);
  const Scope& main = *cx.main;
  readSettings(cx);
  settleMonth(cx);
  readFreeTier(cx);
  settleCurrency(cx);
  settleExchange(cx);
  declareAgreements(cx);
  setIncludedParams(cx);
  overrideParams(cx);
  openVariables(cx);
  if (options.condition) {
    addCondition(cx, main, *options.condition);
    return result;
  }
  if (options.block) {
    checkBlock(cx, main, *options.block);
    declareBookRates(cx);
    putAgreementsInForce(cx);
    return result;
  }
  agreeSettings(cx, declared->modules);
  checkScenarioNames(cx);
  readScenario(cx);
  declareFileStatements(cx);
  openAmounts(cx);
  checkValues(cx, main);
  for (const BilledFile& file : cx.files) {
    checkFunctions(cx, *file.scope);
    checkBodies(cx, *file.scope);
  }
  if (options.input_end) {
    checkInput(cx);
  } else {
    bindStatements(cx);
    checkGranules(cx);
    addFileChecks(cx);
    addDeclaredQuestions(cx);
    addAsked(cx, main);
    checkGroups(cx);
  }
  settleOwned(cx);
  addSkuSets(cx);
  if (options.mentions) {
    if (!options.scenario) readUnasked(cx, *declared);
    return result;
  }
  declareBookRates(cx);
  putAgreementsInForce(cx);
  result.scenario = cx.scenario.name;
  result.checks_left_out = cx.scenario.checks_left_out;
  return result;
}

}  // namespace

Checked check(const SharedDeclarations& declarations, const Options& options, diagnostics::Sink& sink) {
  if (declarations->library.instances.empty()) return checkAll(declarations, options, sink);
  // What is wrong with a text that is billed several times is said once.
  Sink own;
  Checked result = checkAll(declarations, options, own);
  sink.appendNew(std::move(own));
  return result;
}

}  // namespace smcost::check
