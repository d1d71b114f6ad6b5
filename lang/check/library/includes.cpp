#include "lang/check/library/includes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::IncludedFile;

namespace {

// More than any bill has: files that include each other twice each are more with every step of a chain.
constexpr size_t kMostBilledFiles = 1000;

// "vision" of "./costs/vision.smcost", or what `as` says.
std::string includeName(const ModuleRef& ref) {
  if (!ref.alias.empty()) return ref.alias;
  std::string name = ref.path.substr(ref.path.rfind('/') + 1);
  if (name.ends_with(".smcost")) name.resize(name.size() - 7);
  return name;
}

// What each billing of a file has for itself: values, and what may be computed from them.
bool isOfInstance(DeclKind kind) {
  return kind == DeclKind::let || kind == DeclKind::param || kind == DeclKind::fn || kind == DeclKind::workload ||
         kind == DeclKind::option;
}

// Walks what is included from the file down.
class IncludeReader {
 public:
  IncludeReader(Library& cx, const Modules& modules) : cx_(cx), modules_(modules), files_(cx.files) {
    for (const Decl& decl : cx.decls.owned()) {
      if (isOfInstance(decl.kind)) declared_[decl.scope].push_back(&decl);
    }
  }

  // The files that a module includes, as it is billed under the prefix with these names; the indices of those that it
  // includes itself. `instance`: the nearest that has its name by `as`, in which a file is billed once under its own name.
  std::vector<size_t> read(size_t of, Scope& scope, const std::string& prefix, const Scope* instance) {
    const Module& module = modules_[of];
    std::vector<size_t> own;
    for (size_t i = 0; i < module.refs.size() && i < module.imports.size() && !is_full_; ++i) {
      const ModuleRef& ref = module.refs[i];
      // A file that was not read, or that includes itself, is reported where it was loaded.
      if (!ref.is_include || module.imports[i] >= modules_.size()) continue;
      const size_t at = module.imports[i];
      if (ref.alias.empty()) {
        if (const auto [first, is_new] = places_.try_emplace({instance, at}, ref.span); !is_new) {
          cx_.sink->report(ref.span, kinds::included_twice, includeName(ref))
              .label(first->second, "also here")
              .hint("its statements would be billed twice: include it once, and `use` it for its names elsewhere; or, if they run "
                    "several times, give each a name: `include … as NAME`");
          continue;
        }
      }
      if (files_.size() >= kMostBilledFiles) {
        is_full_ = true;
        cx_.sink->report(ref.span, kinds::too_many_included, kMostBilledFiles);
        break;
      }
      const bool is_instance = instance || !ref.alias.empty();
      Scope& included = is_instance ? instanceOf(cx_.scopes.own(at)) : cx_.scopes.own(at);
      const std::string name = includeName(ref);
      const std::vector<size_t> below = read(at, included, prefix + name + ".", ref.alias.empty() ? instance : &included);
      own.push_back(files_.size());
      files_.push_back({&included, prefix + name + ".", nullptr, ref.span, ref.node});
      for (const size_t inner : below) files_[inner].including = &files_.back();
      nameFile(scope, included, name, ref.span);
      for (const size_t inner : below) cx_.program.included[inner].including = included.file;
    }
    return own;
  }

 private:
  // A scope beside the file's own, which has the names of this and values for itself.
  Scope& instanceOf(const Scope& file) {
    Scope& scope = cx_.instances.emplace_back();
    scope.parent = &file;
    scope.module = file.module;
    for (const Decl* decl : declared_[&file]) {
      Decl& own = cx_.decls.emplace_back(*decl);
      own.scope = &scope;
      const Space space = own.kind == DeclKind::workload ? Space::head : own.kind == DeclKind::option ? Space::type : Space::value;
      scope.names.emplace(keyOf(space, own.name), &own);
    }
    return scope;
  }

  void nameFile(Scope& scope, Scope& included, const std::string& name, Span at) {
    included.file = static_cast<uint32_t>(cx_.program.included.size());
    IncludedFile file;
    file.name = files_.back().prefix.substr(0, files_.back().prefix.size() - 1);
    file.first = IncludedFile::kNone;
    file.source = included.module->tree.source;
    file.is_varied = Children(scope.module->tree, files_.back().node).size() > 2;
    cx_.program.included.push_back(std::move(file));
    Decl decl{DeclKind::file, name, {}, at};
    decl.index = included.file;
    // A file whose name is taken is reported, and shares none.
    if (declare(cx_, scope, Space::value, std::move(decl))) cx_.including[&included] = &files_.back();
  }

