#include "compiler/config/settings.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "compiler/config/toml_file.h"
#include "compiler/files/files.h"
#include "lang/base/nearest.h"
#include "lang/diagnostics/suggest.h"

extern char** environ;

namespace smcost::config {

namespace kinds = diagnostics::kinds;

namespace {

constexpr std::string_view kPrefix = "SMCOST_";
constexpr std::string_view kStrict = "strict";
constexpr const char* kFolderFile = ".smcost.toml";
// More than any sane file of a dozen settings.
constexpr size_t kMostBytes = size_t{1} << 20;
// So many unknown keys are told with what could be meant; the rest of a file is no file of settings.
constexpr size_t kMostUnknown = 20;

class Reader {
 public:
  Reader(const KeyTable& table, source::SourceManager& sources, diagnostics::Sink& sink)
      : table_(table), sources_(sources), sink_(sink) {}

  void readVariables();
  void readNearestFolderFile(const std::string& folder);
  void readUserFile();
  Settings take() { return std::move(settings_); }

 private:
  // False when there is no such file. `folder` is what its relative paths count from.
  bool readFile(const std::string& path, const std::string& shown, const std::string& folder, bool of_folder);
  void readVariable(const std::string& name, const std::string& text);
  const std::vector<Key>& keys();
  const Key* find(const std::string& name);
  std::vector<std::string> names();
  void unknown(source::Span at, const std::string& name);
  // Takes the value unless something nearer has set it already; what it may not be is reported.
  void take(const Key& key, const Entry& entry, const std::string& from, const std::string& place, const std::string& folder,
            bool of_folder);
  bool fits(const Key& key, const Entry& entry);

