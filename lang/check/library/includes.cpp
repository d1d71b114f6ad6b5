#include "lang/check/library/includes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::NodeId;
using ast::NodeKind;
using program::IncludedFile;

namespace {

// "vision" of "./costs/vision.smcost".
std::string includeName(const ModuleRef& ref) {
  std::string name = ref.path.substr(ref.path.rfind('/') + 1);
  if (name.ends_with(".smcost")) name.resize(name.size() - 7);
  return name;
}

// Walks what is included from the file down.
class IncludeReader {
 public:
  IncludeReader(Library& cx, const Modules& modules) : cx_(cx), modules_(modules), files_(cx.files) {}

  // The files that a module includes; the indices of those that it includes itself.
  std::vector<size_t> read(size_t of, const std::string& prefix) {
    const Module& module = modules_[of];
    std::vector<size_t> own;
    for (size_t i = 0; i < module.refs.size() && i < module.imports.size(); ++i) {
      const ModuleRef& ref = module.refs[i];
      // A file that was not read, or that includes itself, is reported where it was loaded.
      if (!ref.is_include || module.imports[i] >= modules_.size()) continue;
      Scope& included = cx_.scopes.own(module.imports[i]);
      if (const auto [first, is_new] = places_.try_emplace(&included, ref.span); !is_new) {
        cx_.sink->report(ref.span, kinds::included_twice, includeName(ref))
            .label(first->second, "also here")
            .hint("its statements would be billed twice: include it once, and `use` it for its names elsewhere");
        continue;
      }
      const std::string name = includeName(ref);
      const std::vector<size_t> below = read(module.imports[i], prefix + name + ".");
      own.push_back(files_.size());
      files_.push_back({module.imports[i], &included, prefix + name + ".", nullptr, ref.span});
      for (const size_t inner : below) files_[inner].including = &files_.back();
      nameFile(cx_.scopes.own(of), included, name, ref.span);
      for (const size_t inner : below) cx_.program.included[inner].including = included.file;
    }
    return own;
  }

 private:
  void nameFile(Scope& scope, Scope& included, const std::string& name, Span at) {
    included.file = static_cast<uint32_t>(cx_.program.included.size());
    IncludedFile file;
    file.name = files_.back().prefix.substr(0, files_.back().prefix.size() - 1);
    file.first = IncludedFile::kNone;
    file.source = included.module->tree.source;
    cx_.program.included.push_back(std::move(file));
    Decl decl{DeclKind::file, name, {}, at};
    decl.index = included.file;
    // A file whose name is taken is reported, and shares none.
    if (declare(cx_, scope, Space::value, std::move(decl))) cx_.including[&included] = &files_.back();
  }

  Library& cx_;
  const Modules& modules_;
  std::deque<BilledFile>& files_;
  std::map<const Scope*, Span> places_;
};

bool isValue(DeclKind kind) {
  return kind == DeclKind::let || kind == DeclKind::param || kind == DeclKind::fn || kind == DeclKind::file;
}

}  // namespace

void findBilledFiles(Library& cx, const Modules& modules) {
  const size_t main = modules.size() - 1;
  IncludeReader(cx, modules).read(main, "");
  cx.files.push_back({main, cx.main, "", nullptr, {}});
  if (cx.files.size() == 1) return;
  for (const Decl& decl : cx.decls.owned()) {
    if (isValue(decl.kind)) shareName(cx, *decl.scope, decl, [&](size_t module) -> NameTable& { return cx.scopes.own(module).names; });
  }
}

void shareName(Library& cx, const Scope& scope, const Decl& decl, const std::function<NameTable&(size_t module)>& names) {
  const auto found = cx.including.find(&scope);
  if (found == cx.including.end()) return;
  const BilledFile* file = found->second;
  std::string name = decl.name;
  for (; file; file = file->including) {
    const std::string outer = file->including ? file->including->prefix : std::string();
    name.insert(0, file->prefix.substr(outer.size()));
    const BilledFile& including = file->including ? *file->including : cx.files.back();
    const Decl* known = findOwn(cx, *including.scope, Space::value, name);
    if (!known) names(including.module).emplace(keyOf(Space::value, name), &decl);
    if (!known || known == &decl) continue;
    cx.sink->report(file->span, kinds::duplicate_name, name)
        .label(known->span, "also defined here")
        .label(decl.span, "and here, in the included file");
  }
}

}  // namespace smcost::check
