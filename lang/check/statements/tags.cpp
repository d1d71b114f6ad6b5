// Whose a statement is: `tag team "vision"` of a file, of a block of statements, of a statement. The innermost holds.

#include <fmt/format.h>

#include <algorithm>

#include "lang/base/nearest.h"
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
  if (cx.options.mentions) cx.options.mentions->noteSpelled(file.span(key), SymbolKind::tag, name);
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
  if (billed && billed->scope != cx.main) tags = tagsOfFile(cx, *includingOf(cx, *billed).scope);
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
    const bool is_tag = file.kind(items[i]) == NodeKind::word && cx.text(file, items[i]) == kTagWord && isBehind(i + 1, NodeKind::word) &&
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

std::span<const program::StatementId> TagBook::ownedBy(const program::Program& program, const Owner& owner) {
  const auto [known, is_new] = by_key_.try_emplace(owner.key);
  auto& by_value = known->second;
  for (uint32_t i = 0; is_new && i < program.statements.size(); ++i) {
    if (const std::string_view value = program.tagOf({i}, owner.key); !value.empty()) by_value[std::string(value)].push_back({i});
  }
  const auto found = by_value.find(owner.value);
  if (found == by_value.end()) return {};
  const std::span<const program::StatementId> all = found->second;
  if (owner.file == program::IncludedFile::kNone) return all;
  // Those of a file are neighbours.
  const program::IncludedFile& file = program.included[owner.file];
  const auto before = [](program::StatementId id, uint32_t bound) { return id.value < bound; };
  return {std::lower_bound(all.begin(), all.end(), file.first, before), std::lower_bound(all.begin(), all.end(), file.end, before)};
}

std::shared_ptr<const std::vector<program::StatementId>> Statements::ownedBy(uint32_t file, std::string_view key, std::string_view value, Span at) {
  return tags.ask({file, std::string(key), std::string(value)}, at);
}

namespace {

// No statement is the owner's.
void reportUnowned(Statements& cx, const TagBook::Owner& owner, Span at) {
  if (const auto dropped = cx.tags.dropped().find(owner); dropped != cx.tags.dropped().end()) {
    cx.sink->report(at, kinds::dropped_statement, cx.scenario.name, cx.sources.text(at)).label(dropped->second, "dropped here");
    return;
  }
  const auto values = cx.tags.values().find(owner.key);
  if (values == cx.tags.values().end()) return reportUnknownTag(cx, owner.key, {at.file, at.begin, at.begin + static_cast<uint32_t>(owner.key.size())});
  auto& diagnostic = cx.sink->report(at, kinds::unknown_tag_value, cx.sources.text(at));
  if (values->second.count(owner.value)) {
    diagnostic.hint("statements of other files are; what an included file asks for is of its own");
    return;
  }
  // The value alone says what is near: the key before it is the same.
  std::vector<std::string> known = base::nearest(owner.value, {values->second.begin(), values->second.end()});
  for (std::string& value : known) value = fmt::format("{} \"{}\"", owner.key, value);
  offer(diagnostic, at, known, known.size() == 1 ? diagnostics::Applicability::alone : diagnostics::Applicability::choice);
}

}  // namespace

bool asksForDropped(Statements& cx, const Scope& scope, NodeId node) {
  if (cx.tags.dropped().empty()) return false;
  const ast::File& file = scope.module->tree;
  for (uint32_t i = file.node(node).first; i <= node.value; ++i) {
    if (file.nodes[i].kind != NodeKind::owned) continue;
    Children parts(file, NodeId{i});
    const TagBook::Owner owner{scope.file, std::string(cx.text(file, parts[0])), unquoted(cx.text(file, parts[1]))};
    if (cx.tags.dropped().count(owner) && cx.tags.ownedBy(cx.program, owner).empty()) return true;
  }
  return false;
}

void settleOwned(Statements& cx) {
  for (const auto& [owner, at, statements] : cx.tags.asked()) {
    const auto own = cx.tags.ownedBy(cx.program, owner);
    statements->assign(own.begin(), own.end());
    if (own.empty()) reportUnowned(cx, owner, at);
  }
}

void checkGroups(Statements& cx) {
  if (cx.options.group_by && cx.options.groups_beside) return;
  const ast::File& file = cx.main->module->tree;
  std::map<std::string, Span, std::less<>> places;
  for (const NodeId item : file.items) {
    if (file.kind(item) != NodeKind::group_decl || cx.options.group_by) continue;
    for (const NodeId key : Children(file, item)) {
      places.try_emplace(std::string(cx.text(file, key)), file.span(key));
      if (cx.options.mentions) cx.options.mentions->noteSpelled(file.span(key), SymbolKind::tag, cx.text(file, key));
    }
  }
  for (const std::string& key : cx.program.group_by) {
    if (!cx.tags.values().count(key)) reportUnknownTag(cx, key, places[key]);
  }
}

}  // namespace smcost::check
