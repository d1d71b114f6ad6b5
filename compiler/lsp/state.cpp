#include "compiler/lsp/state.h"

#include <algorithm>

#include "compiler/lsp/library_files.h"
#include "compiler/lsp/uris.h"

namespace smcost::lsp {

std::string State::pathOf(const std::string& uri) const {
  const std::string path = pathIn(uri);
  if (!path.empty()) return workspace::Workspace::pathOf(path);
  // `untitled:Untitled-1`: nothing is there on the disk.
  std::string name = uri;
  std::replace_if(name.begin(), name.end(), [](char c) { return c == '/' || c == '\0'; }, '_');
  return "/dev/null/" + name + ".smcost";
}

std::string State::uriOf(const std::string& path) const {
  const auto open = uris.find(path);
  return open == uris.end() ? lsp::uriOf(path) : open->second;
}

size_t Document::offsetAt(const Json& position) const {
  const int64_t line = numberAt(position, "line"), character = numberAt(position, "character");
  if (line < 0 || character < 0) throw Failure{Failure::kInvalidParams, "a position below 0"};
  const auto most = [](int64_t number) { return static_cast<uint32_t>(std::min<int64_t>(number, UINT32_MAX)); };
  return positions.offsetOf({most(line), most(character)});
}

std::pair<size_t, size_t> Document::bytesOf(const Json& range) const {
  const size_t begin = offsetAt(member(range, "start"));
  return {begin, std::max(begin, offsetAt(member(range, "end")))};
}

Document documentOf(State& state, const Json& params) {
  const std::string uri = textAt(member(params, "textDocument"), "uri");
  workspace::SharedSnapshot snapshot = state.workspace.snapshot(state.pathOf(uri));
  const std::optional<source::FileId> file = snapshot->mainFile();
  if (!file) throw Failure{Failure::kInvalidParams, "there is no such document: " + uri};
  const std::string_view text = snapshot->session().sources().file(*file).text();
  return {std::move(snapshot), *file, text, Positions(text)};
}

Json positionOf(const Position& position) { return {{"line", position.line}, {"character", position.character}}; }

Json Ranges::range(const source::Span& span) {
  auto known = positions_.find(span.file);
  if (known == positions_.end()) {
    known = positions_.emplace(span.file, Positions(snapshot_.session().sources().file(span.file).text())).first;
  }
  return {{"start", positionOf(known->second.of(span.begin))}, {"end", positionOf(known->second.of(span.end))}};
}

std::optional<std::string> Ranges::uri(source::FileId file) {
  auto known = uris_.find(file);
  if (known != uris_.end()) return known->second;
  std::optional<std::string> uri;
  if (const auto path = snapshot_.pathOf(file)) {
    uri = state_.uriOf(*path);
  } else if (snapshot_.isOfLibrary(file)) {
    const source::SourceFile& text = snapshot_.session().sources().file(file);
    if (const auto readable = libraryFile(snapshot_.session().options().stdlib_dir, text.name(), text.text())) uri = state_.uriOf(*readable);
  }
  return uris_.emplace(file, std::move(uri)).first->second;
}

std::optional<Json> Ranges::location(const source::Span& span) {
  const std::optional<std::string> file = uri(span.file);
  if (!file) return std::nullopt;
  return Json{{"uri", *file}, {"range", range(span)}};
}

}  // namespace smcost::lsp
