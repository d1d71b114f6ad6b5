// smcost completions: scripts that make a shell complete commands, options and their words. What a
// spec may say inside is not the shell's business.
#include <fmt/format.h>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/line/command_model.h"
#include "compiler/driver/run/run.h"

namespace smcost::driver {

namespace {

std::string joinedNames(const std::vector<OptionModel>& options) {
  std::string names;
  for (const OptionModel& option : options) names += fmt::format("{}{}", names.empty() ? "" : " ", fmt::join(option.names, " "));
  return names;
}

// In single quotes; `quote` is how such a quote is written inside them.
std::string quoted(std::string_view text, std::string_view quote) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'') out += quote;
    else out += c;
  }
  return out + "'";
}

// In a `case`: 'prices verify'.
std::string casePattern(const CommandModel& command) { return command.group().empty() ? command.name : "'" + command.name + "'"; }

// Words of commands that stand there, behind those of a group if it has any.
std::vector<const CommandModel*> commandsOf(const ProgramModel& program, std::string_view group) {
  std::vector<const CommandModel*> found;
  for (const CommandModel& command : program.commands) {
    if (command.group() == group) found.push_back(&command);
  }
  return found;
}

std::string joinedWords(const std::vector<const CommandModel*>& commands) {
  std::string words;
  for (const CommandModel* command : commands) words += fmt::format("{}{}", words.empty() ? "" : " ", command->lastWord());
  return words;
}

std::string joinedGroups(const ProgramModel& program) {
  std::string groups;
  for (const CommandModel& command : program.commands) {
    if (!command.commands.empty()) groups += (groups.empty() ? "" : " | ") + command.name;
  }
  return groups;
}

// --- bash ---

// What a value is completed with; nothing for a text of the user's own.
std::string bashValue(const OptionModel& option) {
  if (!option.words().empty()) return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))", fmt::join(option.words(), " "));
  if (option.value == "FILE") return "_smcost_files";
  if (option.value == "DIR") return "_smcost_folders";
  return "COMPREPLY=()";
}

void writeBashCommand(std::string& out, const CommandModel& command) {
  out += fmt::format("    {})\n      case $prev in\n", casePattern(command));
  for (const OptionModel& option : command.options) {
    if (!option.value.empty()) out += fmt::format("        {}) {}; return ;;\n", fmt::join(option.names, " | "), bashValue(option));
  }
  out += fmt::format("      esac\n      options='{}'\n", joinedNames(command.options));
  std::string words = command.commands.empty() ? "" : fmt::format("{} ", fmt::join(command.commands, " "));
  for (const OptionModel& positional : command.positionals) {
    for (const std::string& word : positional.words()) words += word + " ";
  }
  if (!words.empty()) out += fmt::format("      words='{}'\n", words.substr(0, words.size() - 1));
  out += fmt::format("      specs={}\n      ;;\n", command.positionals.empty() || !words.empty() ? "" : "yes");
}

