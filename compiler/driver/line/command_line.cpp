#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "compiler/driver/line/command_line.h"
#include "compiler/driver/line/command_line_app.h"
#include "compiler/driver/run/run.h"

namespace smcost::driver {

namespace {

constexpr int kUsage = static_cast<int>(session::ExitCode::usage);

constexpr const char* kAbout =
    "Compiles .smcost cost specs to an exact bill in which every cent is explained.\n"
    "A first bill:\n"
    "  smcost eval examples/concept.smcost";

constexpr const char* kFooter =
    "Exit codes: 0 fine; 1 the text is wrong; 2 a check or budget failed; 3 a price is missing,\n"
    "ambiguous or out of date; 4 file, catalog or engine trouble; 64 wrong usage.\n"
    "Data goes to stdout, verdicts and diagnostics to stderr. `smcost COMMAND --help` has examples.";

constexpr const char* kCheckFooter =
    "Examples:\n"
    "  smcost check spec.smcost                  names, units and phrases; nothing is priced\n"
    "  smcost check --strict *.smcost            an assumed region or period is an error\n"
    "  smcost check --diagnostics=json - < spec.smcost\n"
    "  smcost check --format sarif -o found.sarif *.smcost   for a code review\n"
    "  smcost check --emit=program spec.smcost   what the checker understood";

constexpr const char* kConfigFooter =
    "A setting is looked for in the options, in SMCOST_PERIOD and its like, in `.smcost.toml` of the current\n"
    "folder or the nearest above it, in `~/.config/smcost/config.toml`, and then has its default:\n"
    "  region = \"us-east-1\"\n"
    "  strict = true\n"
    "A period, region or stdlib set there holds for specs that do not say it; reports name where it is from,\n"
    "and --strict refuses it. `--strict=false` takes back what a file says.\n"
    "`.smcost.toml` may be somebody else's: its `stdlib` and `prices` are taken with --trust only, its `history`\n"
    "never, and a file of another user is not followed.\n"
    "Examples:\n"
    "  smcost config                        all settings as they are here\n"
    "  SMCOST_ENGINE=both smcost config     one of them set for a command";

constexpr const char* kEvalFooter =
    "Examples:\n"
    "  smcost eval spec.smcost                            the bill, for people\n"
    "  smcost eval --period 2025-03 --region us-east-1 spec.smcost\n"
    "  smcost eval -p users=60 -p 'hours=1h30min' spec.smcost   values for the file's `param`s\n"
    "  smcost eval --format json -o bill.json spec.smcost  written whole or not at all\n"
    "  smcost eval --group-by team,env spec.smcost        whose the money is, by the tags of its statements\n"
    "  smcost eval --scenario frugal spec.smcost          as the file's `scenario frugal` changes it\n"
    "  smcost eval --engine=both spec.smcost              integers and rationals; any difference is an error\n"
    "  smcost eval --emit=llvm spec.smcost                the code of the kernels\n"
    "With several files their reports follow one another; JSON is one document, {\"files\": [a bill, …]}.";

constexpr const char* kExplainFooter =
    "Examples:\n"
    "  smcost explain spec.smcost               the whole bill, to be redone by hand\n"
    "  smcost explain spec.smcost api           one statement\n"
    "  smcost explain spec.smcost api.compute   one line of it\n"
    "  smcost explain SMC3001                   what a diagnostic means and how to mend it";

constexpr const char* kFmtFooter =
    "Examples:\n"
    "  smcost fmt spec.smcost           rewrites the file; says so if anything changed\n"
    "  smcost fmt specs                 all specs of a folder\n"
    "  smcost fmt --check specs         writes nothing; lists what would change, with exit code 2\n"
    "  smcost fmt --diff spec.smcost    writes nothing; shows what would change\n"
    "  smcost fmt - < spec.smcost       from stdin to stdout\n"
    "There are no options of style. A file with syntax errors stays as it is.";

constexpr const char* kHelpFooter =
    "Examples:\n"
    "  smcost help                    the workloads of the library, a line each\n"
    "  smcost help NAME               one of them: parameters, units, an example\n"
    "  smcost help Option             an option; meters, functions and SKUs too\n"
    "  smcost help budget             a word of the language, with an example\n"
    "  smcost help language           all words of the language\n"
    "  smcost help work spec.smcost   what a spec and its own modules declare";

constexpr const char* kReplFooter =
    "Examples:\n"
    "  smcost                          on a terminal: type `:help`\n"
    "  smcost repl spec.smcost         what-ifs on a spec\n"
    "  echo '40min * 0.922 USD/h' | smcost repl\n"
    "The file of earlier inputs is SMCOST_HISTORY, or history in ~/.local/state/smcost; only you can read it.";

constexpr const char* kTestFooter =
    "Examples:\n"
    "  smcost test spec.smcost            expects, asserts and budgets, `test` and `rejects` blocks\n"
    "  smcost test --engine=both *.smcost\n"
    "  smcost test --format junit -o tests.xml specs   a case for each check and block\n"
    "  smcost test specs --report         all specs of a folder; printed figures against exact ones";

const std::map<std::string, session::EngineKind> kEngines(session::kEngines.begin(), session::kEngines.end());
const std::map<std::string, runtime::Format> kFormats = {{"text", runtime::Format::text},
                                                         {"json", runtime::Format::json},
                                                         {"csv", runtime::Format::csv},
                                                         {"markdown", runtime::Format::markdown}};
const std::map<std::string, runtime::FindingsFormat> kFindings = {{"junit", runtime::FindingsFormat::junit},
                                                                  {"sarif", runtime::FindingsFormat::sarif}};
const std::map<std::string, std::optional<Form>> kForms = {{"ast", Form::ast},   {"program", Form::program}, {"lowered", Form::lowered},
                                                           {"llvm", Form::llvm}, {"asm", Form::assembly},    {"bill", Form::bill}};
const std::map<std::string, ColorMode> kColors = {
    {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}};
const std::map<std::string, diagnostics::Style> kStyles = {{"rich", diagnostics::Style::rich},
                                                           {"short", diagnostics::Style::short_},
                                                           {"json", diagnostics::Style::json}};

// Of a word that is none of "text|json"; empty when it is one.
std::string complaint(const std::string& word, const std::string& choices) {
  const std::vector<std::string> words = CLI::detail::split(choices, '|');
  return std::find(words.begin(), words.end(), word) != words.end() ? "" : "`" + word + "` is none of " + choices;
}

// An option that takes one of the words that its help says; a table has them all, and maybe more.
template <class Value>
void addWord(CLI::App& app, const std::string& flag, Value& value, const std::map<std::string, Value>& words,
             const std::string& choices, const std::string& help) {
  app.add_option_function<std::string>(
         flag, [&value, &words](const std::string& word) { value = words.at(word); }, help)
      ->type_name(choices)
      ->check([choices](const std::string& word) { return complaint(word, choices); });
}

// `--format`: a form of the command's own, or one for what was found.
void addReportOrFindings(CLI::App& app, Arguments& arguments, const std::string& choices, const std::string& help) {
  app.add_option_function<std::string>(
         "--format",
         [&arguments](const std::string& word) {
           if (auto found = kFindings.find(word); found != kFindings.end()) arguments.findings = found->second;
           else arguments.format = kFormats.at(word);
         },
         help)
      ->type_name(choices)
      ->check([choices](const std::string& word) { return complaint(word, choices); });
}

// Findings are the whole answer: nothing else can be asked for beside them.
void refuseBesideFindings(const Arguments& arguments, const std::string& flag, bool given) {
  if (arguments.findings && given) throw CLI::ValidationError(flag, "what was found is the whole answer of --format junit|sarif");
}

}  // namespace

void addText(CLI::App& app, const std::string& flag, std::optional<std::string>& value, const std::string& type,
             const std::string& help) {
  app.add_option_function<std::string>(flag, [&value](const std::string& text) { value = text; }, help)->type_name(type);
}

void addOutput(CLI::App& app, Arguments& arguments) {
  addText(app, "-o,--output", arguments.output, "FILE", "instead of stdout; written whole or not at all");
}

void addDigits(CLI::App& app, Arguments& arguments) {
  constexpr int kMost = 100;
  app.add_option_function<int>("--digits", [&arguments](int digits) { arguments.digits = digits; },
                               "decimals of an amount in text and markdown (6); what is cut ends in `…`, exactly it stands beside")
      ->type_name("COUNT")
      ->check(CLI::Range(0, kMost));
}

namespace {

void addFiles(CLI::App& app, Arguments& arguments) {
  app.add_option("FILE", arguments.files, "specs to read; `-` is stdin")->required()->type_name("");
}

}  // namespace

void addMessages(CLI::App& app, Arguments& arguments) {
  addWord(app, "--color", arguments.color, kColors, "auto|always|never", "colours; auto respects NO_COLOR");
  addWord(app, "--diagnostics", arguments.diagnostics, kStyles, "rich|short|json", "how diagnostics are written");
}

void addFormat(CLI::App& app, Arguments& arguments, const std::string& choices, const std::string& help) {
  addWord(app, "--format", arguments.format, kFormats, choices, help);
}

void addPriceBook(CLI::App& app, Arguments& arguments) {
  addText(app, "--prices", arguments.prices, "FILE", "the price book, instead of the first that is found");
}

void addReading(CLI::App& app, Arguments& arguments) {
  addText(app, "--period", arguments.period, "PERIOD", "the billed period: 2025-03, average, 2025-03..2026-02");
  addText(app, "--region", arguments.region, "REGION", "the region, instead of the file's");
  app.add_option_function<std::vector<std::string>>(
         "-p,--param",
         [&arguments](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             size_t equals = text.find('=');
             arguments.params.emplace_back(text.substr(0, equals), text.substr(equals + 1));
           }
         },
         "a value for the file's `param NAME`, written as in a spec")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->check([](const std::string& text) {
        size_t equals = text.find('=');
        return equals == 0 || equals == std::string::npos ? "`" + text + "` is not NAME=VALUE" : std::string();
      });
  app.add_flag("--strict", arguments.strict, "an assumed region or period is an error");
  app.add_flag_callback(
      "--no-stdlib", [&arguments] { arguments.use_stdlib = false; }, "without the prelude; a library is used only where the file says `use`");
  addText(app, "--stdlib", arguments.stdlib_dir, "DIR", "a standard library instead of the built-in one");
  addPriceBook(app, arguments);
  app.add_flag("--locked", arguments.locked, "the price book is pinned by a `smcost.lock`, or that is an error");
  app.add_flag("--trust", arguments.trust, "take `stdlib` and `prices` of .smcost.toml, and files from outside of the repository");
  addMessages(app, arguments);
  app.add_flag("--time", arguments.time, "the wall time of each phase, on stderr");
}

