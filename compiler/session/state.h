// What a session holds; shared by the files that implement it.
#pragma once

#include <chrono>
#include <deque>
#include <exception>

#include "compiler/jit/listing.h"
#include "compiler/load/modules.h"
#include "compiler/session/book.h"
#include "compiler/session/session.h"
#include "lang/check/check.h"
#include "runtime/engine.h"
#include "runtime/rating/checks.h"
#include "runtime/rating/rating.h"

namespace smcost::session {

// A month of the period, or the whole of a period that is no row of months.
struct Month {
  const check::Checked checked;
  std::unique_ptr<runtime::Bill> bill;  // after rating
};

struct Session::State {
  explicit State(Options options_in) : options(std::move(options_in)) {}

  Options options;
  source::SourceManager sources;
  diagnostics::Sink sink;
  std::shared_ptr<const load::ReadLibrary> library;  // which the modules below are of
  check::Modules modules;
  SessionBook price_book{sources, sink, options, modules};
  check::Options check_options;
  check::SharedDeclarations declarations;  // of the modules, once something is checked
  std::deque<Month> months;               // at least one once checked
  std::vector<CheckOutcome> outcomes;
  std::vector<AnsweredQuestion> answers;
  std::vector<AnsweredQuery> queries;
  std::vector<PhaseTime> times;
  bool is_loaded = false;
  bool is_checked = false;
  bool is_evaluated = false;
  std::exception_ptr broken_by;           // what a step ended by

  std::vector<BlockOutcome> blocks;
  std::vector<uint32_t> expects_left_out;  // of each included file, those that are judged nowhere; empty: all of the program's

  // Engines are made when first needed and kept: kernels are shared by all bills of a session.
  jit::Listing listing;
  bool wants_listing = false;
  std::unique_ptr<runtime::Engine> engine;

  void load();
  // What is wrong with them is said once, in the sink of whoever asks first.
  const check::SharedDeclarations& declared(const check::Options& by, diagnostics::Sink& into);
  // The bill and the outcomes of checks, of what was checked.
  void evaluate();
  // What was found in a scenario, or in the file as written (an empty name), is new there; what
  // is wrong with the file as written is said once.
  void appendOf(const std::string& scenario, diagnostics::Sink&& own);
  runtime::Engine& theEngine();
  // Puts a difference the engines showed into the sink.
  void reportDifference(diagnostics::Sink& into) const;
  const ast::File* mainTree() const { return modules.empty() ? nullptr : &modules.back().tree; }
};

// Runs a step and notes how long it took.
template <class Step>
auto timed(std::vector<PhaseTime>& times, std::string name, Step step) {
  auto begin = std::chrono::steady_clock::now();
  struct Note {
    std::vector<PhaseTime>& times;
    std::string name;
    std::chrono::steady_clock::time_point begin;
    ~Note() {
      std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
      times.push_back({std::move(name), took.count()});
    }
  } note{times, std::move(name), begin};
  return step();
}

// Runs a step of the session under what its options say of stops and failures.
template <class Step>
auto guarded(Session::State& state, Step step) {
  if (state.broken_by) std::rethrow_exception(state.broken_by);
  const base::InterruptScope stops(state.options.interrupt);
  const base::CheckScope failures(state.options.on_failed_check);
  try {
    return step();
  } catch (...) {
    state.broken_by = std::current_exception();
    throw;
  }
}

// months.cpp: every month the options ask for, or the one that they name; stops behind the first
// with errors.
std::deque<Month> checkMonths(Session::State& state, check::Options options, diagnostics::Sink& sink);
// scenarios.cpp: the months of the file as written or of the scenario asked for, with what is
// wrong with any of the scenarios.
void checkScenarios(Session::State& state);
// False when one of them has no bill.
bool rateMonths(Session::State& state, std::deque<Month>& months, diagnostics::Sink& sink);
// Which checks have an outcome: all, or those by which an included file is judged alone.
struct JudgedChecks {
  std::string file{};                       // the included file; empty: all

  // Its other rules are judged in the one bill, and what it includes speaks for itself.
  bool judges(const program::Check& check) const {
    if (check.statistic.kind != program::Statistic::Kind::none) return file.empty();
    return file.empty() || (check.file.empty() && (check.kind == program::Check::Kind::expect || check.is_of_payable));
  }
};

// The checks and questions of the first month over the money of all.
struct Outcomes {
  std::vector<CheckOutcome> checks;
  std::vector<AnsweredQuestion> answers;
};
Outcomes evaluateChecks(Session::State& state, const std::deque<Month>& months, diagnostics::Sink& sink, const JudgedChecks& judged = {});

// included.cpp: the `expect`s of included files, each judged in a bill of its file by itself.
std::vector<CheckOutcome> judgeIncluded(Session::State& state, diagnostics::Sink& sink);

// queries.cpp: what a query asks in vain is reported.
std::vector<AnsweredQuery> answerQueries(Session::State& state, const Month& month, diagnostics::Sink& sink);
// The SKUs that a parameter may be, as declared; none with what is wrong with their prices reported.
std::optional<std::vector<program::KeyId>> skusOf(Session::State& state, const Month& month, const program::SkuSet& set, diagnostics::Sink& sink);
// Is each parameter's SKU among those that it may be? What no price decides was checked with the text.
bool checkSkuSets(Session::State& state, const Month& month, diagnostics::Sink& sink);

// blocks.cpp: a `test` or `rejects` block as a bill of its own. With `evaluate` false it is
// only checked. What is wrong goes to `sink`.
void runBlocks(Session::State& state, bool evaluate);

// details.cpp: what the parts of a check were worth; none when one of them has no value.
std::vector<runtime::CheckPart> checkParts(const check::Checked& checked, const program::Check& check, const runtime::Bound& bound);
void noteParts(diagnostics::Diagnostic& diagnostic, const std::vector<runtime::CheckPart>& parts, const source::SourceManager& sources);
// `reasons`: per check, what a statistic says; empty: the bill as written is meant.
std::vector<CheckOutcome> checkOutcomes(const source::SourceManager& sources, const check::Checked& checked,
                                        const runtime::CheckResults& results, const JudgedChecks& judged,
                                        const std::vector<std::string>& reasons, diagnostics::Sink& sink);

}  // namespace smcost::session
