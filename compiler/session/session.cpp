#include "compiler/session/session.h"

#include <fmt/format.h>

#include "compiler/session/state.h"
#include "lang/base/check.h"
#include "lang/program/agreements.h"
#include "lang/syntax/parse.h"
#include "runtime/report/report.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

namespace {

int rank(ExitCode code) {
  switch (code) {
    case ExitCode::fine: return 0;
    case ExitCode::check_failed: return 1;
    case ExitCode::price_missing: return 2;
    case ExitCode::text_wrong: return 3;
    case ExitCode::trouble: return 4;
    case ExitCode::usage: return 5;
  }
  return 5;
}

// An agreement that holds in the period and that nothing in the bill meets was written for something
// else, or no longer fits what is written; and a bill without any line says nothing of it.
void reportWithoutEffect(const std::deque<Month>& months, diagnostics::Sink& sink) {
  bool is_empty = true;
  for (const Month& month : months) is_empty = is_empty && month.checked.program.usage.empty();
  if (is_empty) return;
  const std::vector<program::Agreement>& agreements = months.front().checked.program.agreements;
  for (uint32_t i = 0; i < agreements.size(); ++i) {
    bool holds = false, acts = agreements[i].credit || agreements[i].tax;
    for (const Month& month : months) {
      holds = holds || program::holdsPartly(agreements[i], month.checked.program.period);
      for (const runtime::Rate& rate : month.bill->data().rates) {
        for (const program::RateRowId row : rate.rows) acts = acts || month.checked.program.rates[row.value].agreement == program::AgreementId{i};
      }
    }
    if (!holds || acts) continue;
    sink.report(agreements[i].span, kinds::agreement_without_effect, fmt::format("`{}`", agreements[i].name))
        .hint("does it name the meters, keys, regions and days of the bill? `explain` says which row each line met");
  }
}

}  // namespace

ExitCode worse(ExitCode a, ExitCode b) { return rank(a) < rank(b) ? b : a; }

Session::Session(Options options) : state_(std::make_unique<State>(std::move(options))) {}
Session::~Session() = default;

void Session::State::load() {
  if (is_loaded) return;
  is_loaded = true;
  const auto cache = options.library_cache ? options.library_cache : std::make_shared<load::LibraryCache>();
  load::ModuleLoader loader(sources, sink, options.use_stdlib, options.stdlib_dir, options.files, cache.get());
  modules = timed(times, "parse", [&] {
    return options.input_end ? loader.loadInput(*options.text, options.directory)
                             : loader.load(options.path, options.text, options.text_name, options.directory);
  });
  library = loader.sharedLibrary();
  check_options.period = options.period;
  check_options.region = options.region;
  check_options.assumed_period = options.assumed_period;
  check_options.assumed_region = options.assumed_region;
  check_options.assumed_library = options.assumed_library;
  // Named even if its prices are asked for by name: who reads the bill may be another.
  if (const auto other = loader.otherLibrary(); other && !options.assumed_library) {
    check_options.assumed_library = check::Assumed{*other, options.stdlib_dir ? "--stdlib" : "the installation", {}};
  }
  check_options.strict = options.strict;
  check_options.group_by = options.group_by;
  check_options.variables = options.variables;
  check_options.groups_beside = options.groups_beside;
  if (options.use_stdlib) {
    check_options.price_book = &price_book;
  }
  check_options.priced_meters = options.priced_meters;
  check_options.given = options.given;
  check_options.input_end = options.input_end;
  for (const std::string& text : options.asked) {
    check_options.asked.push_back(ast::parseValue(sources, sources.add("<asked>", text), sink));
  }
  for (const auto& [name, value] : options.params) {
    source::FileId file = sources.add(fmt::format("<-p {}>", name), value);
    check_options.params.push_back({name, ast::parseValue(sources, file, sink)});
  }
}

const check::SharedDeclarations& Session::State::declared(const check::Options& by, diagnostics::Sink& into) {
  if (!declarations) declarations = check::declare(sources, modules, library ? library->declarations : nullptr, by, into);
  return declarations;
}

void Session::State::appendOf(const std::string& scenario, diagnostics::Sink&& own) {
  if (!scenario.empty()) own.noteAll(fmt::format("in scenario `{}`", scenario));
  sink.appendNew(std::move(own));
}

runtime::Engine& Session::State::theEngine() {
  if (options.shared_engine != nullptr && !wants_listing) return *options.shared_engine;
  if (engine) return *engine;
  engine = makeEngine(options.engine, wants_listing ? &listing : nullptr);
  return *engine;
}

void Session::State::reportDifference(diagnostics::Sink& into) const {
  const runtime::Engine* used = engine ? engine.get() : options.shared_engine;
  if (used == nullptr) return;
  if (const auto difference = used->difference()) into.report({}, kinds::engines_differ, *difference);
}

bool Session::check() {
  return guarded(*state_, [this] {
    State& s = *state_;
    s.load();
    if (s.is_checked) return !s.sink.hasErrors();
    s.is_checked = true;
    if (s.modules.empty()) return false;
    // A tree with errors is checked too: one run reports all that is wrong.
    timed(s.times, "check", [&] { checkScenarios(s); });
    return !s.sink.hasErrors();
  });
}

bool Session::checkAll() {
  return check() && guarded(*state_, [this] {
    runBlocks(*state_, false);
    return !state_->sink.hasErrors();
  });
}

