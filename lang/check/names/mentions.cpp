#include "lang/check/names/mentions.h"

#include <algorithm>
#include <array>

#include "lang/check/names/names.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

std::string_view symbolKindName(SymbolKind kind) {
  static constexpr std::array<std::string_view, static_cast<size_t>(SymbolKind::module) + 1> kNames = {
      "a value", "a parameter of the file", "a function", "a list of days", "a statement", "an included file", "a workload", "an option",
      "a set of words", "a meter", "a source", "an allowance", "a plan",
      "a parameter", "a label", "a line", "a word", "a SKU", "a fact", "a region", "a unit", "a dimension", "what is counted",
      "an edition", "a payment", "a price list", "a scenario", "a question", "a tag", "the name of a file", "a file"};
  return kNames[static_cast<size_t>(kind)];
}

namespace {

uint64_t keyOf(Span at) { return uint64_t{at.file.value} << 32 | at.begin; }

std::string spellingKey(SymbolKind kind, std::string_view name) {
  std::string key(1, static_cast<char>(kind));
  key += name;
  return key;
}

}  // namespace

Mentions::Mentions(const source::SourceManager& sources, const Modules& modules) : sources_(sources), modules_(&modules) {
  for (const Module& module : modules) {
    const ast::File& file = module.tree;
    if (!module.is_library) own_files_.insert(file.source.value);
    eachDeclared(file, false, [&](const DeclaredName& declared) {
      if (isSpelled(declared.kind)) spelled_at_.try_emplace(spellingKey(declared.kind, sources.text(file.span(declared.name))), file.span(declared.name));
    });
  }
  for (const Module& module : modules) {
    if (module.is_library) continue;
    const ast::File& file = module.tree;
    eachDeclared(file, true, [&](const DeclaredName& declared) {
      const Span at = file.span(declared.name);
      const bool is_spelled = isSpelled(declared.kind);
      put(at, is_spelled ? spelled(declared.kind, sources.text(at)) : symbolOf(declared.kind, file, declared.name), true);
    });
  }
}

bool Mentions::isWanted(Span at) const { return !at.isNone() && at.begin < at.end && !isLibrary(at.file); }

void Mentions::put(Span at, SymbolId symbol, bool is_declaration) { mentions_.try_emplace(keyOf(at), Mention{at, symbol, is_declaration}); }

SymbolId Mentions::symbolAt(SymbolKind kind, Span declared, std::string_view name) {
  const auto [at, is_new] = by_place_.try_emplace(keyOf(declared), SymbolId{static_cast<uint32_t>(symbols_.size())});
  if (is_new) symbols_.push_back({kind, std::string(name), declared, {}, isLibrary(declared.file)});
  return at->second;
}

SymbolId Mentions::symbolOf(SymbolKind kind, const ast::File& file, NodeId declared) {
  const Span at = file.span(declared);
  const size_t known = symbols_.size();
  const SymbolId symbol = symbolAt(kind, at, sources_.text(at));
  if (symbols_.size() == known) return symbol;
  if (const auto owner = ownerOf(file, declared)) {
    const SymbolId container = symbolOf(owner->kind, file, owner->name);
    symbols_[symbol.value].container = container;
  }
  return symbol;
}

SymbolId Mentions::spelled(SymbolKind kind, std::string_view name) {
  const std::string key = spellingKey(kind, name);
  const auto [at, is_new] = by_spelling_.try_emplace(key, SymbolId{});
  if (!is_new) return at->second;
  const auto declared = spelled_at_.find(key);
  if (declared != spelled_at_.end()) return at->second = symbolAt(kind, declared->second, name);
  // A tag is declared wherever it is said; a SKU that no file declares is the price book's.
  at->second = {static_cast<uint32_t>(symbols_.size())};
  symbols_.push_back({kind, std::string(name), {}, {}, kind != SymbolKind::tag});
  return at->second;
}

SymbolId Mentions::moduleSymbol(const Module& module) {
  // Of a file that is named: a place before all of its text.
  const auto [at, is_new] = by_spelling_.try_emplace(spellingKey(SymbolKind::module, module.name), SymbolId{static_cast<uint32_t>(symbols_.size())});
  if (is_new) symbols_.push_back({SymbolKind::module, module.name, {module.tree.source, 0, 0}, {}, module.is_library});
  return at->second;
}

void Mentions::note(Span at, const Decl& decl) {
  if (!isWanted(at)) return;
  if (decl.kind != DeclKind::file) return put(at, symbolAt(static_cast<SymbolKind>(decl.kind), decl.span, sources_.text(decl.span)), false);
  // An included file goes by its `as`, else by its own name.
  const Module& module = *decl.scope->module;
  for (size_t i = 0; i < module.refs.size() && i < module.imports.size(); ++i) {
    const ModuleRef& ref = module.refs[i];
    if (ref.span != decl.span) continue;
    if (!ref.alias.empty()) return noteAlias(at, module, ref.alias);
    if (module.imports[i] < modules_->size()) put(at, moduleSymbol((*modules_)[module.imports[i]]), false);
  }
}

void Mentions::note(Span at, SymbolKind kind, const ast::File& file, NodeId declared) {
  if (isWanted(at) && declared) put(at, symbolOf(kind, file, declared), false);
}

