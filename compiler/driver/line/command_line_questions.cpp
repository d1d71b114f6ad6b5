// `sweep`, `solve`, `minimise`, `maximise`: questions about a spec at many values of its parameters.
#include <CLI/CLI.hpp>

#include <charconv>
#include <functional>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

constexpr const char* kSweepFooter =
    "An axis is a `param` of the spec: alone it takes the values that its declaration says, else\n"
    "`users=10..500 step 10` or `machine={box.small, box.large}`. Several give a grid.\n"
    "Each point is exactly what `smcost eval -p …` bills with its values; the bill is made a function\n"
    "of the parameters, and the spec is checked again only where they decide more than amounts.\n"
    "One word that names a `sweep` of the file asks that one, before a parameter of that name;\n"
    "without words all that the file declares are asked.\n"
    "What a statement commits to for an hour is an axis too: `'saving.commitment=0 USD/h..1 USD/h step 0.1 USD/h'`.\n"
    "Examples:\n"
    "  smcost sweep spec.smcost users                       as the `param` says\n"
    "  smcost sweep spec.smcost 'users=10..500 step 10'     a table, the least and the greatest total\n"
    "  smcost sweep spec.smcost growth                      as the file's `sweep growth` says\n"
    "  smcost sweep spec.smcost users machine --of total,api --format csv   a grid, for a spreadsheet\n";

constexpr const char* kSolveFooter =
    "Over the steps of a `param`, or where two figures are equal, in exact fractions.\n"
    "Examples:\n"
    "  smcost solve spec.smcost 'largest run_time where total <= 14 USD'\n"
    "  smcost solve spec.smcost 'largest run_time=1min..2h step 1s where total <= 14 USD'\n"
    "  smcost solve spec.smcost 'users where api == chat'    from how many on the other is cheaper\n"
    "  smcost solve spec.smcost longest                      as the file's `solve longest` says\n"
    "  smcost solve spec.smcost                              all that the file declares\n"
    "Points are left out only where they are proved to be no better, so the answer is proved. Exit code 2: there is none.\n";

constexpr const char* kBestFooter =
    "Over all values that these `param`s take; what is left out is proved to be no better. What a statement commits to\n"
    "for an hour needs no `param`, and alone no steps: its best is found exactly, with the use from which it pays.\n"
    "Examples:\n"
    "  smcost minimise spec.smcost 'total over replicas, machine where replicas * machine.memory >= 96 GiB'\n"
    "  smcost maximise spec.smcost 'users over users=1..500 step 1, replicas where total <= 650 USD'\n"
    "  smcost minimise spec.smcost 'total over saving.commitment'\n"
    "  smcost minimise spec.smcost cheap                     as the file's `minimise cheap` says\n"
    "Exit code 2: no point meets what is asked, or the time was up before all was proved.\n";

constexpr const char* kSampleFooter =
    "Draws each `param` that says a distribution, `param jobs = 12 ~ lognormal 6..24 step 1`, and bills each draw\n"
    "exactly. A draw depends on the seed, the name and its number alone.\n"
    "Examples:\n"
    "  smcost sample spec.smcost                      mean, percentiles, the chance that each budget holds\n"
    "  smcost sample spec.smcost spread               as the file's `sample spread` says\n"
    "  smcost sample spec.smcost -n 100000 --seed 7 --of api --format json\n"
    "  smcost sample spec.smcost --spread 20000       which parameter the spread comes from, more exactly\n"
    "  smcost sample spec.smcost --check 'p90 total <= 1_200 USD'   exit code 2 unless that holds, the percentile's error included\n"
    "A `budget p90 …` or `expect p90 …` of the file is told with it, and counts alike.\n";

// A whole number that a machine word holds; CLI11 alone would take -1 for the greatest.
void addCount(CLI::App& command, const std::string& flag, const std::function<void(uint64_t)>& take, const std::string& about) {
  command
      .add_option_function<std::string>(
          flag,
          [take, flag](const std::string& text) {
            uint64_t count = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
            if (error != std::errc() || end != text.data() + text.size()) throw CLI::ValidationError(flag, "`" + text + "` is no whole number");
            take(count);
          },
          about)
      ->type_name("N");
}
void addCount(CLI::App& command, const std::string& flag, uint64_t& count, const std::string& about) {
  addCount(command, flag, [&count](uint64_t number) { count = number; }, about);
}

void addThreads(CLI::App& command, Arguments& arguments) {
  addCount(
      command, "--threads", [&arguments](uint64_t count) { arguments.threads = count; }, "how many work on it (as many as there are cores); the answer is the same");
}

// "10s", "500ms", "2min"
std::optional<std::chrono::milliseconds> durationOf(const std::string& text) {
  uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string unit(end, text.data() + text.size());
  if (error != std::errc() || count > 1'000'000) return std::nullopt;
  if (unit == "ms") return std::chrono::milliseconds(count);
  if (unit == "s") return std::chrono::seconds(count);
  return unit == "min" ? std::optional<std::chrono::milliseconds>(std::chrono::minutes(count)) : std::nullopt;
}

