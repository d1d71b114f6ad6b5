// Loads a file and all it uses: from the disk or a revision, and from the standard library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/load/files.h"
#include "compiler/load/library.h"
#include "compiler/load/library_cache.h"
#include "lang/check/check.h"
#include "lang/diagnostics/sink.h"
#include "lang/syntax/parse.h"

namespace smcost::load {

class ModuleLoader {
 public:
  // `cache`: what library is shared with others; none: the library is read with the files.
  ModuleLoader(source::SourceManager& sources, diagnostics::Sink& sink, bool use_stdlib, std::optional<std::string> stdlib_dir,
               std::shared_ptr<const Files> files, LibraryCache* cache)
      : sources_(sources), sink_(sink), use_stdlib_(use_stdlib), library_(std::move(stdlib_dir)),
        files_(files ? std::move(files) : filesOnDisk()), cache_(cache) {}

  // The modules in dependency order, those of the library first, the file last. Errors are in the sink: what could
  // not be read is left out.
  check::Modules load(const std::string& path, const std::optional<std::string>& text,
                                  const std::string& text_name = "<stdin>", const std::string& directory = ".");
  // The text of a REPL: its items may be expressions; files are looked for in `directory`.
  check::Modules loadInput(const std::string& text, const std::string& directory);
  // The folder of the standard library, if something that was loaded from it is not what the program carries.
  std::optional<std::string> otherLibrary() const { return is_other_library_ ? library_.folder() : std::nullopt; }
  // Every module of the standard library; or these and what they use.
  check::Modules loadLibrary();
  check::Modules loadLibrary(const std::vector<std::string>& names);
  // These are loaded already. Before anything is loaded; `below` must outlive what is.
  void goOnFrom(const ReadLibrary& below);
  // Where the modules of the library are, after they were loaded with the files.
  std::map<std::string, size_t> libraryPlaces() const;
  // What the modules below are of, if they are shared: they and the sources live as long.
  const std::shared_ptr<const ReadLibrary>& sharedLibrary() const { return shared_; }

 private:
  using Parse = ast::File(const source::SourceManager&, source::FileId, diagnostics::Sink&);

  // `folder`: of the spec that uses it.
  std::optional<size_t> loadFile(const std::string& path, source::Span used_at, const std::string& folder);
  std::optional<size_t> loadLibrary(const std::string& name, source::Span used_at);
  std::optional<size_t> loadText(const std::string& key, std::string name, std::string text, bool is_library,
                                 const std::string& directory, Parse* parse = &ast::parseFile);
  // A `use` of the library in a file of one's own, until it is known all that is used of it.
  struct Wanted {
    size_t module = 0, import = 0;           // where it is said
    std::string name;
    source::Span at;
  };
  bool isInLibrary(const std::string& name) const;
  void reportUnknownModule(const std::string& name, source::Span used_at);
  // The library below the files, and where each `use` of it leads.
  check::Modules joinLibrary();
  // The name of the library module that a path is the very file of; so that one can be checked alone.
  std::optional<std::string> libraryNameOf(const std::string& path, const std::string& text) const;
  bool preludeUses(const std::string& name);
  // True, with the cycle reported, when `key` is being loaded already.
  bool reportsCycle(const std::string& key, source::Span used_at);

  source::SourceManager& sources_;
  diagnostics::Sink& sink_;
  bool use_stdlib_;
  Library library_;
  bool is_other_library_ = false;
  std::shared_ptr<const Files> files_;
  LibraryCache* cache_;
  std::shared_ptr<const ReadLibrary> shared_;
  const ReadLibrary* below_ = nullptr;
  std::vector<check::Module> modules_;
  std::vector<Wanted> wanted_;
  std::map<std::string, std::optional<size_t>> loaded_;   // by key: where it is, none if it failed
  std::vector<std::pair<std::string, std::string>> open_;  // key and name of what is being loaded
};

}  // namespace smcost::load
