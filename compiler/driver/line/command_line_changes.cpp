// `compare` and `diff`: two bills and more, and what is between them.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

constexpr const char* kCompareFooter =
    "Examples:\n"
    "  smcost compare before.smcost after.smcost              each line's change, and the total's\n"
    "  smcost compare --period 2025-01..2027-12 ours.smcost theirs.smcost   over three years\n"
    "  smcost compare --format markdown before.smcost after.smcost\n"
    "  smcost compare spec.smcost base frugal    the file as written, and its `scenario frugal`\n"
    "  smcost compare spec.smcost frugal lavish  the file as written with each of them\n"
    "  smcost compare spec.smcost                what its `compare` line says, else all scenarios\n"
    "  smcost compare small.smcost middle.smcost large.smcost   one table of all three\n"
    "  smcost compare --group-by team,env before.smcost after.smcost   whose money it is, too\n"
    "Behind the spec, a word that reads as a name is a scenario of it; any other is a further spec, such as\n"
    "after.smcost, ./after or `-`. All but the first are compared with the first.";

constexpr const char* kDiffFooter =
    "OLD and NEW are files, `-`, or `REV:FILE`: the file, and all it uses, as of a git revision\n"
    "(an empty one is the index), from the current folder. `REV:` takes the other's FILE; a file\n"
    "whose own name holds a colon is `./NAME`.\n"
    "The change of the total is the sum of four parts: price, quantity, structure (lines added or\n"
    "removed) and calendar; rounding is what the invoice's cents add.\n"
    "Examples:\n"
    "  smcost diff before.smcost after.smcost      each line that changed, and why\n"
    "  smcost diff HEAD: spec.smcost               what is not committed yet\n"
    "  smcost diff HEAD: : spec.smcost             what is about to be committed\n"
    "  smcost diff main: HEAD: spec.smcost --format markdown   a comment for a pull request, below 60 kB\n"
    "  smcost diff HEAD: spec.smcost --group-by team    and for whom it changed\n"
    "  smcost diff HEAD~1: HEAD: spec.smcost --fail-if 'delta > 50 USD'   exit code 2 if it holds\n"
    "A condition is an expression of the language over `delta`, `old`, `new`, `price`, `quantity`,\n"
    "`structure`, `calendar` and `rounding`, which are money, and `percent`, delta's part of old.\n"
    "Checks and budgets of the specs are for `eval` and `test`: they are not judged here.";

// A word that reads as a name is a scenario's; a spec has a dot or a stroke in its path, or is `-`.
bool readsAsName(const std::string& word) {
  const auto isNamed = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; };
  return !word.empty() && word.front() != '-' && std::all_of(word.begin(), word.end(), isNamed);
}

void addCompared(Arguments& arguments, const std::vector<std::string>& words) {
  for (const std::string& word : words) (readsAsName(word) ? arguments.scenarios : arguments.files).push_back(word);
}

// "team, env" as its names.
std::vector<std::string> keysOf(const std::string& text) {
  std::vector<std::string> keys = CLI::detail::split(text, ',');
  for (std::string& key : keys) CLI::detail::trim(key);
  return keys;
}

// Empty: it is a list of names.
std::string complaintOfKeys(const std::string& text) {
  const std::vector<std::string> keys = keysOf(text);
  const bool is_named = !text.ends_with(',') && std::find(keys.begin(), keys.end(), "") == keys.end();
  return is_named ? "" : "`" + text + "` is no list of tags: TAG,TAG";
}

}  // namespace

void addGroupBy(CLI::App& app, Arguments& arguments, const std::string& help) {
  const auto take = [&arguments](const std::string& text) { arguments.group_by = keysOf(text); };
  app.add_option_function<std::string>("--group-by", take, help)->type_name("TAG,...")->check(complaintOfKeys);
}

void addCompare(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "compare", "set bills side by side: of several specs, or of a spec's scenarios", kCompareFooter, wanted);
  if (command == nullptr) return;
  command
      ->add_option_function<std::string>(
          "SPEC", [&arguments](const std::string& file) { arguments.files.insert(arguments.files.begin(), file); },
          "the spec to compare from (`-` is stdin)")
      ->required()
      ->type_name("");
  command
      ->add_option_function<std::vector<std::string>>(
          "OTHER", [&arguments](const std::vector<std::string>& words) { addCompared(arguments, words); },
          "further specs, or scenarios of the first")
      ->type_name("");
  addReading(*command, arguments);
  addEngine(*command, arguments);
  addFormat(*command, arguments, "text|json|markdown", "how the comparison is written");
  addGroupBy(*command, arguments, "the amounts of all whose statements they are too; the first tag is the outermost");
  addDigits(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::compare; });
}

void addDiff(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "diff", "show why a spec's bill changed, between files or git revisions", kDiffFooter, wanted);
  if (command == nullptr) return;
  command->add_option("SPEC", arguments.files, "OLD NEW, REV1: REV2: FILE, or REV: FILE (`-` is stdin)")
      ->required()
      ->expected(2, 3)
      ->type_name("");
  addText(*command, "--fail-if", arguments.fail_if, "CONDITION", "exit code 2 if it holds: 'delta > 50 USD', 'percent > 10 %'");
  addReading(*command, arguments);
  addEngine(*command, arguments);
  addFormat(*command, arguments, "text|json|markdown", "how the difference is written");
  addGroupBy(*command, arguments, "the change of all whose statements they are too; the first tag is the outermost");
  addDigits(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::diff; });
}

}  // namespace smcost::driver
