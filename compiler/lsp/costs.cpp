#include "compiler/query/costs.h"

#include <sstream>

#include "compiler/lsp/features.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/explain/explain.h"

namespace smcost::lsp {

namespace {

constexpr const char* kExplain = "smcost.explain";
constexpr const char* kBill = "smcost.bill";

Json lensOf(const std::string& uri, const Json& range, const std::string& text, const std::string& name) {
  return {{"range", range}, {"command", {{"title", text}, {"command", kExplain}, {"arguments", Json::array({uri, name})}}}};
}

std::string argumentAt(const Json& params, size_t place) {
  const Json* arguments = findIn(params, "arguments");
  if (arguments == nullptr || !arguments->is_array() || place >= arguments->size()) return {};
  const Json& one = (*arguments)[place];
  if (!one.is_string()) throw Failure{Failure::kInvalidParams, "the arguments are texts: a document's URI and a name"};
  return one.get<std::string>();
}

// The whole spec with its bill, or what is left of it without errors; null: neither has one.
const session::Session* billedSession(workspace::Snapshot& snapshot) {
  return snapshot.hasBill() ? &snapshot.evaluated() : snapshot.soundPart().session.get();
}

// "line 12", "lines 12 and 14"
std::string leftOutText(const Document& document) {
  const std::vector<uint32_t>& items = document.snapshot->soundPart().left_out;
  std::string text = items.size() == 1 ? "line " : "lines ";
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += std::to_string(document.positions.of(items[i]).line + 1);
  }
  return text;
}

}  // namespace

Json inlayHint(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  Json hints = Json::array();
  const session::Session* session = billedSession(*document.snapshot);
  if (session == nullptr) return hints;
  const auto [begin, end] = document.bytesOf(member(params, "range"));
  const std::string uri = textAt(member(params, "textDocument"), "uri");
  const bool is_whole = document.snapshot->hasBill();
  for (const query::CostHint& hint : query::costHints(*session, session->tree().source, static_cast<uint32_t>(begin), static_cast<uint32_t>(end))) {
    // What a statement costs beside others may change with those that are left out.
    hints.push_back({{"position", positionOf(document.positions.of(hint.at))},
                     {"label", is_whole ? hint.text : "(" + hint.text + ")"},
                     {"paddingLeft", true},
                     {"data", {{"uri", uri}, {"statement", hint.statement.value}}}});
  }
  return hints;
}

Json resolveInlayHint(State& state, const Json& hint) {
  const Json& data = member(hint, "data");
  const Document document = documentOf(state, {{"textDocument", data}});
  const int64_t statement = numberAt(data, "statement");
  Json resolved = hint;
  // Of a text that has changed since the number may be another's.
  const session::Session* session = billedSession(*document.snapshot);
  if (session == nullptr || statement < 0 || static_cast<size_t>(statement) >= session->program().statements.size()) return resolved;
  const program::StatementId id{static_cast<uint32_t>(statement)};
  const uint32_t end = session->program().statements[id.value].span.end;
  if (positionOf(document.positions.of(end)) != member(hint, "position")) return resolved;
  std::string text = "```\n" + query::linesText(*session, id) + "```";
  if (!document.snapshot->hasBill()) text += "\n\nof the spec without " + leftOutText(document);
  resolved["tooltip"] = {{"kind", "markdown"}, {"value", std::move(text)}};
  return resolved;
}

Json codeLens(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const std::string uri = textAt(member(params, "textDocument"), "uri");
  Json found = Json::array();
  workspace::Snapshot& snapshot = *document.snapshot;
  const auto rangeAt = [&](uint32_t at) {
    const Json place = positionOf(document.positions.of(at));
    return Json{{"start", place}, {"end", place}};
  };
  if (!snapshot.hasBill()) {
    const size_t errors = snapshot.evaluated().sink().errorCount();
    std::string text = errors == 0 ? "no bill" : "no bill: " + std::to_string(errors) + (errors == 1 ? " error" : " errors");
    if (const session::Session* part = billedSession(snapshot)) {
      text += "; without " + leftOutText(document) + ": " + query::lenses(*part, part->tree().source).front().text;
    }
    found.push_back(lensOf(uri, rangeAt(0), text, ""));
    return found;
  }
  const session::Session& session = snapshot.evaluated();
  for (const query::Lens& lens : query::lenses(session, document.file)) found.push_back(lensOf(uri, rangeAt(lens.at), lens.text, ""));
  for (const auto& scenario : snapshot.scenarios()) {
    found.push_back(lensOf(uri, rangeAt(0), query::scenarioText(scenario.name, scenario.session.get(), &session), ""));
  }
  return found;
}

Json executeCommand(State& state, const Json& params) {
  const std::string command = textAt(params, "command");
  if (command != kExplain && command != kBill) throw Failure{Failure::kInvalidParams, "there is no command `" + command + "`"};
  const Document document = documentOf(state, {{"textDocument", {{"uri", argumentAt(params, 0)}}}});
  if (!document.snapshot->hasBill()) throw Failure{Failure::kRequestFailed, "there is no bill: something is wrong with the spec"};
  const runtime::ReportContext context = document.snapshot->evaluated().reportContext();
  std::ostringstream text;
  if (command == kBill) {
    const std::string format = argumentAt(params, 1);
    runtime::writeReport(text, context, format == "json" ? runtime::Format::json : format == "markdown" ? runtime::Format::markdown : runtime::Format::text);
  } else if (!runtime::writeExplain(text, context, argumentAt(params, 1))) {
    throw Failure{Failure::kInvalidParams, "nothing is called `" + argumentAt(params, 1) + "`"};
  }
  return text.str();
}

}  // namespace smcost::lsp
