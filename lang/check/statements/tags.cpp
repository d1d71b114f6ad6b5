// Whose a statement is: `tag team "vision"` of a file, of a block of statements, of a statement. The innermost holds.

#include <fmt/format.h>

#include "lang/check/library/includes.h"
#include "lang/check/statements/statements.h"
#include "lang/syntax/parse.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// False with its error reported: no value, or a second one for the key.
bool addTag(Statements& cx, program::Tags& tags, std::map<std::string, Span>& said, const ast::File& file, NodeId key, NodeId value) {
  const Span at{file.source, file.node(key).begin, file.node(value).end};
  const std::string name(cx.text(file, key));
  std::string text = unquoted(cx.text(file, value));
  if (text.find_first_not_of(' ') == std::string::npos) {
    cx.sink->report(at, kinds::empty_tag, name).hint("what is nobody's has no tag");
    return false;
  }
  const auto [first, is_new] = said.try_emplace(name, at);
  if (!is_new) {
    cx.sink->report(at, kinds::two_values, fmt::format("tag {}", name)).label(first->second, "the first");
    return false;
  }
  tags[name] = std::move(text);
  return true;
}

// The scope of the file that a scope lies in, if it is one that is billed.
const BilledFile* billedFileOf(const Statements& cx, const Scope& scope) {
  for (const BilledFile& file : cx.files) {
    if (file.scope == &scope) return &file;
  }
  return nullptr;
}

void reportUnknownTag(Statements& cx, const std::string& key, Span at) {
  auto& diagnostic = cx.sink->report(at, kinds::unknown_tag, key);
  std::vector<std::string> known;
  for (const auto& [name, values] : cx.tags.values()) known.push_back(name);
  suggest(diagnostic, at, key, known);
  if (known.empty()) diagnostic.hint(fmt::format("a statement, a block of them or the file says it: `tag {} \"…\"`", key));
}

}  // namespace

const program::Tags& tagsOfFile(Statements& cx, const Scope& scope) {
  if (const program::Tags* known = cx.tags.ofFile(&scope)) return *known;
  program::Tags tags;
  const BilledFile* billed = billedFileOf(cx, scope);
  const ast::File& file = scope.module->tree;
  std::vector<NodeId> items = file.items;
  if (billed && billed->including) tags = tagsOfFile(cx, *billed->including->scope);
  if (!billed && cx.options.block) {
    // A test block goes by its file, and by what it says itself.
    tags = tagsOfFile(cx, *scope.parent);
    const Children own(file, *cx.options.block);
    items.assign(own.begin(), own.end());
  }
  std::map<std::string, Span> said;
  for (const NodeId item : items) {
    if (file.kind(item) != NodeKind::tag_decl) continue;
    Children parts(file, item);
    if (parts.size() == 2) addTag(cx, tags, said, file, parts[0], parts[1]);
  }
  const program::Tags& kept = cx.tags.keep(std::move(tags));
  cx.tags.setOfFile(&scope, kept);
  return kept;
}

const program::Tags& tagsOfBlock(Statements& cx, const program::Tags& around, const ast::File& file, NodeId tag) {
  Children parts(file, tag);
  program::Tags tags = around;
  std::map<std::string, Span> said;
  addTag(cx, tags, said, file, parts[0], parts[1]);
  return cx.tags.keep(std::move(tags));
}

std::optional<program::Tags> takeTags(Statements& cx, const ast::File& file, std::vector<NodeId>& items) {
  program::Tags tags;
  std::map<std::string, Span> said;
  for (size_t i = 0; i + 2 < items.size(); ++i) {
    const auto isBehind = [&](size_t at, NodeKind kind) { return file.kind(items[at]) == kind && !(file.node(items[at]).flags & ast::kAfterComma); };
    const bool is_tag = file.kind(items[i]) == NodeKind::word && cx.text(file, items[i]) == "tag" && isBehind(i + 1, NodeKind::word) &&
                        isBehind(i + 2, NodeKind::text);
    if (!is_tag) continue;
    if (!addTag(cx, tags, said, file, items[i + 1], items[i + 2])) return std::nullopt;
    const auto first = items.begin() + static_cast<std::ptrdiff_t>(i);
    items.erase(first, first + 3);
    --i;
  }
  return tags;
}

void setTags(Statements& cx, program::StatementId id, const program::Tags& own) {
  const program::Tags& around = *cx.pending[id].tags;
  if (own.empty() && around.empty()) return;
  program::Tags tags = own;
  tags.insert(around.begin(), around.end());
  cx.tags.note(tags);
  cx.program.statements[id.value].tags = cx.tags.idOf(cx.program, tags);
}

std::shared_ptr<const std::vector<program::StatementId>> Statements::ownedBy(uint32_t file, std::string_view key, std::string_view value, Span at) {
  return tags.ask({file, std::string(key), std::string(value)}, at);
}

void settleOwned(Statements& cx) {
  std::map<std::string, std::map<std::string, std::vector<program::StatementId>>> all;  // by key and value, in order
  for (const auto& [owner, at, statements] : cx.tags.asked()) {
    auto& by_value = all[owner.key];
    if (by_value.empty()) {
      for (uint32_t i = 0; i < cx.program.statements.size(); ++i) {
        if (const std::string_view value = cx.program.tagOf({i}, owner.key); !value.empty()) by_value[std::string(value)].push_back({i});
      }
    }
    *statements = by_value[owner.value];
    if (owner.file != program::IncludedFile::kNone) {
      const program::IncludedFile& file = cx.program.included[owner.file];
      std::erase_if(*statements, [&](program::StatementId id) { return id.value < file.first || id.value >= file.end; });
    }
    const auto values = cx.tags.values().find(owner.key);
    if (values == cx.tags.values().end()) {
      reportUnknownTag(cx, owner.key, {at.file, at.begin, at.begin + static_cast<uint32_t>(owner.key.size())});
    } else if (!values->second.count(owner.value)) {
      auto& diagnostic = cx.sink->report(at, kinds::unknown_tag_value, cx.sources.text(at));
      std::vector<std::string> known;
      for (const std::string& value : values->second) known.push_back(fmt::format("{} \"{}\"", owner.key, value));
      suggest(diagnostic, at, cx.sources.text(at), known);
    }
  }
}

void checkGroups(Statements& cx) {
  const std::string& key = cx.program.group_by;
  if (key.empty() || cx.tags.values().count(key)) return;
  const ast::File& file = cx.main->module->tree;
  Span at;
  for (const NodeId item : file.items) {
    if (file.kind(item) == NodeKind::group_decl && !cx.options.group_by) at = file.span(Children(file, item)[0]);
  }
  reportUnknownTag(cx, key, at);
}

}  // namespace smcost::check