  Library& cx_;
  const Modules& modules_;
  std::deque<BilledFile>& files_;
  bool is_full_ = false;
  std::map<std::pair<const Scope*, size_t>, Span> places_;  // where a module is included under its own name
  std::unordered_map<const Scope*, std::vector<const Decl*>> declared_;
};

bool isValue(DeclKind kind) {
  return kind == DeclKind::let || kind == DeclKind::param || kind == DeclKind::fn || kind == DeclKind::file;
}

}  // namespace

void findBilledFiles(Library& cx, const Modules& modules) {
  const size_t main = modules.size() - 1;
  IncludeReader(cx, modules).read(main, cx.scopes.own(main), "", nullptr);
  cx.files.push_back({cx.main, "", nullptr, {}, {}});
  if (cx.files.size() == 1) return;
  std::unordered_map<const Scope*, NameTable*> names;
  for (Scope& scope : cx.scopes.owned()) names[&scope] = &scope.names;
  for (Scope& scope : cx.instances) names[&scope] = &scope.names;
  for (const Decl& decl : cx.decls.owned()) {
    if (isValue(decl.kind)) shareName(cx, *decl.scope, decl, [&](const Scope& scope) -> NameTable& { return *names.at(&scope); });
  }
}

const BilledFile& includingOf(const Library& cx, const BilledFile& file) { return file.including ? *file.including : cx.files.back(); }

NodeId includedRegion(const Library& cx, const BilledFile& file) {
  const ast::File& tree = includingOf(cx, file).scope->module->tree;
  for (const NodeId part : Children(tree, file.node)) {
    if (tree.kind(part) == NodeKind::region_decl) return part;
  }
  return {};
}

namespace {

void setParams(Library& cx, const BilledFile& file) {
  const Scope& including = *includingOf(cx, file).scope;
  const ast::File& tree = including.module->tree;
  std::map<std::string_view, Span> said;
  for (const NodeId part : Children(tree, file.node)) {
    const bool is_region = tree.kind(part) == NodeKind::region_decl;
    if (!is_region && tree.kind(part) != NodeKind::include_value) continue;
    const Children parts(tree, part);
    const Span at = is_region ? tree.span(part) : tree.span(parts[0]);
    const std::string_view name = is_region ? "region" : cx.text(tree, parts[0]);
    if (const auto [first, is_new] = said.try_emplace(name, at); !is_new) {
      cx.sink->report(at, kinds::two_writers, name).primary("the second").label(first->second, "the first");
      continue;
    }
    if (is_region) continue;
    const Decl* decl = findOwn(cx, *file.scope, Space::value, name);
    if (decl && cx.options.mentions) cx.options.mentions->note(at, *decl);
    if (decl && decl->kind == DeclKind::param) {
      cx.overrides[decl] = {&including, parts[1], true};
    } else if (decl) {
      cx.sink->report(at, kinds::no_param_of_file, name).label(decl->span, "declared here, and no `param`");
    } else {
      std::vector<std::string> known;
      for (const auto& [key, other] : file.scope->names) {
        if (other->kind == DeclKind::param && other->scope == file.scope) known.push_back(other->name);
      }
      suggest(cx.sink->report(at, kinds::no_param_of_file, name), at, name, known);
    }
  }
}

}  // namespace

void setIncludedParams(Library& cx) {
  for (const BilledFile& file : cx.files) {
    if (file.scope != cx.main) setParams(cx, file);
  }
}

void shareName(Library& cx, const Scope& scope, const Decl& decl, const std::function<NameTable&(const Scope&)>& names) {
  const auto found = cx.including.find(&scope);
  if (found == cx.including.end()) return;
  const BilledFile* file = found->second;
  std::string name = decl.name;
  for (; file; file = file->including) {
    const std::string outer = file->including ? file->including->prefix : std::string();
    name.insert(0, file->prefix.substr(outer.size()));
    const BilledFile& including = includingOf(cx, *file);
    const Decl* known = findOwn(cx, *including.scope, Space::value, name);
    if (!known && including.scope->parent) {
      // What its file knows by `use` stands in the scope that all instances of it see.
      known = findOwn(cx, *including.scope->parent, Space::value, name);
      if (known && cx.including.contains(known->scope)) known = nullptr;
    }
    if (!known) names(*including.scope).emplace(keyOf(Space::value, name), &decl);
    if (!known || known == &decl) continue;
    cx.sink->report(file->span, kinds::duplicate_name, name)
        .label(known->span, "also defined here")
        .label(decl.span, "and here, in the included file");
  }
}

}  // namespace smcost::check