void addTimeLimit(CLI::App& command, Arguments& arguments) {
  command
      .add_option_function<std::string>(
          "--time-limit",
          [&arguments](const std::string& text) {
            arguments.time_limit = durationOf(text);
            if (!arguments.time_limit) throw CLI::ValidationError("--time-limit", "`" + text + "` is no time: 10s, 500ms, 2min");
          },
          "end then with the best that was found, and say how much better another may be")
      ->type_name("TIME");
}

void addSpec(CLI::App& command, Arguments& arguments) {
  command
      .add_option_function<std::string>(
          "FILE", [&arguments](const std::string& file) { arguments.files = {file}; }, "the spec (`-` is stdin)")
      ->required()
      ->type_name("");
}

// What it is read with, and how the answer is written.
void addAnswer(CLI::App& command, Arguments& arguments, const std::string& formats, const std::string& about) {
  addReading(command, arguments);
  addScenario(command, arguments);
  addEngine(command, arguments);
  addFormat(command, arguments, formats, about);
  addDigits(command, arguments);
  addOutput(command, arguments);
  command.add_option_function<std::vector<std::string>>("--plot", [&arguments](const std::vector<std::string>& file) { arguments.plot = file.empty() ? "" : file.front(); },
                                                        "a picture behind the text, or in a file FILE.svg")
      ->expected(0, 1)
      ->type_name("[FILE.svg]");
  command.add_flag("--quiet", arguments.quiet, "no line of progress on a terminal");
}

void addQuestion(CLI::App& command, Arguments& arguments, const char* about) {
  addSpec(command, arguments);
  command.add_option("QUESTION", arguments.question, about)->type_name("");
  addAnswer(command, arguments, "text|json", "how the answer is written");
}

}  // namespace

void addSolve(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "solve", "find the value of a parameter at which something holds", kSolveFooter, wanted);
  if (command == nullptr) return;
  addQuestion(*command, arguments, "`largest NAME where CONDITION`, `smallest …`, `NAME where A == B`, or what a declared one is called");
  addTimeLimit(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::solve; });
}

void addMinimise(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "minimise", "find the parameters at which a figure is least", kBestFooter, wanted);
  if (command == nullptr) return;
  addQuestion(*command, arguments, "`FIGURE over NAME, … where CONDITION`, or what a declared one is called");
  addTimeLimit(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::minimise; });
}

void addMaximise(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "maximise", "find the parameters at which a figure is greatest", kBestFooter, wanted);
  if (command == nullptr) return;
  addQuestion(*command, arguments, "`FIGURE over NAME, … where CONDITION`, or what a declared one is called");
  addTimeLimit(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::maximise; });
}

void addSample(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "sample", "show what a spec comes to when parameters are uncertain", kSampleFooter, wanted);
  if (command == nullptr) return;
  addSpec(*command, arguments);
  command->add_option("FIGURE", arguments.question, "`total`, a statement, an expression, or what a declared sample is called")->type_name("");
  addCount(*command, "-n", arguments.draws, "how many draws (10,000)");
  addCount(*command, "--seed", arguments.seed, "another sample (1)");
  addCount(
      *command, "--spread", [&arguments](uint64_t count) { arguments.pairs = count; },
      "pairs of draws that say which parameter the spread comes from (as many as double the work; 0: none)");
  command
      ->add_option_function<std::vector<std::string>>(
          "--check", [&arguments](const std::vector<std::string>& checks) { arguments.percentile_checks = checks; },
          "a condition on a percentile, `p90 total <= 1_200 USD`; exit code 2 unless it holds for sure")
      ->type_name("CONDITION")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  addThreads(*command, arguments);
  command
      ->add_option_function<std::string>("--of", [&arguments](const std::string& name) { arguments.figures = {name}; }, "the figure: `total`, a statement, an expression")
      ->type_name("NAME");
  addAnswer(*command, arguments, "text|json|csv", "how it is written");
  command->callback([&arguments] { arguments.command = Command::sample; });
}

void addSweep(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "sweep", "show what a spec comes to over ranges of its parameters", kSweepFooter, wanted);
  if (command == nullptr) return;
  addSpec(*command, arguments);
  command->add_option("AXIS", arguments.axes, "parameters, with or without their values, or what a declared sweep is called")->type_name("");
  command
      ->add_option_function<std::string>(
          "--of", [&arguments](const std::string& names) { arguments.figures = CLI::detail::split(names, ','); },
          "what to show: `total`, `invoice`, `payable`, statements")
      ->type_name("NAME,...");
  addThreads(*command, arguments);
  addAnswer(*command, arguments, "text|json|csv", "how the points are written");
  command->callback([&arguments] { arguments.command = Command::sweep; });
}

}  // namespace smcost::driver
