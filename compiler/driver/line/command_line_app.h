// What the sources of the command line share: the tree of commands and options, in CLI11's own form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/driver/line/command_model.h"
#include "compiler/driver/run/arguments.h"

namespace CLI {
class App;
}

namespace smcost::driver {

// Instead of a command: the options of all are wanted.
inline constexpr std::string_view kAllCommands;
// Every command, with the options of the one that is wanted: hundreds of them are made in longer than most bills take.
// Parsing fills `arguments`, which must outlive the app.
void buildApp(CLI::App& app, Arguments& arguments, std::string_view wanted);
// A command; null when its options are not wanted.
CLI::App* addCommand(CLI::App& app, const char* name, const char* about, const char* footer, std::string_view wanted);
// Those that look at the installation and print no bill: new, doctor, completions, man.
void addInstallation(CLI::App& app, Arguments& arguments);
// Those that print what is between bills.
void addCompare(CLI::App& app, Arguments& arguments, std::string_view wanted);
void addDiff(CLI::App& app, Arguments& arguments, std::string_view wanted);
// Questions at many points.
void addMaximise(CLI::App& app, Arguments& arguments, std::string_view wanted);
void addMinimise(CLI::App& app, Arguments& arguments, std::string_view wanted);
void addSample(CLI::App& app, Arguments& arguments, std::string_view wanted);
void addSolve(CLI::App& app, Arguments& arguments, std::string_view wanted);
void addSweep(CLI::App& app, Arguments& arguments, std::string_view wanted);
// Servers of other programs.
void addServers(CLI::App& app, Arguments& arguments, std::string_view wanted);
// `prices` and what is below it: commands over price books.
void addPrices(CLI::App& app, Arguments& arguments, std::string_view wanted);

void addText(CLI::App& app, const std::string& flag, std::optional<std::string>& value, const std::string& type,
             const std::string& help);
void addOutput(CLI::App& app, Arguments& arguments);
void addDigits(CLI::App& app, Arguments& arguments);     // --digits
void addGroupBy(CLI::App& app, Arguments& arguments, const std::string& help);
void addMessages(CLI::App& app, Arguments& arguments);   // --color, --diagnostics
void addReading(CLI::App& app, Arguments& arguments);    // what every command that reads a spec understands
void addPriceBook(CLI::App& app, Arguments& arguments);  // --prices
void addEngine(CLI::App& app, Arguments& arguments);
void addScenario(CLI::App& app, Arguments& arguments);   // --scenario
// `--format`, one of these: "text|json|csv".
void addFormat(CLI::App& app, Arguments& arguments, const std::string& choices, const std::string& help);

// The word that stands where a command has to; "-" when only options do.
std::string_view typedWord(int argc, const char* const* argv);
// "no command `compile`: there are …" when that word, or one behind it, is none; else empty.
std::string unknownCommand(const CLI::App& app, int argc, const char* const* argv);
// The command that was typed, the innermost; the app itself when none was.
CLI::App& typedCommand(CLI::App& app);

// Settings from variables and files, those that hold in a folder (empty: the current one), become those options of the command at hand
// that were not typed. False when something is wrong with them; that is then on stderr.
bool applySettings(CLI::App& app, Arguments& arguments, const std::string& folder);

}  // namespace smcost::driver
