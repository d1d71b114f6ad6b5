// What the subcommands share: a session per file, diagnostics and verdicts on stderr,
// the exit code of several files.
#pragma once

#include <string>
#include <string_view>

#include "compiler/driver/run/arguments.h"
#include "compiler/driver/run/output.h"

namespace smcost::driver {

using session::ExitCode;
using session::worse;

// The options for one file; reads stdin when the file is "-".
session::Options sessionOptions(const Arguments& arguments, const std::string& file);

// A line to stderr, in which names may stand that others chose.
void tell(std::string_view line);

// That the command was not used as it is: a line to stderr, and the code that says so.
ExitCode complain(const std::string& what);

// To stderr, as the arguments want them.
void writeDiagnostics(const diagnostics::Sink& sink, const source::SourceManager& sources, const Arguments& arguments);

// As a warning that programs read too: what of the bill the spec left to settings. Twice is once.
void tellSettings(session::Session& session);

// Diagnostics, the settings that the spec left to the user's configuration and, if asked for, the times of
// the phases: to stderr. Returns the session's exit code.
ExitCode finish(session::Session& session, const Arguments& arguments);

// The name of a file on a line of its own: one line, without controls, and no command to a build server
// (`::error::`, `##vso[`) at its beginning.
std::string shownName(std::string_view file);

// "spec.smcost: 4 checks passed", for people: not beside JSON diagnostics.
void printVerdict(const Arguments& arguments, std::string_view file, std::string_view verdict);
// What became of the file's expects, asserts and budgets; empty when it has none.
std::string checksVerdict(const session::Session& session);

// Puts the output in its place when `code` leaves an answer in it (fine, or a failed check), and findings always.
// Trouble with it becomes SMC9002 on stderr and exit code 4.
ExitCode commitOutput(Output& output, const Arguments& arguments, ExitCode code);

// How diagnostics on stderr are to look.
diagnostics::RenderOptions renderOptions(const Arguments& arguments);

bool useColor(ColorMode mode, bool terminal);

}  // namespace smcost::driver