std::string bashScript(const ProgramModel& program) {
  std::string out = fmt::format(
      "# bash completion of {0}: `{0} completions bash` prints it.\n"
      "_smcost_files() {{\n"
      "  compopt -o filenames 2>/dev/null\n"
      "  local IFS=$'\\n'\n"
      "  COMPREPLY=($(compgen -f -- \"$cur\"))\n"
      "}}\n"
      "_smcost_folders() {{\n"
      "  compopt -o filenames 2>/dev/null\n"
      "  local IFS=$'\\n'\n"
      "  COMPREPLY=($(compgen -d -- \"$cur\"))\n"
      "}}\n"
      "_smcost_specs() {{\n"
      "  compopt -o filenames 2>/dev/null\n"
      "  local IFS=$'\\n'\n"
      "  COMPREPLY=($(compgen -f -X '!*.smcost' -- \"$cur\") $(compgen -d -- \"$cur\"))\n"
      "}}\n"
      "_smcost() {{\n"
      "  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} options='{1}' words='{2}' specs=\n"
      "  # `--option=word` comes in three parts.\n"
      "  if [[ $cur == = ]]; then\n"
      "    cur=\n"
      "  elif [[ $prev == = ]]; then\n"
      "    prev=${{COMP_WORDS[COMP_CWORD-2]}}\n"
      "  fi\n"
      "  local command=\n"
      "  ((COMP_CWORD > 1)) && command=${{COMP_WORDS[1]}}\n"
      "  case $command in\n"
      "    {3}) ((COMP_CWORD > 2)) && command+=\" ${{COMP_WORDS[2]}}\" ;;\n"
      "  esac\n"
      "  case $command in\n",
      program.name, joinedNames(program.options), joinedWords(commandsOf(program, "")), joinedGroups(program));
  std::string cases;
  for (const CommandModel& command : program.commands) {
    std::string one;
    writeBashCommand(one, command);
    // A command's own words and files take the place of the names of commands.
    one.insert(one.find('\n') + 1, "      words=\n");
    cases += one;
  }
  out += cases;
  out +=
      "  esac\n"
      "  if [[ $cur == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
      "  elif [[ $specs ]]; then\n"
      "    _smcost_specs\n"
      "  else\n"
      "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
      "  fi\n"
      "}\n"
      "complete -F _smcost " + program.name + "\n";
  return out;
}

// --- zsh ---

std::string zshText(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    if (c == '\n') c = ' ';
    out += c;
  }
  return out;
}

std::string zshValue(const OptionModel& option, std::string_view name) {
  if (!option.words().empty()) return fmt::format(":{}:({})", name, fmt::join(option.words(), " "));
  if (option.value == "FILE") return fmt::format(":{}:_files", name);
  if (option.value == "DIR") return fmt::format(":{}:_files -/", name);
  return fmt::format(":{}: ", zshText(name));
}

std::string zshOption(const OptionModel& option) {
  const std::string rest = quoted(
      fmt::format("[{}]{}", zshText(option.help), option.value.empty() ? "" : zshValue(option, option.value.find('|') == std::string::npos ? option.value : "word")),
      "'\\''");
  std::string names;
  for (const std::string& name : option.names) {
    const char* joint = option.value.empty() ? "" : name.starts_with("--") ? "=" : "+";
    names += fmt::format("{}{}{}", names.empty() ? "" : ",", name, joint);
  }
  const std::string exclusive = option.repeats ? "'*'" : fmt::format("'({})'", fmt::join(option.names, " "));
  if (option.names.size() > 1) names = "{" + names + "}";
  return exclusive + names + rest;
}

std::string zshPositional(const OptionModel& option) {
  const std::string star = option.repeats ? "*" : "";
  const std::string name = zshText(option.names.front());
  if (!option.words().empty()) return quoted(fmt::format("{}:{}:({})", star, name, fmt::join(option.words(), " ")), "'\\''");
  return quoted(fmt::format("{}:{}:_files -g \"*.smcost(-.) *(-/)\"", star, name), "'\\''");
}

void writeZshArguments(std::string& out, const std::vector<OptionModel>& options, const std::vector<OptionModel>& positionals) {
  out += "_arguments -s -S :";
  for (const OptionModel& option : options) out += " \\\n        " + zshOption(option);
  for (const OptionModel& positional : positionals) out += " \\\n        " + zshPositional(positional);
  out += "\n";
}

void writeZshCommands(std::string& out, const ProgramModel& program, std::string_view group) {
  for (const CommandModel* command : commandsOf(program, group)) {
    out += "    " + quoted(fmt::format("{}:{}", command->lastWord(), zshText(command->about)), "'\\''") + "\n";
  }
}

