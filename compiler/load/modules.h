// Loads a file and all it uses: from the disk or a revision, and from the standard library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/load/files.h"
#include "compiler/load/library.h"
#include "lang/check/check.h"
#include "lang/diagnostics/sink.h"
#include "lang/syntax/parse.h"

namespace smcost::load {

class ModuleLoader {
 public:
  ModuleLoader(source::SourceManager& sources, diagnostics::Sink& sink, bool use_stdlib,
               std::optional<std::string> stdlib_dir, std::shared_ptr<const Files> files)
      : sources_(sources), sink_(sink), use_stdlib_(use_stdlib), library_(std::move(stdlib_dir)),
        files_(files ? std::move(files) : filesOnDisk()) {}

  // The modules in dependency order, the file last. Errors are in the sink: what could
  // not be read is left out.
  std::vector<check::Module> load(const std::string& path, const std::optional<std::string>& text,
                                  const std::string& text_name = "<stdin>", const std::string& directory = ".");
  // The text of a REPL: its items may be expressions; files are looked for in `directory`.
  std::vector<check::Module> loadInput(const std::string& text, const std::string& directory);
  // The folder of the standard library, if something that was loaded from it is not what the program carries.
  std::optional<std::string> otherLibrary() const { return is_other_library_ ? library_.folder() : std::nullopt; }
  // Every module of the standard library.
  std::vector<check::Module> loadLibrary();

 private:
  using Parse = ast::File(const source::SourceManager&, source::FileId, diagnostics::Sink&);

  // `folder`: of the spec that uses it.
  std::optional<size_t> loadFile(const std::string& path, source::Span used_at, const std::string& folder);
  std::optional<size_t> loadLibrary(const std::string& name, source::Span used_at);
  std::optional<size_t> loadText(const std::string& key, std::string name, std::string text, bool is_library,
                                 const std::string& directory, Parse* parse = &ast::parseFile);
  // The name of the library module that a path is the very file of; so that one can be checked alone.
  std::optional<std::string> libraryNameOf(const std::string& path, const std::string& text) const;
  // The input's expressions that are the name of a workload alone are statements.
  void settleLoneHeads();
  bool preludeUses(const std::string& name);
  // True, with the cycle reported, when `key` is being loaded already.
  bool reportsCycle(const std::string& key, source::Span used_at);

  source::SourceManager& sources_;
  diagnostics::Sink& sink_;
  bool use_stdlib_;
  Library library_;
  bool is_other_library_ = false;
  std::shared_ptr<const Files> files_;
  std::vector<check::Module> modules_;
  std::map<std::string, std::optional<size_t>> loaded_;   // by key: where it is, none if it failed
  std::vector<std::pair<std::string, std::string>> open_;  // key and name of what is being loaded
};

}  // namespace smcost::load
