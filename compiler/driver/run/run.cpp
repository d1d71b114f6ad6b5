#include "compiler/driver/run/run.h"

#include "compiler/questions/statistics_judge.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "compiler/load/files.h"
#include "lang/diagnostics/text.h"
#include "lang/syntax/parse.h"
#include "runtime/report/figures.h"

namespace smcost::driver {

namespace {

// Text that is safe to show, and may have colours.
void writeError(std::string text) {
  const std::string quiet = diagnostics::withoutCommands(std::move(text));
  std::fwrite(quiet.data(), 1, quiet.size(), stderr);
}

std::string rendered(const diagnostics::Sink& sink, const source::SourceManager& sources, const Arguments& arguments) {
  return diagnostics::render(sink, sources, renderOptions(arguments));
}

// All of stdin, but never more than one byte beyond what a spec may have: enough for the
// parser to say that it is too much. The reason when it cannot be read.
std::optional<std::string> readStdin(std::string& text) {
  std::array<char, 1 << 16> bytes;
  while (text.size() <= ast::kMaxFileBytes) {
    ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::string(std::strerror(errno));
    if (count == 0) break;
    text.append(bytes.data(), static_cast<size_t>(count));
  }
  if (text.size() > ast::kMaxFileBytes) text.resize(ast::kMaxFileBytes + 1);
  return std::nullopt;
}

// What a spec does not say and somebody set elsewhere; empty when there is nothing.
std::string settingsUsed(const session::Session& session) {
  if (session.monthCount() == 0) return {};
  const program::Program& program = session.program();
  std::vector<std::string> used;
  if (session.options().assumed_period && !program.period.assumed_from.empty()) {
    used.push_back(fmt::format("period {} assumed from {}", session.options().assumed_period->value, program.period.assumed_from));
  }
  if (!program.region_assumed_from.empty()) {
    used.push_back(fmt::format("region {} assumed from {}", program.names.text(program.region), program.region_assumed_from));
  }
  if (!program.library.empty()) used.push_back(runtime::libraryText(program));
  // Also of commands that print no bill.
  for (size_t month = 0; month < session.monthCount(); ++month) {
    const std::optional<program::BookUse>& book = session.program(month).book;
    if (!book || book->path.empty()) continue;
    used.push_back("edition " + runtime::editionText(session.program(month)));
    break;
  }
  return fmt::format("{}", fmt::join(used, ", "));
}

}  // namespace

bool useColor(ColorMode mode, bool terminal) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  const char* no_color = std::getenv("NO_COLOR");
  return terminal && (no_color == nullptr || *no_color == '\0');
}

diagnostics::RenderOptions renderOptions(const Arguments& arguments) {
  diagnostics::RenderOptions options;
  options.style = arguments.diagnostics;
  options.color = useColor(arguments.color, ::isatty(STDERR_FILENO) == 1);
  return options;
}

void tell(std::string_view line) { writeError(diagnostics::safeLine(line) + '\n'); }

ExitCode complain(const std::string& what) {
  tell("smcost: " + what);
  return ExitCode::usage;
}

void writeDiagnostics(const diagnostics::Sink& sink, const source::SourceManager& sources, const Arguments& arguments) {
  writeError(rendered(sink, sources, arguments));
}