void addScenario(CLI::App& app, Arguments& arguments) {
  addText(app, "--scenario", arguments.scenario, "NAME", "a scenario of the file; `base` is the file as written");
}

void addEngine(CLI::App& app, Arguments& arguments) {
  addWord(app, "--engine", arguments.engine, kEngines, "auto|jit|interpreter|reference|both",
          "what computes; auto compiles what is worth it, both compares all and fails loudly on any difference");
}

namespace {

void addEmit(CLI::App& app, Arguments& arguments, const std::string& choices) {
  addWord(app, "--emit", arguments.emit, kForms, choices, "an inner form instead of the answer");
}

// "SMC3001" -> 3001.
std::optional<uint16_t> codeOf(const std::string& text) {
  if (text.size() != 7 || text.compare(0, 3, "SMC") != 0) return std::nullopt;
  unsigned number = 0;
  for (size_t i = 3; i < text.size(); ++i) {
    if (!std::isdigit(static_cast<unsigned char>(text[i]))) return std::nullopt;
    number = number * 10 + static_cast<unsigned>(text[i] - '0');
  }
  return static_cast<uint16_t>(number);
}

void addCheck(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "check", "read specs and check names, units and phrases", kCheckFooter, wanted);
  if (command == nullptr) return;
  addFiles(*command, arguments);
  addReading(*command, arguments);
  addScenario(*command, arguments);
  addEmit(*command, arguments, "ast|program");
  addReportOrFindings(*command, arguments, "text|junit|sarif", "what is found as a document on stdout");
  addOutput(*command, arguments);
  command->callback([&arguments] {
    arguments.command = Command::check;
    refuseBesideFindings(arguments, "--emit", arguments.emit.has_value());
  });
}

