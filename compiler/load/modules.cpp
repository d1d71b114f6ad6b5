#include "compiler/load/modules.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "lang/diagnostics/suggest.h"
#include "lang/syntax/parse.h"

namespace smcost::load {

namespace kinds = diagnostics::kinds;

namespace {

// More files than any project has; a chain of them would be a stack otherwise.
constexpr size_t kMaxOpenModules = 100;

}  // namespace

std::vector<check::Module> ModuleLoader::load(const std::string& path, const std::optional<std::string>& text,
                                              const std::string& text_name, const std::string& directory) {
  if (text) loadText("<text>", text_name, *text, false, directory);
  else loadFile(path, {}, {});
  return std::move(modules_);
}

std::vector<check::Module> ModuleLoader::loadInput(const std::string& text, const std::string& directory) {
  loadText("<input>", "<input>", text, false, directory, &ast::parseInput);
  settleLoneHeads();
  return std::move(modules_);
}

void ModuleLoader::settleLoneHeads() {
  std::set<std::string_view> heads;
  for (const check::Module& module : modules_) {
    for (const ast::NodeId item : module.tree.items) {
      if (module.tree.kind(item) != ast::NodeKind::workload_decl) continue;
      heads.insert(sources_.text(module.tree.span(ast::Children(module.tree, item)[0])));
    }
  }
  ast::File& input = modules_.back().tree;
  for (const ast::NodeId item : input.items) {
    const ast::NodeId value{input.node(item).first};
    const bool is_lone = input.kind(item) == ast::NodeKind::ask && value.value + 1 == item.value;
    if (!is_lone || input.kind(value) != ast::NodeKind::path || !heads.contains(sources_.text(input.span(value)))) continue;
    input.nodes[value.value].kind = ast::NodeKind::head;
    input.nodes[item.value].kind = ast::NodeKind::statement;
  }
}

std::vector<check::Module> ModuleLoader::loadLibrary() {
  for (const std::string& name : library_.modules()) loadLibrary(name, {});
  return std::move(modules_);
}

bool ModuleLoader::reportsCycle(const std::string& key, source::Span used_at) {
  auto begin = std::find_if(open_.begin(), open_.end(), [&](const auto& open) { return open.first == key; });
  if (begin == open_.end()) {
    if (open_.size() < kMaxOpenModules) return false;
    sink_.report(used_at, kinds::nested_too_deep, kMaxOpenModules);
    return true;
  }
  std::string cycle;
  for (auto at = begin; at != open_.end(); ++at) cycle += at->second + " -> ";
  sink_.report(used_at, kinds::module_cycle, cycle + begin->second);
  return true;
}

std::optional<size_t> ModuleLoader::loadFile(const std::string& path, source::Span used_at, const std::string& folder) {
  const std::string key = files_->keyOf(path);
  const std::string name = files_->nameOf(path);
  if (reportsCycle(key, used_at)) return std::nullopt;
  if (auto known = loaded_.find(key); known != loaded_.end()) return known->second;
  ReadResult read = used_at.isNone() ? files_->read(path) : files_->readUsed(path, folder);
  if (!read.text) {
    sink_.report(used_at, kinds::cannot_read, name, read.error);
    return loaded_[key] = std::nullopt;
  }
  if (auto library = use_stdlib_ && open_.empty() ? libraryNameOf(path, *read.text) : std::nullopt) {
    // What the prelude itself uses cannot use the prelude.
    bool below_prelude = preludeUses(*library);
    if (below_prelude) open_.emplace_back("library:prelude", "prelude");
    auto index = loadText("library:" + *library, name, std::move(*read.text), true, {});
    if (below_prelude) open_.pop_back();
    return index;
  }
  std::string directory = std::filesystem::path(path).parent_path().string();
  return loadText(key, name, std::move(*read.text), false, directory.empty() ? "." : directory);
}

std::optional<std::string> ModuleLoader::libraryNameOf(const std::string& path, const std::string& text) const {
  for (const std::string& name : library_.modules()) {
    std::string file = name;
    std::replace(file.begin(), file.end(), '.', '/');
    std::string last = file.substr(file.rfind('/') + 1);
    for (const std::string& candidate : {file + ".smcost", file + "/" + last + ".smcost"}) {
      if (path.ends_with("/" + candidate) && library_.text(candidate) == text) return name;
    }
  }
  return std::nullopt;
}

bool ModuleLoader::preludeUses(const std::string& name) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  ModuleLoader prelude(sources, sink, true, library_.folder(), files_);
  prelude.loadLibrary("prelude", {});
  return prelude.loaded_.count("library:" + name) > 0;
}

std::optional<size_t> ModuleLoader::loadLibrary(const std::string& name, source::Span used_at) {
  std::string key = "library:" + name;
  if (reportsCycle(key, used_at)) return std::nullopt;
  if (auto known = loaded_.find(key); known != loaded_.end()) return known->second;
  std::string path = name;
  std::replace(path.begin(), path.end(), '.', '/');
  std::string last = path.substr(path.rfind('/') + 1);
  for (const std::string& file : {path + ".smcost", path + "/" + last + ".smcost"}) {
    auto text = library_.text(file);
    if (!text) continue;
    is_other_library_ = is_other_library_ || (library_.folder() && Library::embedded().text(file) != text);
    return loadText(key, "stdlib/" + file, std::move(*text), true, {});
  }
  auto& diagnostic = sink_.report(used_at, kinds::unknown_module, name);
  diagnostics::suggest(diagnostic, used_at, name, library_.modules());
  if (diagnostic.hints.empty()) diagnostic.hint(fmt::format("a file of your own is used by its path: `use \"./{}.smcost\"`", name));
  return loaded_[key] = std::nullopt;
}

std::optional<size_t> ModuleLoader::loadText(const std::string& key, std::string name, std::string text,
                                             bool is_library, const std::string& directory, Parse* parse) {
  open_.emplace_back(key, name);
  source::FileId file = sources_.add(name, std::move(text));
  check::Module module;
  module.name = name;
  module.is_library = is_library;
  module.tree = parse(sources_, file, sink_);
  module.refs = check::moduleRefs(module.tree, sources_);
  bool is_prelude = std::any_of(open_.begin(), open_.end(), [](const auto& open) { return open.first == "library:prelude"; });
  // Every file but the prelude's own sees the prelude.
  if (use_stdlib_ && !is_prelude) {
    check::ModuleRef prelude;
    prelude.path = "prelude";
    module.refs.insert(module.refs.begin(), prelude);
  }
  for (const check::ModuleRef& ref : module.refs) {
    bool is_file = ref.is_file && !is_library;
    std::string path = ref.path;
    if (is_file && !std::filesystem::path(path).is_absolute() && directory != ".") path = directory + "/" + path;
    if (is_file) path = std::filesystem::path(path).lexically_normal().string();
    auto index = is_file ? loadFile(path, ref.span, directory) : loadLibrary(path, ref.span);
    module.imports.push_back(index.value_or(SIZE_MAX));
  }
  open_.pop_back();
  size_t index = modules_.size();
  modules_.push_back(std::move(module));
  return loaded_[key] = index;
}

}  // namespace smcost::load