session::Options sessionOptions(const Arguments& arguments, const std::string& file) {
  session::Options options;
  options.path = file;
  options.period = arguments.period;
  options.region = arguments.region;
  options.assumed_period = arguments.assumed_period;
  options.assumed_region = arguments.assumed_region;
  options.assumed_library = arguments.assumed_library;
  options.params = arguments.params;
  options.scenario = arguments.scenario;
  options.group_by = arguments.group_by;
  options.engine = arguments.engine;
  options.judge = questions::judgeStatistic;
  options.strict = arguments.strict;
  options.use_stdlib = arguments.use_stdlib;
  options.stdlib_dir = arguments.stdlib_dir;
  options.prices = arguments.prices;
  options.locked = arguments.locked;
  options.digits = arguments.digits;
  // A file that is written does not depend on the terminal that happens to be there.
  const bool is_file = arguments.output && *arguments.output != "-";
  options.width = is_file ? runtime::kUsualWidth : widthOf(STDOUT_FILENO);
  if (arguments.trust) options.files = load::filesOnDisk(true);
  if (file != "-") return options;

  std::string text;
  if (std::optional<std::string> reason = readStdin(text)) {
    diagnostics::Sink sink;
    sink.report(source::Span(), diagnostics::kinds::cannot_read, "<stdin>", *reason);
    writeError(rendered(sink, source::SourceManager(), arguments));
    std::exit(static_cast<int>(ExitCode::trouble));
  }
  options.text = std::move(text);
  return options;
}

void tellSettings(session::Session& session) {
  const std::string used = settingsUsed(session);
  if (!used.empty()) session.sink().report(source::Span(), diagnostics::kinds::set_outside, used);
}

ExitCode finish(session::Session& session, const Arguments& arguments) {
  // Its lines for people are not written then.
  if (arguments.diagnostics == diagnostics::Style::json) tellSettings(session);
  if (!session.sink().all().empty()) writeError(rendered(session.sink(), session.sources(), arguments));
  // Not every output has a head that says it.
  printVerdict(arguments, session.options().path, settingsUsed(session));
  if (arguments.time) {
    for (const session::PhaseTime& phase : session.times()) {
      writeError(fmt::format("time {} {:.3f} ms\n", phase.name, phase.milliseconds));
    }
  }
  return session.exitCode();
}

std::string shownName(std::string_view file) {
  return diagnostics::withoutCommands(diagnostics::safeFileName(file));
}

void printVerdict(const Arguments& arguments, std::string_view file, std::string_view verdict) {
  if (verdict.empty() || arguments.diagnostics == diagnostics::Style::json) return;
  writeError(fmt::format("{}: {}\n", file == "-" ? std::string("<stdin>") : shownName(file), diagnostics::safeLine(verdict)));
}

std::string checksVerdict(const session::Session& session) {
  const auto counted = [](size_t count, std::string_view what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); };
  size_t failed = 0;
  for (const session::CheckOutcome& check : session.checks()) failed += !check.passed;
  const size_t count = session.checks().size();
  size_t failed_blocks = 0;
  for (const session::BlockOutcome& block : session.blocks()) failed_blocks += block.verdict == session::BlockOutcome::Verdict::failed;
  const size_t blocks = session.blocks().size();
  std::vector<std::string> parts;
  if (failed > 0) parts.push_back(fmt::format("{} of {} failed", failed, counted(count, "check")));
  else if (count > 0) parts.push_back(counted(count, "check") + " passed");
  if (failed_blocks > 0) parts.push_back(fmt::format("{} of {} failed", failed_blocks, counted(blocks, "block")));
  else if (blocks > 0) parts.push_back(counted(blocks, "block") + " passed");
  if (session.checksLeftOut() > 0) parts.push_back(counted(session.checksLeftOut(), "check") + " of the file as written left out");
  return fmt::format("{}", fmt::join(parts, ", "));
}

ExitCode commitOutput(Output& output, const Arguments& arguments, ExitCode code) {
  // Findings are there whatever is wrong; other data only when there is an answer.
  const bool is_answer = arguments.findings || code == ExitCode::fine || code == ExitCode::check_failed;
  if (!is_answer && output.name() != "<stdout>") return code;
  std::optional<std::string> reason = output.commit();
  if (!reason) return code;
  diagnostics::Sink sink;
  sink.report(source::Span(), diagnostics::kinds::cannot_write, output.name(), *reason);
  writeError(rendered(sink, source::SourceManager(), arguments));
  return ExitCode::trouble;
}

}  // namespace smcost::driver