void Session::State::evaluate() {
  is_evaluated = true;
  diagnostics::Sink own;
  const bool is_rated = timed(times, "rate", [&] { return rateMonths(*this, months, own); });
  if (is_rated && !options.input_end) reportWithoutEffect(months, own);
  if (is_rated && options.judges_checks) {
    Outcomes found = timed(times, "checks", [&] { return evaluateChecks(*this, months, own); });
    outcomes = std::move(found.checks);
    for (CheckOutcome& outcome : judgeIncluded(*this, own)) outcomes.push_back(std::move(outcome));
    answers = std::move(found.answers);
    queries = answerQueries(*this, months.front(), own);
  }
  appendOf(months.front().checked.scenario, std::move(own));
}

bool Session::evaluate() {
  State& s = *state_;
  if (!s.is_evaluated && !check()) return false;
  guarded(s, [&s] {
    if (!s.is_evaluated) s.evaluate();
  });
  // A check of the file that failed is in the sink, and takes no bill away.
  return s.months.back().bill != nullptr;
}

const jit::Listing* Session::evaluateListed() {
  State& s = *state_;
  guarded(s, [&s] { SMCOST_CHECK(!s.engine, "the engine is made when it is known that its code is wanted"); });
  // The rating fills the tables; the engine writes down what it compiles for it.
  s.wants_listing = true;
  return evaluate() ? &s.listing : nullptr;
}

bool Session::test() {
  return evaluate() && guarded(*state_, [this] {
    runBlocks(*state_, true);
    return !state_->sink.hasErrors();
  });
}

const Options& Session::options() const { return state_->options; }
const source::SourceManager& Session::sources() const { return state_->sources; }
const diagnostics::Sink& Session::sink() const { return state_->sink; }
diagnostics::Sink& Session::sink() { return state_->sink; }
size_t Session::monthCount() const { return state_->months.size(); }
const program::Program& Session::program(size_t month) const { return state_->months[month].checked.program; }
const units::Units& Session::units() const { return state_->months.front().checked.units; }
const check::Modules& Session::modules() const { return state_->modules; }
const check::SharedDeclarations& Session::declarations() const { return state_->declarations; }
const runtime::Bill& Session::bill(size_t month) const { return *state_->months[month].bill; }
const std::vector<CheckOutcome>& Session::checks() const { return state_->outcomes; }
const std::vector<AnsweredQuestion>& Session::answers() const { return state_->answers; }
const std::vector<AnsweredQuery>& Session::queries() const { return state_->queries; }

size_t Session::checksLeftOut() const { return state_->months.empty() ? 0 : state_->months.front().checked.checks_left_out; }

const std::vector<BlockOutcome>& Session::blocks() const { return state_->blocks; }
std::vector<PhaseTime> Session::times() const {
  std::vector<PhaseTime> times = state_->times;
  if (!state_->engine) return times;
  // What the engine took is part of `rate` and `checks`.
  const runtime::EngineTimes engine = state_->engine->times();
  times.insert(times.end(), {{"lower", engine.lower}, {"compile", engine.compile}, {"run", engine.run}});
  return times;
}

const ast::File& Session::tree() const {
  static const ast::File nothing;
  const ast::File* tree = state_->mainTree();
  return tree ? *tree : nothing;
}

std::vector<std::string> Session::scenarioNames() const { return check::scenarioNames(state_->sources, tree()); }

std::vector<std::string> Session::comparedNames() const {
  std::vector<std::string> names = check::comparedNames(state_->sources, tree());
  if (!names.empty()) return names;
  names = scenarioNames();
  names.insert(names.begin(), std::string(check::kBaseScenario));
  return names;
}

runtime::ReportContext Session::reportContext() const {
  runtime::ReportContext context;
  context.sources = &state_->sources;
  context.digits = state_->options.digits.value_or(runtime::kUsualDigits);
  context.width = state_->options.width.value_or(runtime::kUsualWidth);
  std::vector<runtime::MonthReport> months;
  for (size_t month = 0; month < monthCount(); ++month) {
    const check::Checked& checked = state_->months[month].checked;
    months.push_back({&bill(month), [&checked](const base::Rational& value, units::DimensionId dimension) {
                        return checked.units.show(value, dimension, checked.program.dimensions);
                      }});
  }
  context.bill = months.front().bill;
  context.show = months.front().show;
  if (months.size() > 1) context.months = std::move(months);
  context.scenario = state_->months.front().checked.scenario;
  context.checks_left_out = checksLeftOut();
  context.expects_left_out = state_->expects_left_out;
  return context;
}

ExitCode Session::exitCode() const {
  bool text = false, price = false, check = false, trouble = false;
  for (const diagnostics::Diagnostic& diagnostic : state_->sink.all()) {
    if (diagnostic.kind->severity != diagnostics::Severity::error) continue;
    unsigned number = diagnostic.kind->number;
    bool is_check = number == kinds::check_failed.info.number || number == kinds::rejects_accepted.info.number;
    trouble = trouble || number >= 9000;
    price = price || number / 1000 == 4;
    check = check || is_check;
    text = text || (number < 9000 && number / 1000 != 4 && !is_check);
  }
  return trouble ? ExitCode::trouble
         : text  ? ExitCode::text_wrong
         : price ? ExitCode::price_missing
         : check ? ExitCode::check_failed
                 : ExitCode::fine;
}

}  // namespace smcost::session