void addConfig(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "config", "show each setting, and where it was set", kConfigFooter, wanted);
  if (command == nullptr) return;
  addReading(*command, arguments);
  addEngine(*command, arguments);
  addWord(*command, "--format", arguments.format, kFormats, "text|json|csv|markdown", "how reports are written");
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::config; });
}

void addEval(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "eval", "print the bill", kEvalFooter, wanted);
  if (command == nullptr) return;
  addFiles(*command, arguments);
  addReading(*command, arguments);
  addScenario(*command, arguments);
  addEngine(*command, arguments);
  addEmit(*command, arguments, "ast|program|lowered|llvm|asm|bill");
  addReportOrFindings(*command, arguments, "text|json|csv|markdown|junit|sarif",
                      "how the bill is written; junit and sarif write what is found instead");
  command->add_flag("--ends", arguments.ends, "the least and the greatest total that what `param`s may be allows, and at which values");
  command->add_flag("--summary", arguments.summary, "the totals only: exactly, a fraction with a decimal beside it");
  addGroupBy(*command, arguments, "statements by whose they are, each group with its subtotal; the first tag is the outermost");
  addDigits(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] {
    arguments.command = Command::eval;
    refuseBesideFindings(arguments, "--emit", arguments.emit.has_value());
    refuseBesideFindings(arguments, "--summary", arguments.summary);
  });
}