std::string zshScript(const ProgramModel& program) {
  std::string out = fmt::format("#compdef {0}\n# zsh completion of {0}: `{0} completions zsh` prints it.\n_smcost() {{\n  local -a commands\n  commands=(\n", program.name);
  writeZshCommands(out, program, "");
  out += "  )\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n    _describe -t commands command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  if [[ $command == -* ]]; then\n    ";
  writeZshArguments(out, program.options, {});
  out += "    return\n  fi\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const CommandModel& group : program.commands) {
    if (group.commands.empty()) continue;
    out += fmt::format("    {})\n      commands=(\n", group.name);
    writeZshCommands(out, program, group.name);
    out += "      )\n      if [[ $words[2] != -* ]]; then\n"
           "        if (( CURRENT == 2 )); then\n          _describe -t commands command commands\n          return\n        fi\n"
           "        command+=\" $words[2]\"\n        shift words\n        (( CURRENT-- ))\n      fi\n      ;;\n";
  }
  out += "  esac\n  case $command in\n";
  for (const CommandModel& command : program.commands) {
    out += fmt::format("    {})\n      ", casePattern(command));
    writeZshArguments(out, command.options, command.positionals);
    out += "      ;;\n";
  }
  return out + "  esac\n}\nif [[ $funcstack[1] == _smcost ]]; then\n  _smcost \"$@\"\nelse\n  compdef _smcost " + program.name + "\nfi\n";
}

// --- fish ---

std::string fishText(std::string_view text) {
  std::string escaped;
  for (char c : text) escaped += c == '\\' ? std::string("\\\\") : std::string(1, c == '\n' ? ' ' : c);
  return quoted(escaped, "\\'");
}

std::string fishOption(const ProgramModel& program, const OptionModel& option, std::string_view condition) {
  std::string out = fmt::format("complete -c {} -n '{}'", program.name, condition);
  for (const std::string& name : option.names) {
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.words().empty()) out += fmt::format(" -x -a '{}'", fmt::join(option.words(), " "));
  else if (option.value == "FILE") out += " -r -F";
  else if (option.value == "DIR") out += " -x -a '(__fish_complete_directories)'";
  else if (!option.value.empty()) out += " -x";
  return out + " -d " + fishText(option.help) + "\n";
}

std::string fishScript(const ProgramModel& program) {
  std::string out = fmt::format("# fish completion of {0}: `{0} completions fish` prints it.\ncomplete -c {0} -f\n"
                                "function __{0}_is -d 'the line begins with these words'\n"
                                "  set -l words (commandline -opc)\n"
                                "  set -l last (math (count $argv) + 1)\n"
                                "  test (count $words) -ge $last; and test \"$words[2..$last]\" = \"$argv\"\n"
                                "end\n"
                                "function __{0}_at -d 'what is typed next stands behind these words alone'\n"
                                "  __{0}_is $argv; and test (count (commandline -opc)) -eq (math (count $argv) + 1)\n"
                                "end\n", program.name);
  for (const OptionModel& option : program.options) out += fishOption(program, option, "__fish_use_subcommand");
  for (const CommandModel& command : program.commands) {
    const std::string condition = fmt::format("__{}_is {}", program.name, command.name);
    const std::string before = command.group().empty() ? "__fish_use_subcommand" : fmt::format("__{}_at {}", program.name, command.group());
    out += fmt::format("complete -c {} -n '{}' -a {} -d {}\n", program.name, before, command.lastWord(), fishText(command.about));
    for (const OptionModel& option : command.options) out += fishOption(program, option, condition);
    for (const OptionModel& positional : command.positionals) {
      const std::string words = positional.words().empty() ? "(__fish_complete_suffix .smcost)" : fmt::format("{}", fmt::join(positional.words(), " "));
      out += fmt::format("complete -c {} -n '{}' -k -a '{}'\n", program.name, condition, words);
    }
  }
  return out;
}

}  // namespace

ExitCode runCompletions(const Arguments& arguments) {
  const ProgramModel program = programModel();
  Output output(arguments.output);
  output.bytes() << (arguments.shell == "bash" ? bashScript(program) : arguments.shell == "zsh" ? zshScript(program) : fishScript(program));
  return commitOutput(output, arguments, ExitCode::fine);
}

}  // namespace smcost::driver
