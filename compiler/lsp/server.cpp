#include "compiler/lsp/server.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/lsp/features.h"

namespace smcost::lsp {

namespace {

struct Request {
  std::string_view method;
  Json (*answer)(State&, const Json&);
};

constexpr Request kRequests[] = {
    {"textDocument/codeAction", codeAction},
    {"textDocument/codeLens", codeLens},
    {"textDocument/completion", completion},
    {"textDocument/definition", definition},
    {"textDocument/diagnostic", diagnostic},
    {"textDocument/documentHighlight", documentHighlight},
    {"textDocument/documentSymbol", documentSymbol},
    {"textDocument/foldingRange", foldingRange},
    {"textDocument/formatting", formatting},
    {"textDocument/hover", hover},
    {"textDocument/inlayHint", inlayHint},
    {"textDocument/onTypeFormatting", onTypeFormatting},
    {"textDocument/prepareRename", prepareRename},
    {"textDocument/rangeFormatting", rangeFormatting},
    {"textDocument/references", references},
    {"textDocument/rename", rename},
    {"textDocument/semanticTokens/full", semanticTokens},
    {"textDocument/signatureHelp", signatureHelp},
    {"inlayHint/resolve", resolveInlayHint},
    {"workspace/executeCommand", executeCommand},
    {"workspace/symbol", workspaceSymbol},
};

struct Notification {
  std::string_view method;
  void (*take)(State&, const Json&);
};

constexpr Notification kNotifications[] = {
    {"textDocument/didOpen", didOpen},
    {"textDocument/didChange", didChange},
    {"textDocument/didClose", didClose},
    {"workspace/didChangeWatchedFiles", didChangeWatchedFiles},
    {"workspace/didChangeWorkspaceFolders", didChangeWorkspaceFolders},
};

Json capabilities() {
  constexpr int kIncremental = 2;
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", kIncremental}, {"save", false}}},
          {"diagnosticProvider", {{"identifier", "smcost"}, {"interFileDependencies", true}, {"workspaceDiagnostics", false}}},
          {"inlayHintProvider", {{"resolveProvider", true}}},
          {"codeLensProvider", {{"resolveProvider", false}}},
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"documentHighlightProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"documentSymbolProvider", true},
          {"workspaceSymbolProvider", true},
          {"foldingRangeProvider", true},
          {"semanticTokensProvider", {{"legend", semanticTokensLegend()}, {"full", true}}},
          {"completionProvider", {{"triggerCharacters", {".", " "}}}},
          {"signatureHelpProvider", {{"triggerCharacters", {" ", ",", "("}}}},
          {"documentFormattingProvider", true},
          {"documentRangeFormattingProvider", true},
          {"documentOnTypeFormattingProvider", {{"firstTriggerCharacter", "\n"}, {"moreTriggerCharacter", {"}"}}}},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix", "refactor.rewrite"}}}},
          {"executeCommandProvider", {{"commands", {"smcost.explain", "smcost.bill"}}}},
          {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
}

Json initialize(State& state, const Json& params) {
  if (state.is_initialized) throw Failure{Failure::kInvalidRequest, "the server is initialized already"};
  if (const Json* client = findIn(params, "capabilities"); client != nullptr && client->is_object()) state.client = *client;
  if (const Json* folders = findIn(params, "workspaceFolders"); folders != nullptr && folders->is_array()) {
    for (const Json& folder : *folders) state.roots.push_back(state.pathOf(textAt(folder, "uri")));
  } else if (const Json* root = findIn(params, "rootUri"); root != nullptr && root->is_string()) {
    state.roots.push_back(state.pathOf(root->get<std::string>()));
  }
  state.workspace.setRoots(state.roots);
  state.is_initialized = true;
  return {{"capabilities", capabilities()}, {"serverInfo", {{"name", "smcost"}, {"version", SMCOST_VERSION}}}};
}

// Files that specs read without being open.
void watchFiles(State& state) {
  if (!isTrueAt(state.client, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"})) return;
  Json watchers = Json::array();
  for (const char* pattern : {"**/*.smcost", "**/*.smprices", "**/smcost.lock", "**/.smcost.toml"}) watchers.push_back({{"globPattern", pattern}});
  state.out.request("client/registerCapability", {{"registrations", {{{"id", "files"}, {"method", "workspace/didChangeWatchedFiles"}, {"registerOptions", {{"watchers", watchers}}}}}}});
}

}  // namespace

Server::Server(workspace::Workspace::SettingsOf settings, Outgoing out) : state_(std::move(settings), std::move(out)) {}
Server::~Server() = default;

Json Server::request(const std::string& method, const Json& params) {
  if (method == "initialize") return initialize(state_, params);
  if (!state_.is_initialized) throw Failure{Failure::kNotInitialized, "`initialize` comes first"};
  if (state_.is_shut_down) throw Failure{Failure::kInvalidRequest, "the server is shut down"};
  if (method == "shutdown") {
    state_.is_shut_down = true;
    return nullptr;
  }
  const auto* found = std::find_if(std::begin(kRequests), std::end(kRequests), [&](const Request& one) { return one.method == method; });
  if (found == std::end(kRequests)) throw Failure{Failure::kUnknownMethod, "there is no method `" + method + "`"};
  return found->answer(state_, params);
}

void Server::notification(const std::string& method, const Json& params) {
  if (method == "exit") has_exited_ = true;
  if (!state_.is_initialized || state_.is_shut_down) return;
  if (method == "initialized") watchFiles(state_);
  const auto* found = std::find_if(std::begin(kNotifications), std::end(kNotifications), [&](const Notification& one) { return one.method == method; });
  if (found == std::end(kNotifications)) return;
  try {
    found->take(state_, params);
  } catch (const Failure& failure) {
    state_.out.notify("window/logMessage", {{"type", 2}, {"message", method + ": " + failure.message}});
  }
}

// Where several specs have to be checked, as after settings have changed, how many of them are.
void Server::tellProgress() {
  const size_t left = state_.unsaid.size();
  const auto tell = [&](Json value) { state_.out.notify("$/progress", {{"token", progress_}, {"value", std::move(value)}}); };
  if (progress_.empty()) {
    if (left < 2 || !isTrueAt(state_.client, {"window", "workDoneProgress"})) return;
    progress_ = "smcost-check-" + std::to_string(++progresses_);
    progress_of_ = left;
    state_.out.request("window/workDoneProgress/create", {{"token", progress_}});
    tell({{"kind", "begin"}, {"title", "smcost"}, {"message", "checking"}, {"percentage", 0}});
  } else if (left == 0) {
    tell({{"kind", "end"}});
    progress_.clear();
  } else {
    progress_of_ = std::max(progress_of_, left);
    tell({{"kind", "report"}, {"percentage", 100 * (progress_of_ - left) / progress_of_}});
  }
}

bool Server::tellNext() {
  if (state_.is_shut_down || state_.unsaid.empty()) return false;
  tellProgress();
  const std::string spec = *state_.unsaid.begin();
  tellFindings(state_, spec);
  // Of one that was stopped it is told later.
  state_.unsaid.erase(spec);
  if (state_.unsaid.empty() && !progress_.empty()) tellProgress();
  return !state_.unsaid.empty();
}

int Server::exitCode() const { return state_.is_shut_down ? 0 : 1; }

}  // namespace smcost::lsp