void Mentions::noteSpelled(Span at, SymbolKind kind, std::string_view name) {
  if (isWanted(at)) put(at, spelled(kind, name), false);
}

void Mentions::noteWord(Span at, const Names& cx, uint32_t set, std::string_view word) {
  if (!isWanted(at)) return;
  const auto found = std::find_if(cx.decls.begin(), cx.decls.end(), [&](const Decl& decl) { return decl.kind == DeclKind::words && decl.index == set; });
  if (found == cx.decls.end()) return;
  const ast::File& file = found->scope->module->tree;
  const Children parts(file, found->node);
  for (size_t i = 1; i < parts.size(); ++i) {
    if (sources_.text(file.span(parts[i])) == word) return note(at, SymbolKind::word, file, parts[i]);
  }
}

void Mentions::noteAlias(Span at, const Module& module, std::string_view path) {
  if (!isWanted(at)) return;
  const std::string_view first = path.substr(0, path.find('.'));
  for (size_t i = 0; i < module.refs.size(); ++i) {
    const ModuleRef& ref = module.refs[i];
    if (ref.alias != first) continue;
    if (first.size() < path.size()) {
      // What a used file knows under a name of its own.
      if (i < module.imports.size() && module.imports[i] < modules_->size()) noteAlias(at, (*modules_)[module.imports[i]], path.substr(first.size() + 1));
      return;
    }
    for (const NodeId part : Children(module.tree, ref.node)) {
      if (module.tree.kind(part) == NodeKind::alias) return note(at, SymbolKind::alias, module.tree, part);
    }
  }
}

void Mentions::noteNode(const Module& module, NodeId node) {
  const ast::File& file = module.tree;
  const auto noteKnown = [&](SymbolKind kind, NodeId named) {
    const std::string_view name = sources_.text(file.span(named));
    if (spelled_at_.contains(spellingKey(kind, name))) noteSpelled(file.span(named), kind, name);
  };
  switch (file.kind(node)) {
    case NodeKind::unit:
      if (file.node(node).first == node.value) noteKnown(SymbolKind::unit, node);
      break;
    case NodeKind::unit_name: noteKnown(SymbolKind::unit, node); break;
    case NodeKind::type_name: noteKnown(SymbolKind::dimension, node); break;
    case NodeKind::tagged: noteKnown(SymbolKind::counted, Children(file, node)[1]); break;
    case NodeKind::each_ref: {
      const NodeId name = Children(file, node)[0];
      note(file.span(name), SymbolKind::parameter, file, localNamed(file, sources_, name, sources_.text(file.span(name))));
      noteKnown(SymbolKind::counted, name);
      break;
    }
    case NodeKind::region_decl: noteKnown(SymbolKind::region, Children(file, node)[0]); break;
    case NodeKind::field:
      if (sources_.text(file.span(Children(file, node)[0])) == "currency") noteKnown(SymbolKind::unit, Children(file, node)[1]);
      break;
    case NodeKind::per_ref: noteKnown(SymbolKind::counted, Children(file, node)[0]); break;
    case NodeKind::edition_ref: noteKnown(SymbolKind::edition, node); break;
    case NodeKind::edition_clause: noteKnown(SymbolKind::edition, Children(file, node)[0]); break;
    case NodeKind::currency_decl: noteKnown(SymbolKind::unit, Children(file, node)[0]); break;
    case NodeKind::exchange_decl:
      for (size_t i = 0; i < 2; ++i) noteKnown(SymbolKind::unit, Children(file, node)[i]);
      break;
    case NodeKind::brings_decl:
      for (const Module& other : *modules_) {
        const NodeId path = Children(file, node)[0];
        if (other.name == sources_.text(file.span(path))) put(file.span(path), moduleSymbol(other), false);
      }
      break;
    case NodeKind::compare_decl:
      for (const NodeId name : Children(file, node)) {
        for (const NodeId item : file.items) {
          const bool is_it = file.kind(item) == NodeKind::scenario_decl && sources_.text(file.span(Children(file, item)[0])) == sources_.text(file.span(name));
          if (is_it) note(file.span(name), SymbolKind::scenario, file, Children(file, item)[0]);
        }
      }
      break;
    default: break;
  }
}

void Mentions::noteTrees() {
  for (const Module& module : *modules_) {
    if (module.is_library) continue;
      // `Count[job]` before the names in it.
    for (uint32_t i = static_cast<uint32_t>(module.tree.nodes.size()); i-- > 0;) noteNode(module, {i});
    for (size_t i = 0; i < module.refs.size() && i < module.imports.size(); ++i) {
      if (module.refs[i].node && module.imports[i] < modules_->size()) put(module.refs[i].span, moduleSymbol((*modules_)[module.imports[i]]), false);
    }
  }
}

std::vector<Mention> Mentions::inOrder() const {
  std::vector<Mention> all;
  all.reserve(mentions_.size());
  for (const auto& [key, mention] : mentions_) all.push_back(mention);
  std::sort(all.begin(), all.end(), [](const Mention& a, const Mention& b) { return a.at < b.at; });
  return all;
}

}  // namespace smcost::check
