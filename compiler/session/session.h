// What is loaded and how far it is compiled. Each step puts what is wrong into the sink and can be asked
// for twice.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/session/engines.h"
#include "lang/base/failure.h"
#include "lang/base/interrupt.h"
#include "lang/check/check.h"
#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "lang/syntax/ast.h"
#include "runtime/rating/queries.h"
#include "runtime/report/failure.h"

namespace smcost::runtime {
class Bill;
class Engine;
struct ReportContext;
}

namespace smcost::books {
class OpenBook;
}

namespace smcost::load {
class Files;
class LibraryCache;
}

namespace smcost::session {

// Which scenarios of the file a check reads: all, with the file as written; or the one that is
// asked for alone, when another session has checked the file.
enum class ScenarioChecks : unsigned char { all, selected };

// Where a part of a `text` comes from: a file that was read before, and from which of its bytes on.
struct Origin {
  uint32_t begin = 0, end = 0;             // in the text
  std::shared_ptr<const source::SourceFile> file;
  uint32_t at = 0;                         // in the file
};

struct Options;

// What becomes of a check that a bill alone does not judge: `budget p90 total <= 1_200 USD`, `expect low total == 4 USD`.
struct StatisticVerdict {
  bool holds = false;
  std::string why;             // "p90 total ≈ 1_310, between 1_290 and 1_330 USD, in 10000 draws, seed 1"
};
// Of the file that `spec` opens, whose bill is there. None: nothing in the file may be otherwise, and the bill says it.
using StatisticsJudge = std::optional<StatisticVerdict> (*)(const Options& spec, const program::Check& check);

struct Options {
  std::string path;                        // "-" with `text` given: stdin
  std::optional<std::string> text;         // instead of reading `path`
  std::shared_ptr<load::LibraryCache> library_cache;  // what other sessions have read of it; none: this one reads it
  std::shared_ptr<const load::Files> files;    // where `path` and what it uses lie; none: on the disk
  std::optional<std::string> period;       // --period 2025-03
  std::optional<std::string> region;       // --region eu-west-1
  // What a user set outside the command line, for files that do not say it.
  std::optional<check::Assumed> assumed_period, assumed_region;
  std::optional<check::Assumed> assumed_library;  // `stdlib_dir` was set so
  std::vector<std::pair<std::string, std::string>> params;  // -p name=value
  std::vector<std::string> priced_meters;  // whose prices are wanted for all keys, in the bill's region
  std::vector<std::string> asked;          // values over the figures of the bill: "total <= 14 USD"
  std::vector<check::Options::Variable> variables;  // `param`s that stay variables
  std::optional<std::vector<std::string>> group_by;  // --group-by team,env
  bool groups_beside = false;              // of several bills: whether anybody has these tags is asked of all of them
  std::optional<std::string> scenario;     // --scenario frugal; none and "base": the file as written
  ScenarioChecks scenario_checks = ScenarioChecks::all;
  EngineKind engine = EngineKind::automatic;
  StatisticsJudge judge = nullptr;         // none: no check of a statistic holds
  bool judges_checks = true;               // false: checks of the file are read, and have no outcome
  bool strict = false;                     // assumed defaults are errors
  bool use_stdlib = true;
  std::optional<std::string> stdlib_dir;   // instead of the embedded library
  std::optional<std::string> prices;       // --prices FILE: the price book, wherever others are
  std::shared_ptr<const books::OpenBook> price_book;  // the same, open; no lock says anything of it
  bool locked = false;                     // --locked: prices of a book are pinned, or an error
  // Of a REPL: `text` is an input and, from this offset on, what the session holds.
  std::optional<uint32_t> input_end;
  std::string directory = ".";             // of a `text`: where `use "./other.smcost"` is looked for
  std::string text_name = "<stdin>";       // what messages and reports call it
  std::vector<Origin> origins;             // of parts of `text`, in its order
  std::vector<check::Given> given;
  runtime::Engine* shared_engine = nullptr;  // instead of one of its own; outlives the session
  std::optional<int> digits;                 // of an amount in its reports; none: as many as are usual
  std::optional<size_t> width;               // of the lines of its reports; none: as many columns as are usual
  // Of an embedder; without them, what its thread has.
  const base::Interrupt* interrupt = nullptr;  // stops a step of the session, which throws; outlives it
  base::CheckHandler on_failed_check;          // instead of an end of the process
};

// The value of a question: one for each output its answer reads.
struct AnsweredQuestion {
  program::Answer answer;
  std::vector<base::Rational> values;
  source::Span span;
};

// What a query over SKUs, one of the program's, came to.
struct AnsweredQuery {
  size_t query = 0;
  runtime::QueryAnswer answer;
};

// Wall time of each phase in milliseconds, for `--time`; `lower`, `compile` and `run` are parts of
// `rate` and `checks`.
struct PhaseTime {
  std::string name;
  double milliseconds;
};

using runtime::CheckOutcome;

// What the process says when it ends.
enum class ExitCode : int { fine = 0, text_wrong = 1, check_failed = 2, price_missing = 3, trouble = 4, usage = 64 };
// The code that says more: trouble, then wrong text, then a missing price, then a failed check.
ExitCode worse(ExitCode a, ExitCode b);

// The outcome of one `test` or `rejects` block.
struct BlockOutcome {
  // Skipped: it wants a code that only a bill can give, and there is none.
  enum class Verdict : unsigned char { passed, failed, skipped } verdict = Verdict::passed;
  source::Span span;
  double milliseconds = 0;
};

// A step that ends by an exception (base::Interrupted, no memory, what `on_failed_check` threw) has done half
// of its work: each later step ends by the same.
class Session {
 public:
  explicit Session(Options options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // text -> tree -> program, of the file and all it uses. False when there are errors.
  bool check();
  // check(), and the `test` and `rejects` blocks too, without a bill.
  bool checkAll();
  // program -> bill. False when there are errors; checks of the file may still have failed.
  bool evaluate();
  // evaluate() by an engine that compiles all; what it compiled, or null when there is no bill. Wanted before the
  // engine is made.
  const jit::Listing* evaluateListed();
  // evaluate(), and a bill for each `test` and `rejects` block.
  bool test();

  const Options& options() const;
  const source::SourceManager& sources() const;
  const diagnostics::Sink& sink() const;
  diagnostics::Sink& sink();
  const ast::File& tree() const;           // of the file itself, after check()
  std::vector<std::string> scenarioNames() const;  // that the file has, in order of its text; after check()
  std::vector<std::string> comparedNames() const;  // of its `compare`, else of "base" and all scenarios
  // A period of several months has a program and a bill for each.
  size_t monthCount() const;
  const program::Program& program(size_t month = 0) const;  // after check()
  const units::Units& units() const;                        // after check()
  const check::Modules& modules() const;                    // all that is loaded, the file last
  const check::SharedDeclarations& declarations() const;    // what they declare; after check()
  const runtime::Bill& bill(size_t month = 0) const;        // after evaluate()
  runtime::ReportContext reportContext() const;             // after evaluate(); without checks
  const std::vector<CheckOutcome>& checks() const;
  size_t checksLeftOut() const;  // of the file as written, which the scenario does not evaluate
  // After evaluate(): the questions of a REPL's input whose rows did not fail.
  const std::vector<AnsweredQuestion>& answers() const;
  // After evaluate(): its queries over SKUs whose rows all have a price or none.
  const std::vector<AnsweredQuery>& queries() const;
  // After check(). The SKUs that a `param` of the program's may be by its `in skus where …`, in the order in which they are declared: those
  // that every month's prices allow. None: what is wrong with prices is reported.
  std::optional<std::vector<program::KeyId>> skusOf(size_t parameter, diagnostics::Sink& sink) const;
  // After check(). Whether each `param` is among them in a month; false, and reported.
  bool checkSkuSets(size_t month, diagnostics::Sink& sink) const;
  const std::vector<BlockOutcome>& blocks() const;  // after checkAll() or test()
  std::vector<PhaseTime> times() const;

  // What the sink's errors and the checks mean for the process.
  ExitCode exitCode() const;

  struct State;  // of the files that implement the session
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace smcost::session