void addExplain(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "explain", "show how a bill comes about, or what a diagnostic means", kExplainFooter, wanted);
  if (command == nullptr) return;
  // One text, not a list: a list would take the line's name too.
  command->add_option_function<std::string>(
             "FILE", [&arguments](const std::string& file) { arguments.files = {file}; },
             "the spec (`-` is stdin), or a code such as SMC3001")
      ->required()
      ->type_name("");
  command->add_option("LINE-NAME", arguments.line_name, "a statement or one of its lines; the whole bill without it")
      ->type_name("");
  addReading(*command, arguments);
  addScenario(*command, arguments);
  addEngine(*command, arguments);
  addDigits(*command, arguments);
  addOutput(*command, arguments);
  command->callback([&arguments] {
    arguments.command = Command::explain;
    arguments.code = codeOf(arguments.files.front());
  });
}

void addFmt(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "fmt", "write specs in the one canonical style", kFmtFooter, wanted);
  if (command == nullptr) return;
  addFiles(*command, arguments);
  command->add_flag("--check", arguments.check, "write nothing; list what would change, with exit code 2 if anything would");
  command->add_flag("--diff", arguments.diff, "write nothing; show what would change");
  addMessages(*command, arguments);
  addText(*command, "-o,--output", arguments.output, "FILE", "instead of the file itself; written whole or not at all");
  command->callback([&arguments] { arguments.command = Command::fmt; });
}

void addHelp(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "help", "what the library says of its workloads, and what words mean", kHelpFooter, wanted);
  if (command == nullptr) return;
  command->add_option("TOPIC", arguments.topic, "a workload, option, meter, function, SKU or word of the language; all workloads without it")->type_name("");
  command->add_option_function<std::string>(
             "FILE", [&arguments](const std::string& file) { arguments.files = {file}; },
             "a spec whose declarations are meant, and those it uses; the whole library without it")
      ->type_name("");
  addText(*command, "--stdlib", arguments.stdlib_dir, "DIR", "a standard library instead of the built-in one");
  addOutput(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::help; });
}

