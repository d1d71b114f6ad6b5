#include "compiler/repl/complete_commands.h"

#include <algorithm>
#include <filesystem>

#include "compiler/help/help.h"
#include "compiler/repl/commands.h"
#include "compiler/session/topics.h"

namespace smcost::repl {

namespace {

using query::Completion;

// Specs and folders below the path that is begun.
void addFiles(const std::string& begun, std::vector<Completion>& items) {
  namespace fs = std::filesystem;
  const size_t slash = begun.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : begun.substr(0, slash + 1);
  std::error_code error;
  for (fs::directory_iterator at(folder.empty() ? "." : folder, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    const bool is_folder = at->is_directory(error);
    if (is_folder ? !name.starts_with('.') : name.ends_with(".smcost")) items.push_back({folder + name + (is_folder ? "/" : ""), ""});
  }
}

void addTopics(const Dialogue& dialogue, std::vector<Completion>& items) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  for (const session::Topic& topic : session::topics(dialogue.options.base, sources, sink)) {
    items.push_back({topic.name, help::summaryOf(topic)});
  }
}

void addArguments(const Dialogue& dialogue, const std::string& command, const std::string& begun, std::vector<Completion>& items) {
  if (command == ":load" || command == ":save" || command == ":save!") return addFiles(begun, items);
  if (command == ":help") return addTopics(dialogue, items);
  if (command == ":set") {
    items.push_back({"engine", ""});
    for (const auto& [name, kind] : session::kEngines) items.push_back({name, ""});
  }
  if (command == ":explain" || command == ":ir" || command == ":asm" || command == ":drop") {
    for (std::string& name : dialogue.spec.names()) items.push_back({std::move(name), ""});
  }
  if (command != ":prices" && command != ":units") return;
  const std::unique_ptr<session::Session> spec = dialogue.spec.spec();
  if (!spec->check()) return;
  if (command == ":prices") {
    for (const program::Meter& meter : spec->program().meters) items.push_back({meter.name, meter.title});
  } else {
    const units::Dimensions& dimensions = spec->program().dimensions;
    for (uint32_t i = 0; i < dimensions.baseCount(); ++i) items.push_back({dimensions.baseName({i}), ""});
  }
}

}  // namespace

query::Completions completeCommand(const Dialogue& dialogue, const std::string& text, size_t cursor) {
  query::Completions found;
  const std::string before = text.substr(0, cursor);
  found.begin = before.rfind(' ') + 1;
  const std::string word = before.substr(found.begin);
  if (found.begin == 0) {
    for (const Command& command : commands()) found.items.push_back({std::string(command.name), std::string(command.summary)});
  } else {
    addArguments(dialogue, before.substr(0, before.find(' ')), word, found.items);
  }
  std::erase_if(found.items, [&](const Completion& item) { return !item.text.starts_with(word); });
  std::sort(found.items.begin(), found.items.end(), [](const Completion& a, const Completion& b) { return a.text < b.text; });
  const auto same = [](const Completion& a, const Completion& b) { return a.text == b.text; };
  found.items.erase(std::unique(found.items.begin(), found.items.end(), same), found.items.end());
  return found;
}

}  // namespace smcost::repl