  const KeyTable& table_;
  std::vector<Key> keys_;
  source::SourceManager& sources_;
  diagnostics::Sink& sink_;
  Settings settings_;
};

const std::vector<Key>& Reader::keys() {
  if (keys_.empty()) keys_ = table_();
  return keys_;
}

const Key* Reader::find(const std::string& name) {
  auto found = std::find_if(keys().begin(), keys().end(), [&](const Key& key) { return key.name == name; });
  return found == keys().end() ? nullptr : &*found;
}

std::vector<std::string> Reader::names() {
  std::vector<std::string> names;
  for (const Key& key : keys()) names.push_back(key.name);
  return names;
}

void Reader::unknown(source::Span at, const std::string& name) {
  auto& diagnostic = sink_.report(at, kinds::unknown_setting, name);
  diagnostics::suggest(diagnostic, at, name, names());
  diagnostic.note(fmt::format("there are {}", fmt::join(names(), ", ")));
}

bool Reader::fits(const Key& key, const Entry& entry) {
  const bool flag = key.kind == Key::Kind::flag;
  if (entry.type != (flag ? Entry::Type::flag : Entry::Type::text)) {
    sink_.report(entry.value_span, kinds::wrong_setting, key.name, entry.type_name, flag ? "true or false" : "text in quotes");
    return false;
  }
  if (key.kind != Key::Kind::word || std::count(key.words.begin(), key.words.end(), entry.text) > 0) return true;
  auto& diagnostic = sink_.report(entry.value_span, kinds::wrong_setting, key.name, fmt::format("`{}`", entry.text),
                                  fmt::format("one of {}", fmt::join(key.words, ", ")));
  diagnostics::suggest(diagnostic, {}, entry.text, key.words);
  return false;
}

void Reader::take(const Key& key, const Entry& entry, const std::string& from, const std::string& place,
                  const std::string& folder, bool of_folder) {
  if (!fits(key, entry)) return;
  // A repository may be stricter than its user, never laxer.
  if (of_folder && key.name == kStrict && entry.text == "false") return;
  const bool relative = key.kind == Key::Kind::path && !entry.text.empty() && entry.text[0] != '/';
  settings_.values.emplace(key.name, Value{relative ? folder + entry.text : entry.text, from, place, of_folder, entry.value_span});
}

void Reader::readVariable(const std::string& name, const std::string& text) {
  std::string key_name;
  for (char c : name.substr(kPrefix.size())) key_name += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const Key* key = find(key_name);
  std::vector<std::string> meant;
  for (const std::string& near : base::nearest(key_name, names())) meant.push_back(variableOf(near));
  // Other programs may use the prefix; only what looks like a slip is one.
  if (key == nullptr && meant.empty()) return;
  const source::FileId file = sources_.add(fmt::format("<{}>", name), text);
  const source::Span span{file, 0, static_cast<uint32_t>(text.size())};
  if (key == nullptr) {
    sink_.report(span, kinds::unknown_setting, name).hint(fmt::format("did you mean `{}`?", fmt::join(meant, "` or `")));
    return;
  }
  Entry entry{key_name, span, Entry::Type::text, text, fmt::format("`{}`", text), span};
  const bool yes = text == "true" || text == "1";
  if (key->kind == Key::Kind::flag && (yes || text == "false" || text == "0")) {
    entry.type = Entry::Type::flag;
    entry.text = yes ? "true" : "false";
  }
  take(*key, entry, name, name, "", false);
}

void Reader::readVariables() {
  for (char** at = environ; *at != nullptr; ++at) {
    const std::string_view variable = *at;
    const size_t equals = variable.find('=');
    // An empty variable is none.
    if (!variable.starts_with(kPrefix) || equals == std::string_view::npos || equals + 1 == variable.size()) continue;
    readVariable(std::string(variable.substr(0, equals)), std::string(variable.substr(equals + 1)));
  }
}

void Reader::readNearestFolderFile(const std::string& folder) {
  std::array<char, 4096> current;
  if (folder.empty() && ::getcwd(current.data(), current.size()) == nullptr) return;
  const std::string_view here = folder.empty() ? current.data() : std::string_view(folder);
  const long depth = here == "/" ? 0 : std::count(here.begin(), here.end(), '/');
  // Named as somebody in that folder would.
  const std::string from = folder.empty() ? folder : folder + "/";
  std::string up;
  for (long level = 0; level <= depth; ++level, up += "../") {
    if (readFile(from + up + kFolderFile, up + kFolderFile, from + up, true)) return;
  }
}

void Reader::readUserFile() {
  const char* config_home = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  // What is no absolute path does not count, as its specification says.
  if (config_home != nullptr && config_home[0] == '/') {
    const std::string folder = std::string(config_home) + "/smcost/";
    readFile(folder + "config.toml", "$XDG_CONFIG_HOME/smcost/config.toml", folder, false);
  } else if (home != nullptr && home[0] == '/') {
    const std::string folder = std::string(home) + "/.config/smcost/";
    readFile(folder + "config.toml", "~/.config/smcost/config.toml", folder, false);
  }
}

bool Reader::readFile(const std::string& path, const std::string& shown, const std::string& folder, bool of_folder) {
  if (::access(path.c_str(), F_OK) != 0) return false;
  uid_t owner = ::geteuid();
  const std::string target = files::resolved(path);
  const std::optional<std::string> repository = of_folder ? files::repositoryOf(folder.empty() ? "." : folder) : std::nullopt;
  // A link of a repository shows nobody a file of the machine.
  const bool leads_out = (of_folder && !target.ends_with(".toml")) || (repository && !files::liesBelow(target, *repository));
  files::ReadResult read = leads_out ? files::ReadResult{std::nullopt, "it is a link to what is no file of settings here"}
                                     : files::readRegular(path, kMostBytes, &owner);
  if (read.text && read.text->size() > kMostBytes) read = {std::nullopt, fmt::format("more than {} bytes", kMostBytes)};
  // A folder that all may write to is above many others.
  if (of_folder && !files::isTrustedOwner(owner)) {
    sink_.report({}, kinds::setting_of_another_owner, shown, static_cast<size_t>(owner));
    return false;
  }
  settings_.files.push_back(shown);
  if (!read.text) {
    sink_.report({}, kinds::cannot_read, shown, read.error);
    return true;
  }
  const source::FileId id = sources_.add(shown, std::move(*read.text));
  size_t unknown_keys = 0;
  for (const Entry& entry : parseToml(sources_, id, sink_)) {
    const std::string place = fmt::format("{}:{}", shown, sources_.lineColumn(entry.key_span).line);
    if (const Key* key = find(entry.key)) take(*key, entry, shown, place, folder, of_folder);
    else if (++unknown_keys <= kMostUnknown) unknown(entry.key_span, entry.key);
  }
  return true;
}

}  // namespace

std::string variableOf(const std::string& key) {
  std::string variable(kPrefix);
  for (char c : key) variable += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return variable;
}

Settings readSettings(const KeyTable& keys, const std::string& folder, source::SourceManager& sources, diagnostics::Sink& sink) {
  Reader reader(keys, sources, sink);
  reader.readVariables();
  reader.readNearestFolderFile(folder);
  reader.readUserFile();
  return reader.take();
}

}  // namespace smcost::config
