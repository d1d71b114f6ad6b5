// The running order of what files declare, as a table of contents.

#include "lang/check/declarations.h"

#include "lang/check/expressions/facts.h"
#include "lang/program/price_list.h"

namespace smcost::check {

using ast::NodeId;
using ast::NodeKind;

namespace {

template <class Read>
void readDeclarations(Library& cx, DeclKind kind, Read read) {
  for (Decl& decl : cx.decls.owned()) {
    if (decl.kind == kind) read(cx, decl);
  }
}

// Declarations without a name, of all modules.
template <class Read>
void readItems(Library& cx, NodeKind kind, Read read) {
  for (const Scope& scope : cx.scopes.owned()) {
    for (NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) == kind) read(cx, scope, item);
    }
  }
}

// Some of what is declared is read, and some errors are worded, by what the file says of the bill. What is wrong with that
// is said by each check.
void foreseeSettings(Library& cx) {
  Sink unheard;
  Sink* const said = std::exchange(cx.sink, &unheard);
  readSettings(cx);
  cx.sink = said;
  cx.reads_period = false;
}

// What declarations say, once the names of all modules are known.
void readAll(Library& cx) {
  numberDeclarations(cx);
  readItems(cx, NodeKind::facts_decl, declareFacts);
  readDeclarations(cx, DeclKind::option, declareWorkload);
  proveOptionsEnd(cx);
  readDeclarations(cx, DeclKind::workload, declareWorkload);
  provePartsEnd(cx);
  readDeclarations(cx, DeclKind::source, declareSource);
  readDeclarations(cx, DeclKind::meter, declareMeter);
  readDeclarations(cx, DeclKind::allowance, declareAllowance);
  readDeclarations(cx, DeclKind::allowance, declareAllowanceClauses);
  orderAllowances(cx);
  readDeclarations(cx, DeclKind::plan, declarePlan);
  readItems(cx, NodeKind::rates_decl, declareRates);
}

}  // namespace

SharedDeclarations declareLibrary(const source::SourceManager& sources, const Modules& modules, const SharedDeclarations& below,
                                  diagnostics::Sink& sink) {
  // Apart from their count: what comes with the program is the declarations alone.
  std::shared_ptr<Declarations> declarations(new Declarations(sources, modules, below, Options{}, sink));
  Library& cx = declarations->library;
  declareModules(cx, modules, cx.scopes.size());
  cx.main = nullptr;  // no module is a file that is billed
  findCalendar(cx);
  readZones(cx);
  readDayLists(cx);
  readAll(cx);
  cx.sink = nullptr;
  return declarations;
}

SharedDeclarations declare(const source::SourceManager& sources, const Modules& modules, const SharedDeclarations& library,
                           const Options& options, diagnostics::Sink& sink) {
  Sink own;
  auto declarations = std::make_shared<Declarations>(sources, modules, library, options, own);
  Library& cx = declarations->library;
  cx.program.spec = modules.back().name;
  declareModules(cx, modules, cx.scopes.size());
  cx.defaults = defaultsOf(cx);
  findBilledFiles(cx, modules);
  findCalendar(cx);
  readZones(cx);
  readDayLists(cx);
  foreseeSettings(cx);
  declareBookKeys(cx, modules);
  readAll(cx);
  readPriceLists(cx, modules, ListsOf::checked_files);
  nameLibraryMeters(cx);
  cx.sink = nullptr;
  // What is wrong with a text that is billed several times is said once.
  if (cx.instances.empty()) sink.append(std::move(own));
  else sink.appendNew(std::move(own));
  return declarations;
}

std::vector<program::PriceList> priceLists(const source::SourceManager& sources, const Modules& modules, diagnostics::Sink& sink) {
  if (modules.empty()) return {};
  Declarations declarations(sources, modules, nullptr, {}, sink);
  Library& cx = declarations.library;
  declareModules(cx, modules, 0);
  findCalendar(cx);
  numberDeclarations(cx);
  readDeclarations(cx, DeclKind::meter, declareMeter);
  return readPriceLists(cx, modules, ListsOf::all_modules);
}

}  // namespace smcost::check
