// Settings of files and variables as options that nobody typed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "compiler/driver/line/command_line_app.h"
#include "compiler/driver/run/run.h"

namespace smcost::driver {

namespace {

using config::Key;

struct Settable {
  const char* name;
  const char* value_by_default;  // empty: the first of the option's words
};

constexpr Settable kSettable[] = {
    {"period", "average, if a spec does not say it"},
    {"region", "the library's first, if a spec does not say it"},
    {"engine", ""},
    {"stdlib", "the one installed, or built in"},
    {"prices", "the first book that is found"},
    {"strict", "false"},
    {"format", ""},
    {"diagnostics", ""},
    {"color", ""},
    {"history", "history in ~/.local/state/smcost"},
};

// The file of a dialogue, which no option names: `--history` of a command is another thing.
constexpr std::string_view kHistory = "history";

template <class App>
auto optionOf(App& command, const std::string& name) {
  return name == kHistory ? nullptr : command.get_option_no_throw("--" + name);
}

// The option of that name in all commands: their words together.
std::optional<OptionModel> optionNamed(const ProgramModel& program, const std::string& name) {
  std::optional<OptionModel> found;
  if (name == kHistory) return found;
  for (const CommandModel& command : program.commands) {
    for (const OptionModel& option : command.options) {
      if (option.longName() != "--" + name) continue;
      if (!found) found = option;
      for (const std::string& word : option.words()) {
        const std::vector<std::string> known = found->words();
        if (std::find(known.begin(), known.end(), word) == known.end()) found->value += "|" + word;
      }
    }
  }
  return found;
}

// These three change what a bill comes to: they hold only where a spec does not say it, and a report says so.
std::optional<check::Assumed>* assumedOf(Arguments& arguments, const std::string& name) {
  if (name == "period") return &arguments.assumed_period;
  if (name == "region") return &arguments.assumed_region;
  return name == "stdlib" ? &arguments.assumed_library : nullptr;
}

// What prices a bill or is written to comes from the user, who trusts a repository or does not.
bool isTaken(const CLI::App& command, const Arguments& arguments, const std::string& name, const config::Value& value,
             diagnostics::Sink& sink) {
  if (!value.of_folder || (name != "stdlib" && name != "prices" && name != kHistory)) return true;
  const CLI::Option* option = optionOf(command, name);
  const bool is_library = name != kHistory;
  if (is_library && (option == nullptr || option->count() > 0 || arguments.trust)) return true;
  const bool is_asked = arguments.command == Command::repl || arguments.command == Command::config;
  if (!is_library && !is_asked) return true;
  sink.report(value.at, diagnostics::kinds::untrusted_setting, name, value.from)
      .hint(is_library ? fmt::format("`--trust` takes it; `--{} {}` and {} name it", name, value.text, config::variableOf(name))
                       : "a file of your own says it: `~/.config/smcost/config.toml`, or SMCOST_HISTORY");
  return false;
}

void apply(CLI::App& command, Arguments& arguments, const std::string& name, const config::Value& value) {
  if (name == kHistory) arguments.history = value.text;
  CLI::Option* option = optionOf(command, name);
  if (option == nullptr || option->count() > 0) return;
  if (std::optional<check::Assumed>* assumed = assumedOf(arguments, name)) {
    *assumed = check::Assumed{value.text, value.from, value.place};
    if (name == "stdlib") arguments.stdlib_dir = value.text;
    return;
  }
  // A format that another command has and this one does not leaves this one's own.
  const std::vector<std::string> words = CLI::detail::split(option->get_type_name(), '|');
  if (words.size() > 1 && std::find(words.begin(), words.end(), value.text) == words.end()) return;
  option->add_result(value.text);
  option->run_callback();
}

std::vector<Setting> shownSettings(const CLI::App& command, const std::vector<Key>& keys, const config::Settings& settings) {
  std::vector<Setting> shown;
  for (const Key& key : keys) {
    const CLI::Option* option = optionOf(command, key.name);
    const auto set = settings.values.find(key.name);
    if (option != nullptr && option->count() > 0) {
      shown.push_back({key.name, option->results().back(), "--" + key.name});
    } else if (set != settings.values.end()) {
      shown.push_back({key.name, set->second.text, set->second.place});
    } else {
      shown.push_back({key.name, defaultOf(key), "default"});
    }
  }
  return shown;
}

}  // namespace

std::vector<Key> settingKeys(const ProgramModel& program) {
  std::vector<Key> keys;
  for (const Settable& settable : kSettable) {
    const std::optional<OptionModel> option = optionNamed(program, settable.name);
    Key key{settable.name, Key::Kind::path, {}};
    if (option && option->value.empty()) key.kind = Key::Kind::flag;
    else if (option && !option->words().empty()) key.kind = Key::Kind::word;
    else if (option && option->value != "DIR" && option->value != "FILE") key.kind = Key::Kind::text;
    if (option) key.words = option->words();
    keys.push_back(std::move(key));
  }
  return keys;
}

std::string defaultOf(const Key& key) {
  if (!key.words.empty()) return key.words.front();
  const auto* found = std::find_if(std::begin(kSettable), std::end(kSettable),
                                   [&](const Settable& settable) { return settable.name == key.name; });
  return found->value_by_default;
}

bool applySettings(CLI::App& app, Arguments& arguments, const std::string& folder) {
  // The page of a diagnostic is wanted most when the settings are wrong.
  if (arguments.code) return true;
  CLI::App& command = typedCommand(app);
  const bool takes_any = std::any_of(std::begin(kSettable), std::end(kSettable), [&](const Settable& settable) {
    return optionOf(command, settable.name) != nullptr;
  });
  if (!takes_any || arguments.command == Command::doctor) return true;

  source::SourceManager sources;
  diagnostics::Sink sink;
  const auto keys = [] { return settingKeys(programModel()); };
  const config::Settings settings = config::readSettings(keys, folder, sources, sink);
  // What was typed is only seen before the settings take the place of the rest.
  if (arguments.command == Command::config) arguments.settings = shownSettings(command, keys(), settings);
  for (const auto& [name, value] : settings.values) {
    if (isTaken(command, arguments, name, value, sink)) apply(command, arguments, name, value);
  }
  // Findings are the whole answer: what is typed for another answer goes before a setting.
  if (arguments.emit || arguments.summary || arguments.report) arguments.findings.reset();
  if (!sink.all().empty()) writeDiagnostics(sink, sources, arguments);
  return !sink.hasErrors();
}

}  // namespace smcost::driver
