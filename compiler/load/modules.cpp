#include "compiler/load/modules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "lang/diagnostics/suggest.h"
#include "lang/syntax/parse.h"

namespace smcost::load {

namespace kinds = diagnostics::kinds;

namespace {

// More files than any project has; a chain of them would be a stack otherwise.
constexpr size_t kMaxOpenModules = 100;
// What the key of a module of the library begins with.
constexpr std::string_view kLibraryKey = "library:";

// The input's expressions that are the name of a workload alone are statements.
void settleLoneHeads(const source::SourceManager& sources, check::Modules& modules) {
  std::set<std::string_view> heads;
  for (const check::Module& module : modules) {
    for (const ast::NodeId item : module.tree.items) {
      if (module.tree.kind(item) != ast::NodeKind::workload_decl) continue;
      heads.insert(sources.text(module.tree.span(ast::Children(module.tree, item)[0])));
    }
  }
  ast::File& input = modules.owned().back().tree;
  for (const ast::NodeId item : input.items) {
    const ast::NodeId value{input.node(item).first};
    const bool is_lone = input.kind(item) == ast::NodeKind::ask && value.value + 1 == item.value;
    if (!is_lone || input.kind(value) != ast::NodeKind::path || !heads.contains(sources.text(input.span(value)))) continue;
    input.nodes[value.value].kind = ast::NodeKind::head;
    input.nodes[item.value].kind = ast::NodeKind::statement;
  }
}

}  // namespace

check::Modules ModuleLoader::load(const std::string& path, const std::optional<std::string>& text, const std::string& text_name,
                                  const std::string& directory) {
  if (text) loadText("<text>", text_name, *text, false, directory);
  else loadFile(path, {}, {});
  return joinLibrary();
}

check::Modules ModuleLoader::loadInput(const std::string& text, const std::string& directory) {
  loadText("<input>", "<input>", text, false, directory, &ast::parseInput);
  check::Modules modules = joinLibrary();
  settleLoneHeads(sources_, modules);
  return modules;
}

check::Modules ModuleLoader::loadLibrary() { return loadLibrary(library_.modules()); }

check::Modules ModuleLoader::loadLibrary(const std::vector<std::string>& names) {
  for (const std::string& name : names) loadLibrary(name, {});
  check::Modules modules = below_ ? check::Modules(&below_->modules) : check::Modules();
  for (check::Module& module : modules_) modules.push_back(std::move(module));
  return modules;
}

void ModuleLoader::goOnFrom(const ReadLibrary& below) {
  below_ = &below;
  for (const auto& [name, place] : below.places) loaded_[std::string(kLibraryKey) + name] = place;
}

std::map<std::string, size_t> ModuleLoader::libraryPlaces() const {
  std::map<std::string, size_t> places;
  for (const auto& [key, index] : loaded_) {
    if (index && key.starts_with(kLibraryKey)) places[key.substr(kLibraryKey.size())] = *index;
  }
  return places;
}

check::Modules ModuleLoader::joinLibrary() {
  // In the order of the text each once.
  std::vector<std::string> names;
  for (const Wanted& wanted : wanted_) {
    if (!isInLibrary(wanted.name)) reportUnknownModule(wanted.name, wanted.at);
    else if (std::find(names.begin(), names.end(), wanted.name) == names.end()) names.push_back(wanted.name);
  }
  check::Modules modules;
  std::map<std::string, size_t> places;
  if (!names.empty() && cache_ && use_stdlib_) shared_ = cache_->find(library_.folder(), names);
  if (shared_) {
    modules = check::Modules(&shared_->modules);
    places = shared_->places;
    is_other_library_ = shared_->is_other;
    sources_.share(shared_->sources);
  } else if (!names.empty()) {
    // What is wrong with it is said among what is wrong with the files.
    ModuleLoader library(sources_, sink_, use_stdlib_, library_.folder(), files_, nullptr);
    modules = library.loadLibrary(names);
    places = library.libraryPlaces();
    is_other_library_ = library.is_other_library_;
  }
  const size_t first = modules.size();
  for (check::Module& module : modules_) {
    for (size_t& import : module.imports) import = import == SIZE_MAX ? SIZE_MAX : import + first;
  }
  for (const Wanted& wanted : wanted_) {
    const auto place = places.find(wanted.name);
    if (place != places.end()) modules_[wanted.module].imports[wanted.import] = place->second;
  }
  for (check::Module& module : modules_) modules.push_back(std::move(module));
  return modules;
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
    auto index = loadText(std::string(kLibraryKey) + *library, name, std::move(*read.text), true, {});
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
  ModuleLoader prelude(sources, sink, true, library_.folder(), files_, nullptr);
  prelude.loadLibrary("prelude", {});
  return prelude.loaded_.count(std::string(kLibraryKey) + name) > 0;
}

namespace {

// Where a module of the library may stand in it.
std::array<std::string, 2> libraryFiles(const std::string& name) {
  std::string path = name;
  std::replace(path.begin(), path.end(), '.', '/');
  const std::string last = path.substr(path.rfind('/') + 1);
  return {path + ".smcost", path + "/" + last + ".smcost"};
}

}  // namespace

bool ModuleLoader::isInLibrary(const std::string& name) const {
  const auto files = libraryFiles(name);
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) { return library_.text(file).has_value(); });
}

void ModuleLoader::reportUnknownModule(const std::string& name, source::Span used_at) {
  auto& diagnostic = sink_.report(used_at, kinds::unknown_module, name);
  diagnostics::suggest(diagnostic, used_at, name, library_.modules());
  if (diagnostic.hints.empty()) diagnostic.hint(fmt::format("a file of your own is used by its path: `use \"./{}.smcost\"`", name));
}

std::optional<size_t> ModuleLoader::loadLibrary(const std::string& name, source::Span used_at) {
  std::string key = std::string(kLibraryKey) + name;
  if (reportsCycle(key, used_at)) return std::nullopt;
  if (auto known = loaded_.find(key); known != loaded_.end()) return known->second;
  for (const std::string& file : libraryFiles(name)) {
    auto text = library_.text(file);
    if (!text) continue;
    is_other_library_ = is_other_library_ || (library_.folder() && Library::embedded().text(file) != text);
    return loadText(key, std::string(kLibraryFolder) + file, std::move(*text), true, {});
  }
  reportUnknownModule(name, used_at);
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
  std::vector<Wanted> wanted;
  for (const check::ModuleRef& ref : module.refs) {
    bool is_file = ref.is_file && !is_library;
    std::string path = ref.path;
    if (is_file && !std::filesystem::path(path).is_absolute() && directory != ".") path = directory + "/" + path;
    if (is_file) path = std::filesystem::path(path).lexically_normal().string();
    // Of a file of one's own the library's modules are found when all that are used are known.
    if (!is_file && !is_library) wanted.push_back({0, module.imports.size(), path, ref.span});
    const auto index = is_file ? loadFile(path, ref.span, directory) : is_library ? loadLibrary(path, ref.span) : std::nullopt;
    module.imports.push_back(index.value_or(SIZE_MAX));
  }
  open_.pop_back();
  const size_t index = (below_ ? below_->modules.size() : 0) + modules_.size();
  for (Wanted& one : wanted) {
    one.module = index;
    wanted_.push_back(std::move(one));
  }
  modules_.push_back(std::move(module));
  return loaded_[key] = index;
}

}  // namespace smcost::load
