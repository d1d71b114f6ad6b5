// The commands that look at the installation and print no bill.
#include <CLI/CLI.hpp>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

constexpr const char* kCompletionsFooter =
    "A package installs them; by hand it is one of\n"
    "  smcost completions bash > ~/.local/share/bash-completion/completions/smcost\n"
    "  smcost completions zsh > ~/.zfunc/_smcost           with ~/.zfunc in $fpath\n"
    "  smcost completions fish > ~/.config/fish/completions/smcost.fish";

constexpr const char* kDoctorFooter =
    "A line for each part: `ok`, `warn` (it works, but look) or `fail` (exit code 4).\n"
    "Examples:\n"
    "  smcost doctor                  the program as it is installed\n"
    "  smcost doctor --stdlib DIR     with another standard library";

constexpr const char* kManFooter =
    "Examples:\n"
    "  smcost man | man -l -          smcost(1): commands and options\n"
    "  smcost man lang | man -l -     smcost-lang(7): the language";

constexpr const char* kNewFooter =
    "Examples:\n"
    "  smcost new spec.smcost         a spec with comments, ready to be changed; never over another file\n"
    "  smcost new                     the same to stdout";

// One word of a few, as a positional argument.
CLI::Option* addChoice(CLI::App& command, const std::string& name, std::string& value, const std::vector<std::string>& words,
                       const std::string& help) {
  return command.add_option(name, value, help)
      ->type_name(CLI::detail::join(words, "|"))
      ->check([words](const std::string& word) {
        const bool known = std::find(words.begin(), words.end(), word) != words.end();
        return known ? std::string() : "`" + word + "` is none of " + CLI::detail::join(words, "|");
      });
}

}  // namespace

void addInstallation(CLI::App& app, Arguments& arguments) {
  CLI::App* completions = app.add_subcommand("completions", "print what makes a shell complete commands and options");
  completions->footer(kCompletionsFooter);
  addChoice(*completions, "SHELL", arguments.shell, {"bash", "zsh", "fish"}, "the shell to complete in")->required();
  addOutput(*completions, arguments);
  completions->callback([&arguments] { arguments.command = Command::completions; });

  CLI::App* doctor = app.add_subcommand("doctor", "check the installation, the library and the catalog");
  doctor->footer(kDoctorFooter);
  addText(*doctor, "--stdlib", arguments.stdlib_dir, "DIR", "a standard library instead of the built-in one");
  addOutput(*doctor, arguments);
  doctor->callback([&arguments] { arguments.command = Command::doctor; });

  CLI::App* man = app.add_subcommand("man", "print a manual page");
  man->footer(kManFooter);
  addChoice(*man, "PAGE", arguments.page, {"smcost", "lang"}, "of the program, or of the language");
  addOutput(*man, arguments);
  man->callback([&arguments] { arguments.command = Command::man; });

  CLI::App* fresh = app.add_subcommand("new", "write a first spec with comments");
  fresh->footer(kNewFooter);
  fresh->add_option_function<std::string>(
           "FILE", [&arguments](const std::string& file) { arguments.files = {file}; },
           "the spec to write; stdout without it, or as `-`")
      ->type_name("");
  fresh->callback([&arguments] { arguments.command = Command::new_; });
}

}  // namespace smcost::driver
