#include "compiler/lsp/features.h"

namespace smcost::lsp {

namespace {

// Everything that may say something else now is told anew.
void changed(State& state, const std::string& path) {
  for (const std::string& spec : state.workspace.dependents(path)) state.unsaid.insert(spec);
}

void refresh(State& state) {
  constexpr std::pair<std::string_view, const char*> kWays[] = {
      {"diagnostics", "workspace/diagnostic/refresh"}, {"inlayHint", "workspace/inlayHint/refresh"}, {"codeLens", "workspace/codeLens/refresh"}};
  for (const auto& [capability, method] : kWays) {
    if (isTrueAt(state.client, {"workspace", capability, "refreshSupport"})) state.out.request(method, nullptr);
  }
}

std::string openPath(State& state, const Json& params) { return state.pathOf(textAt(member(params, "textDocument"), "uri")); }

}  // namespace

void didOpen(State& state, const Json& params) {
  const Json& document = member(params, "textDocument");
  const std::string uri = textAt(document, "uri"), path = state.pathOf(uri);
  state.uris[path] = uri;
  changed(state, path);
  state.workspace.open({path, numberAt(document, "version"), textAt(document, "text")});
  state.unsaid.insert(path);
  if (state.unsaid.size() > 1) refresh(state);
}

void didChange(State& state, const Json& params) {
  const std::string path = openPath(state, params);
  const workspace::SharedDocument before = state.workspace.document(path);
  if (!before) throw Failure{Failure::kInvalidParams, "a change of what is not open"};
  const Json& changes = member(params, "contentChanges");
  if (!changes.is_array()) throw Failure{Failure::kInvalidParams, "`contentChanges` is no array"};
  std::string text = before->text;
  for (const Json& change : changes) {
    const Json* range = findIn(change, "range");
    if (range == nullptr) {
      text = textAt(change, "text");
      continue;
    }
    const Positions positions(text);
    const auto place = [&](const char* which) {
      const Json& position = member(*range, which);
      return positions.offsetOf({static_cast<uint32_t>(numberAt(position, "line")), static_cast<uint32_t>(numberAt(position, "character"))});
    };
    text = workspace::edited(std::move(text), {{place("start"), place("end"), textAt(change, "text")}});
  }
  const std::vector<std::string> dependents = state.workspace.dependents(path);
  state.workspace.change(path, numberAt(member(params, "textDocument"), "version"), std::move(text));
  state.unsaid.insert(dependents.begin(), dependents.end());
  if (dependents.size() > 1) refresh(state);
}

void didClose(State& state, const Json& params) {
  const std::string path = openPath(state, params);
  const std::vector<std::string> dependents = state.workspace.dependents(path);
  state.workspace.close(path);
  state.unsaid.insert(dependents.begin(), dependents.end());
  // What it said of files is said no more.
  state.unsaid.insert(path);
}

void didChangeWatchedFiles(State& state, const Json& params) {
  const Json& changes = member(params, "changes");
  if (!changes.is_array()) throw Failure{Failure::kInvalidParams, "`changes` is no array"};
  bool is_any = false;
  for (const Json& change : changes) {
    const std::string path = state.pathOf(textAt(change, "uri"));
    if (state.workspace.document(path)) continue;
    changed(state, path);
    state.workspace.changedOnDisk(path);
    is_any = true;
  }
  if (is_any) refresh(state);
}

void didChangeWorkspaceFolders(State& state, const Json& params) {
  const Json& event = member(params, "event");
  const auto paths = [&](const char* which) {
    std::vector<std::string> found;
    if (const Json* folders = findIn(event, which); folders != nullptr && folders->is_array()) {
      for (const Json& folder : *folders) found.push_back(state.pathOf(textAt(folder, "uri")));
    }
    return found;
  };
  for (const std::string& root : paths("removed")) std::erase(state.roots, root);
  for (std::string& root : paths("added")) state.roots.push_back(std::move(root));
  state.workspace.setRoots(state.roots);
  for (const auto& [path, document] : state.workspace.documents()) state.unsaid.insert(path);
}

}  // namespace smcost::lsp
