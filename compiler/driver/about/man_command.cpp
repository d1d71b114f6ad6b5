// smcost man: the manual pages. smcost(1) is made of what `--help` says; smcost-lang(7) is the language
// reference, turned into a page when the program is built.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/about/embedded_texts.h"
#include "compiler/driver/line/command_model.h"
#include "compiler/driver/run/run.h"

namespace smcost::driver {

namespace {

// Options with the same name and text in this many commands are described once.
constexpr size_t kShared = 3;

// What roff would take for something else; typed characters stay what was typed.
std::string roff(std::string_view text) {
  std::string out;
  bool line_begins = true;
  for (char c : text) {
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    line_begins = c == '\n';
    switch (c) {
      case '\\': out += "\\e"; break;
      case '-': out += "\\-"; break;
      case '\'': out += "\\(aq"; break;
      case '`': out += "\\(ga"; break;
      case '^': out += "\\(ha"; break;
      case '~': out += "\\(ti"; break;
      default: out += c;
    }
  }
  return out;
}

// Lines as they are, for help texts with columns.
std::string asWritten(std::string_view text) { return text.empty() ? "" : ".PP\n.nf\n" + roff(text) + "\n.fi\n"; }

std::string optionText(const OptionModel& option) {
  std::string names;
  for (const std::string& name : option.names) names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", roff(name));
  if (!option.value.empty()) names += fmt::format(" \\fI{}\\fR", roff(option.value));
  return fmt::format(".TP\n{}\n{}\n", names, roff(option.help));
}

std::string synopsis(const ProgramModel& program, const CommandModel& command) {
  std::string text = fmt::format("\\fB{} {}\\fR [\\fIOPTIONS\\fR]", program.name, command.name);
  for (const OptionModel& positional : command.positionals) {
    const std::string name = fmt::format("\\fI{}\\fR{}", roff(positional.names.front()), positional.repeats ? "..." : "");
    text += positional.required ? " " + name : " [" + name + "]";
  }
  return text;
}

bool isSame(const OptionModel& a, const OptionModel& b) { return a.names == b.names && a.value == b.value && a.help == b.help; }

struct SharedOption {
  OptionModel option;
  std::vector<std::string> commands;
};

// In order of the first command that has them.
std::vector<SharedOption> sharedOptions(const ProgramModel& program) {
  std::vector<SharedOption> shared;
  for (const CommandModel& command : program.commands) {
    for (const OptionModel& option : command.options) {
      auto found = std::find_if(shared.begin(), shared.end(), [&](const SharedOption& known) { return isSame(known.option, option); });
      if (found == shared.end()) found = shared.insert(shared.end(), {option, {}});
      found->commands.push_back(command.name);
    }
  }
  std::erase_if(shared, [](const SharedOption& option) { return option.commands.size() < kShared; });
  return shared;
}

void writeCommand(std::string& out, const ProgramModel& program, const CommandModel& command, const std::vector<SharedOption>& shared) {
  out += fmt::format(".SS {}\n", roff(command.name));
  if (!command.commands.empty()) {
    out += roff(command.about) + ".\n" + asWritten(command.footer);
    return;
  }
  out += fmt::format("{}\n.PP\n{}.\n", synopsis(program, command), roff(command.about));
  for (const OptionModel& positional : command.positionals) out += optionText(positional);
  std::string others;
  for (const OptionModel& option : command.options) {
    const bool is_shared = std::any_of(shared.begin(), shared.end(), [&](const SharedOption& known) { return isSame(known.option, option); });
    if (!is_shared) out += optionText(option);
    else if (option.longName() != "--help") others += fmt::format("{}\\fB{}\\fR", others.empty() ? "" : ", ", roff(option.longName()));
  }
  if (!others.empty()) out += ".PP\nAnd " + others + ", as below.\n";
  out += asWritten(command.footer);
}

void writeSettings(std::string& out, const ProgramModel& program) {
  const std::vector<config::Key> keys = settingKeys(program);
  out += ".SH ENVIRONMENT\n";
  for (const config::Key& key : keys) {
    out += fmt::format(".TP\n\\fB{}\\fR\nThe setting \\fB{}\\fR; without it: {}.\n", config::variableOf(key.name), key.name, roff(defaultOf(key)));
  }
  out += ".TP\n\\fBCOLUMNS\\fR\nHow wide a line of a report is where stdout is no terminal; else 100.\n"
         ".TP\n\\fBNO_COLOR\\fR\nNot empty: no colours, unless \\fB\\-\\-color\\fR asks for them.\n"
         ".SH FILES\n"
         ".TP\n\\fI.smcost.toml\\fR\nSettings, of the current folder or the nearest above it.\n"
         ".TP\n\\fI\\(ti/.config/smcost/config.toml\\fR\nA user's own settings; \\fBXDG_CONFIG_HOME\\fR moves them.\n"
         ".TP\n\\fI../share/smcost/stdlib\\fR\nThe standard library, as seen from the program's folder.\n"
         ".PP\n\\fBsmcost config\\fR shows each setting and where it was set. The nearest wins: option, variable, folder, user.\n";
}

std::string programPage(const ProgramModel& program) {
  std::string out = fmt::format(".TH {} 1 \"\" \"{}\" \"User Commands\"\n.SH NAME\n{} \\- compile cost specs to exact, explained bills\n.SH SYNOPSIS\n",
                                program.name, roff(program.version), program.name);
  for (const CommandModel& command : program.commands) {
    if (command.commands.empty()) out += (&command == &program.commands.front() ? "" : ".br\n") + synopsis(program, command) + "\n";
  }
  out += ".SH DESCRIPTION\n";
  out += asWritten(program.about).substr(std::string_view(".PP\n").size());
  out += asWritten(program.footer);
  const std::vector<SharedOption> shared = sharedOptions(program);
  out += ".SH COMMANDS\n";
  for (const CommandModel& command : program.commands) writeCommand(out, program, command, shared);
  out += ".SH OPTIONS\n";
  for (const OptionModel& option : program.options) out += optionText(option);
  for (const SharedOption& option : shared) {
    if (option.option.longName() == "--help") continue;
    out += optionText(option.option) + roff(fmt::format("({})", fmt::join(option.commands, ", "))) + "\n";
  }
  writeSettings(out, program);
  return out + ".SH SEE ALSO\n.BR smcost\\-lang (7)\n";
}

}  // namespace

ExitCode runMan(const Arguments& arguments) {
  Output output(arguments.output);
  if (arguments.page == "lang") output.bytes() << embeddedText("smcost-lang.7");
  else output.bytes() << programPage(programModel());
  return commitOutput(output, arguments, ExitCode::fine);
}

}  // namespace smcost::driver