void addRepl(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "repl", "a dialogue: bills and values of what you type", kReplFooter, wanted);
  if (command == nullptr) return;
  command->add_option_function<std::string>(
             "FILE", [&arguments](const std::string& file) { arguments.files = {file}; }, "a spec to begin with")
      ->type_name("");
  addReading(*command, arguments);
  addEngine(*command, arguments);
  command->callback([&arguments] { arguments.command = Command::repl; });
}

void addTest(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  CLI::App* command = addCommand(app, "test", "run the checks, `test` and `rejects` blocks of specs", kTestFooter, wanted);
  if (command == nullptr) return;
  addFiles(*command, arguments);
  addReading(*command, arguments);
  addScenario(*command, arguments);
  addEngine(*command, arguments);
  command->add_flag("--report", arguments.report,
                    "a table of the totals against what a source printed for them, with the errata");
  addReportOrFindings(*command, arguments, "text|markdown|junit|sarif",
                      "how the table is written; junit and sarif write what is found");
  addOutput(*command, arguments);
  command->callback([&arguments] {
    arguments.command = Command::test;
    refuseBesideFindings(arguments, "--report", arguments.report);
  });
}

}  // namespace

CLI::App* addCommand(CLI::App& app, const char* name, const char* about, const char* footer, std::string_view wanted) {
  CLI::App* const command = app.add_subcommand(name, about);
  command->footer(footer);
  return wanted == kAllCommands || wanted == name ? command : nullptr;
}

CLI::App& typedCommand(CLI::App& app) {
  const std::vector<CLI::App*> typed = app.get_subcommands();
  return typed.empty() ? app : typedCommand(*typed.front());
}

void buildApp(CLI::App& app, Arguments& arguments, std::string_view wanted) {
  app.name("smcost");
  app.description(kAbout);
  app.footer(kFooter);
  app.set_version_flag("--version", "smcost " SMCOST_VERSION, "the version, and nothing else");
  app.set_help_flag("-h,--help", "this text, and nothing else");
  app.require_subcommand(1);
  addCheck(app, arguments, wanted);
  addCompare(app, arguments, wanted);
  addConfig(app, arguments, wanted);
  addDiff(app, arguments, wanted);
  addEval(app, arguments, wanted);
  addExplain(app, arguments, wanted);
  addFmt(app, arguments, wanted);
  addHelp(app, arguments, wanted);
  addServers(app, arguments, wanted);
  addMaximise(app, arguments, wanted);
  addMinimise(app, arguments, wanted);
  addPrices(app, arguments, wanted);
  addRepl(app, arguments, wanted);
  addSample(app, arguments, wanted);
  addSolve(app, arguments, wanted);
  addSweep(app, arguments, wanted);
  addTest(app, arguments, wanted);
  addInstallation(app, arguments);
}

ParseResult parseCommandLine(int argc, const char* const* argv, const std::string& folder) {
  Arguments arguments;
  CLI::App app;
  buildApp(app, arguments, typedWord(argc, argv));
  if (argc <= 1 && ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1) {
    const char* const dialogue[] = {argc == 1 ? argv[0] : "smcost", "repl"};
    return parseCommandLine(2, dialogue, folder);
  }
  if (const std::string complaint = unknownCommand(app, argc, argv); !complaint.empty()) {
    tell("smcost: " + complaint);
    return {std::nullopt, kUsage};
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    // Help or version: CLI11 prints it.
    app.exit(success);
    return {std::nullopt, 0};
  } catch (const CLI::ParseError& error) {
    tell(fmt::format("smcost: {}", error.what()));
    tell("Run `smcost --help` or `smcost COMMAND --help`.");
    return {std::nullopt, kUsage};
  }
  if (!applySettings(app, arguments, folder)) return {std::nullopt, static_cast<int>(session::ExitCode::trouble)};
  return {std::move(arguments), 0};
}

}  // namespace smcost::driver
