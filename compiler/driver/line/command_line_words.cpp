// The word that stands where a command has to.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

const CLI::App* commandNamed(const CLI::App& app, const std::string& word) {
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == word) return command;
  }
  return nullptr;
}

// "check, eval and test"
std::string commandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  std::sort(names.begin(), names.end());
  const std::string last = names.back();
  names.pop_back();
  return names.empty() ? "only " + last : CLI::detail::join(names, ", ") + " and " + last;
}

}  // namespace

std::string_view typedWord(int argc, const char* const* argv) {
  const auto isWord = [](const char* text) { return text[0] != '-'; };
  const char* const* const end = argv + argc;
  const char* const* const word = argc > 1 ? std::find_if(argv + 1, end, isWord) : end;
  return word == end ? std::string_view("-") : std::string_view(*word);
}

std::string unknownCommand(const CLI::App& app, int argc, const char* const* argv) {
  const CLI::App* at = &app;
  std::string typed;
  for (int i = 1; i < argc && at->get_require_subcommand_min() > 0 && argv[i][0] != '-'; ++i) {
    typed += (typed.empty() ? "" : " ") + std::string(argv[i]);
    const CLI::App* next = commandNamed(*at, argv[i]);
    if (next == nullptr) return fmt::format("no command `{}`: there are {}", typed, commandNames(*at));
    at = next;
  }
  return {};
}

}  // namespace smcost::driver
