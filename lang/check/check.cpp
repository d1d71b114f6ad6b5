// The running order of a check, as a table of contents.

#include "lang/check/check.h"

#include <fmt/format.h>

#include "lang/check/asks/asks.h"
#include "lang/check/expressions/facts.h"
#include "lang/check/library/includes.h"
#include "lang/program/price_list.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

void readDeclarations(Library& cx, DeclKind kind, void (*read)(Library&, Decl&)) {
  for (Decl& decl : cx.decls) {
    if (decl.kind == kind) read(cx, decl);
  }
}

// Declarations without a name, of all modules.
template <class Read>
void readItems(Library& cx, NodeKind kind, Read read) {
  for (const Scope& scope : cx.scopes) {
    for (NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) == kind) read(cx, scope, item);
    }
  }
}

}  // namespace

namespace {

// A block has settings, `let`s, statements and checks. What else it held would be lost in silence.
bool fitsBlock(NodeKind kind) {
  if (ast::isSetting(kind)) return true;
  switch (kind) {
    case NodeKind::let_decl:
    case NodeKind::statement:
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
void checkBlock(Asks& cx, Scope& file_scope, NodeId block) {
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
  addChecks(cx, scope, items);
  checkValues(cx, scope);
}

}  // namespace

Checked check(const source::SourceManager& sources, const std::vector<Module>& modules, const Options& options,
              diagnostics::Sink& sink) {
  Checked result;
  Asks cx(sources, options, &sink, result.program, result.units);
  cx.program.spec = modules.back().name;
  Scope& main = declareModules(cx, modules);
  cx.main = &main;
  const std::deque<BilledFile> files = billedFiles(cx, modules, main);
  findCalendar(cx);
  readZones(cx);
  readSettings(cx, main, files);
  declareBookKeys(cx, modules);
  numberDeclarations(cx);
  readItems(cx, NodeKind::facts_decl, declareFacts);
  readDeclarations(cx, DeclKind::option, declareWorkload);
  proveOptionsEnd(cx);
  readDeclarations(cx, DeclKind::workload, declareWorkload);
  readDeclarations(cx, DeclKind::source, declareSource);
  readDeclarations(cx, DeclKind::meter, declareMeter);
  readDeclarations(cx, DeclKind::allowance, declareAllowance);
  readDeclarations(cx, DeclKind::allowance, declareAllowanceClauses);
  orderAllowances(cx);
  readDeclarations(cx, DeclKind::plan, declarePlan);
  readFreeTier(cx, main);
  readItems(cx, NodeKind::rates_decl, declareRates);
  readPriceLists(cx, modules, ListsOf::checked_files);
  settleCurrency(cx);
  declareAgreements(cx);
  overrideParams(cx, main);
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
  agreeSettings(cx, modules, files);
  checkScenarioNames(cx, main);
  readScenario(cx, main, files);
  declareFileStatements(cx, files);
  checkValues(cx, main);
  for (const BilledFile& file : files) {
    checkFunctions(cx, *file.scope);
    checkBodies(cx, *file.scope);
  }
  if (options.input_end) {
    checkInput(cx, files);
  } else {
    bindStatements(cx);
    addFileChecks(cx, files);
  }
  declareBookRates(cx);
  putAgreementsInForce(cx);
  result.scenario = cx.scenario.name;
  result.checks_left_out = cx.scenario.checks_left_out;
  return result;
}

std::vector<program::PriceList> priceLists(const source::SourceManager& sources, const std::vector<Module>& modules,
                                           diagnostics::Sink& sink) {
  if (modules.empty()) return {};
  Checked result;
  const Options options;
  Asks cx(sources, options, &sink, result.program, result.units);
  cx.main = &declareModules(cx, modules);
  findCalendar(cx);
  numberDeclarations(cx);
  readDeclarations(cx, DeclKind::meter, declareMeter);
  return readPriceLists(cx, modules, ListsOf::all_modules);
}

}  // namespace smcost::check
