#include <algorithm>

#include "compiler/lsp/features.h"
#include "compiler/query/actions.h"
#include "lang/diagnostics/render.h"
#include "lang/format/format.h"
#include "lang/format/line_diff.h"

namespace smcost::lsp {

namespace {

// The lines that the canonical style would have otherwise; none of a text that does not read.
std::vector<format::LineChange> changesOf(const Document& document) {
  session::Session& session = document.snapshot->session();
  const ast::File& tree = session.tree();
  if (tree.has_errors) return {};
  const std::string formatted = format::format(session.sources(), tree);
  if (formatted == document.text || !format::saysTheSame(session.sources(), tree, formatted)) return {};
  return format::lineChanges(document.text, formatted);
}

Json editOf(const Document& document, const format::LineChange& change) {
  return {{"range", {{"start", positionOf(document.positions.of(change.begin))}, {"end", positionOf(document.positions.of(change.end))}}},
          {"newText", change.replacement}};
}

template <class IsWanted>
Json editsOf(const Document& document, IsWanted isWanted) {
  Json edits = Json::array();
  for (const format::LineChange& change : changesOf(document)) {
    if (isWanted(change)) edits.push_back(editOf(document, change));
  }
  return edits;
}

Json editOf(Ranges& ranges, const query::Action& action) {
  Json by_file = Json::object();
  for (const query::TextEdit& edit : action.edits) {
    const auto uri = ranges.uri(edit.at.file);
    if (!uri) return nullptr;
    by_file[*uri].push_back({{"range", ranges.range(edit.at)}, {"newText", edit.text}});
  }
  return {{"changes", std::move(by_file)}};
}

bool isWanted(const Json& params, std::string_view kind) {
  const Json* only = findIn(member(params, "context"), "only");
  if (only == nullptr || !only->is_array()) return true;
  // `refactor` wants all that begin so.
  return std::any_of(only->begin(), only->end(), [&](const Json& one) {
    if (!one.is_string()) return false;
    const std::string wanted = one.get<std::string>();
    return wanted.empty() || kind == wanted || kind.starts_with(wanted + ".");
  });
}

void addFixes(State& state, const Json& params, const Document& document, Json& found) {
  const auto [begin, end] = document.bytesOf(member(params, "range"));
  Ranges ranges(state, *document.snapshot);
  session::Session& session = document.snapshot->evaluated();
  for (const query::Action& action : query::fixesAt(session, document.file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end))) {
    Json edit = editOf(ranges, action);
    if (edit.is_null()) continue;
    Json one = {{"title", action.title}, {"kind", "quickfix"}, {"edit", std::move(edit)}, {"isPreferred", action.is_alone}};
    // What the client has shown of it, so that it knows which it mends.
    if (const Json* shown = findIn(member(params, "context"), "diagnostics"); shown != nullptr && shown->is_array()) {
      for (const Json& finding : *shown) {
        const Json* code = findIn(finding, "code");
        const Json* range = findIn(finding, "range");
        if (code && *code == diagnostics::codeOf(*action.of->kind) && range && *range == ranges.range(action.of->span)) one["diagnostics"].push_back(finding);
      }
    }
    found.push_back(std::move(one));
  }
}

void addRewrites(State& state, const Json& params, const Document& document, Json& found) {
  if (!document.snapshot->hasBill()) return;
  const size_t begin = document.bytesOf(member(params, "range")).first;
  Ranges ranges(state, *document.snapshot);
  const session::Session& session = document.snapshot->evaluated();
  for (const query::Action& action : query::rewritesAt(session, document.snapshot->options(), static_cast<uint32_t>(begin))) {
    Json edit = editOf(ranges, action);
    if (!edit.is_null()) found.push_back({{"title", action.title}, {"kind", "refactor.rewrite"}, {"edit", std::move(edit)}});
  }
}

}  // namespace

Json formatting(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  return editsOf(document, [](const format::LineChange&) { return true; });
}

Json rangeFormatting(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const auto [begin, end] = document.bytesOf(member(params, "range"));
  return editsOf(document, [begin = begin, end = end](const format::LineChange& change) { return change.begin <= end && begin <= change.end; });
}

Json onTypeFormatting(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  // What is written of lines above; the line of the cursor is only begun.
  const Position cursor = document.positions.of(document.offsetAt(member(params, "position")));
  const bool is_line = textAt(params, "ch") == "\n";
  const size_t end = is_line ? document.positions.lineStart(cursor.line)
                             : document.positions.offsetOf({cursor.line, UINT32_MAX}) + 1;
  const size_t begin = document.positions.lineStart(cursor.line > 0 ? cursor.line - 1 : 0);
  return editsOf(document, [=](const format::LineChange& change) { return begin <= change.begin && change.begin < change.end && change.end <= end; });
}

Json codeAction(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  Json found = Json::array();
  if (isWanted(params, "quickfix")) addFixes(state, params, document, found);
  if (isWanted(params, "refactor.rewrite")) addRewrites(state, params, document, found);
  return found;
}

}  // namespace smcost::lsp
