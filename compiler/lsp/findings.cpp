#include <algorithm>

#include "compiler/lsp/features.h"
#include "lang/diagnostics/render.h"

namespace smcost::lsp {

namespace {

constexpr int kError = 1, kWarning = 2;

std::string messageOf(const diagnostics::Diagnostic& one) {
  std::string text = one.message;
  if (!one.primary_label.empty()) text += " (" + one.primary_label + ")";
  for (const std::string& note : one.notes) text += "\nnote: " + note;
  for (const std::string& hint : one.hints) text += "\nhint: " + hint;
  return text;
}

Json findingOf(const diagnostics::Diagnostic& one, bool is_of_bill, Ranges& ranges) {
  Json finding = {{"severity", one.kind->severity == diagnostics::Severity::error ? kError : kWarning},
                  {"code", diagnostics::codeOf(*one.kind)},
                  {"source", is_of_bill ? "smcost bill" : "smcost"},
                  {"message", messageOf(one)}};
  for (const diagnostics::Label& label : one.labels) {
    const auto place = label.span.isNone() ? std::nullopt : ranges.location(label.span);
    if (place) finding["relatedInformation"].push_back({{"location", *place}, {"message", label.text}});
  }
  return finding;
}

// What is wrong with a spec, by the files that it is wrong in; what has no place stands at its beginning.
std::map<std::string, Json> findingsOf(State& state, const std::string& spec) {
  const workspace::SharedSnapshot snapshot = state.workspace.snapshot(spec);
  session::Session& session = snapshot->evaluated();
  const auto& all = session.sink().all();
  std::vector<const diagnostics::Diagnostic*> of_text;
  for (size_t i = 0; i < std::min(snapshot->textFindings(), all.size()); ++i) of_text.push_back(&all[i]);
  std::sort(of_text.begin(), of_text.end());
  Ranges ranges(state, *snapshot);
  const std::string own = state.uriOf(spec);
  const Json beginning = {{"start", positionOf({})}, {"end", positionOf({})}};
  std::map<std::string, Json> found = {{own, Json::array()}};
  if (!snapshot->settingsError().empty()) {
    found[own].push_back({{"range", beginning}, {"severity", kError}, {"source", "smcost bill"}, {"message", snapshot->settingsError()}});
  }
  for (const diagnostics::Diagnostic* one : diagnostics::inOrder(session.sink())) {
    Json finding = findingOf(*one, !std::binary_search(of_text.begin(), of_text.end(), one), ranges);
    const auto place = one->span.isNone() ? std::nullopt : ranges.location(one->span);
    finding["range"] = place ? place->at("range") : beginning;
    Json& list = found[place ? place->at("uri").get<std::string>() : own];
    if (list.is_null()) list = Json::array();
    list.push_back(std::move(finding));
  }
  return found;
}

// Each once: several specs may say the same of a file that they use.
Json joined(const std::map<std::string, Json>& by_spec) {
  Json all = Json::array();
  for (const auto& [spec, findings] : by_spec) {
    for (const Json& one : findings) {
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
  }
  return all;
}

bool asksForFindings(const State& state) {
  const Json* document = findIn(state.client, "textDocument");
  return document != nullptr && findIn(*document, "diagnostic") != nullptr;
}

}  // namespace

void tellFindings(State& state, const std::string& spec) {
  const bool is_open = state.workspace.document(spec) != nullptr;
  std::map<std::string, Json> found;
  if (is_open) found = findingsOf(state, spec);
  // Also where it has nothing to say any more.
  for (const auto& [uri, by_spec] : state.told) {
    if (by_spec.contains(spec)) found.try_emplace(uri, Json());
  }
  for (auto& [uri, findings] : found) {
    auto& by_spec = state.told[uri];
    if (findings.is_null()) by_spec.erase(spec);
    else by_spec[spec] = std::move(findings);
    const workspace::SharedDocument document = state.workspace.document(state.pathOf(uri));
    // Who asks for those of a document is not told of them too.
    if (!(document && asksForFindings(state))) {
      Json params = {{"uri", uri}, {"diagnostics", joined(by_spec)}};
      if (document) params["version"] = document->version;
      state.out.notify("textDocument/publishDiagnostics", std::move(params));
    }
    if (by_spec.empty()) state.told.erase(uri);
  }
  if (!is_open) state.uris.erase(spec);
}

Json diagnostic(State& state, const Json& params) {
  const std::string uri = textAt(member(params, "textDocument"), "uri"), path = state.pathOf(uri);
  if (!state.workspace.document(path)) throw Failure{Failure::kInvalidParams, "what is not open is told of by the specs that use it"};
  // Those of other specs that use it are known from when they were told.
  std::map<std::string, Json> by_spec;
  if (const auto told = state.told.find(state.uriOf(path)); told != state.told.end()) by_spec = told->second;
  by_spec[path] = findingsOf(state, path)[state.uriOf(path)];
  Json items = joined(by_spec);
  const std::string id = std::to_string(std::hash<Json>()(items));
  if (const Json* previous = findIn(params, "previousResultId"); previous != nullptr && *previous == id) return {{"kind", "unchanged"}, {"resultId", id}};
  return {{"kind", "full"}, {"resultId", id}, {"items", std::move(items)}};
}

}  // namespace smcost::lsp
