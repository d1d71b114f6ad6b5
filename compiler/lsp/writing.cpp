#include <map>
#include <memory>

#include "compiler/lsp/features.h"
#include "compiler/query/complete.h"
#include "compiler/query/hover.h"
#include "compiler/query/signature.h"
#include "compiler/query/tree_place.h"

namespace smcost::lsp {

namespace {

using query::Completion;

// Numbers of the protocol's CompletionItemKind.
int kindOf(Completion::Kind kind) {
  switch (kind) {
    case Completion::Kind::word: return 12;       // Value
    case Completion::Kind::keyword: return 14;    // Keyword
    case Completion::Kind::workload: return 3;    // Function
    case Completion::Kind::option: return 9;      // Module
    case Completion::Kind::parameter: return 10;  // Property
    case Completion::Kind::sku: return 20;        // EnumMember
    case Completion::Kind::unit: return 11;       // Unit
    case Completion::Kind::name: return 6;        // Variable
    case Completion::Kind::line: return 5;        // Field
    case Completion::Kind::module: return 9;
    case Completion::Kind::region: return 20;
  }
  return 1;
}

// The item that a place is in, as text, and the place in it.
struct Written {
  std::string text;
  size_t cursor = 0;
  size_t begin = 0;      // of the text in the document
};

Written writtenAt(const Document& document, size_t offset) {
  const std::string text(document.text);
  const auto [begin, end] = query::itemAround(text, offset);
  return {text.substr(begin, end - begin), offset - begin, begin};
}

std::string codeBlock(const std::string& text) {
  // A fence that the text has not.
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += '`';
  return fence + "\n" + text + (text.ends_with('\n') ? "" : "\n") + fence;
}

}  // namespace

Json completion(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const size_t offset = document.offsetAt(member(params, "position"));
  const Written written = writtenAt(document, offset);
  std::map<std::vector<std::string>, std::unique_ptr<session::Session>> priced;
  const auto spec = [&](const std::vector<std::string>& meters) -> const session::Session& {
    if (meters.empty()) return document.snapshot->session();
    auto& known = priced[meters];
    if (!known) {
      session::Options options = document.snapshot->options();
      options.priced_meters = meters;
      known = std::make_unique<session::Session>(std::move(options));
      known->check();
    }
    return *known;
  };
  const query::Completions found = query::complete(spec, written.text, written.cursor);
  const Json range = {{"start", positionOf(document.positions.of(written.begin + found.begin))}, {"end", positionOf(document.positions.of(offset))}};
  Json items = Json::array();
  for (const Completion& one : found.items) {
    std::string order = std::to_string(items.size());
    order.insert(0, 6 - std::min<size_t>(6, order.size()), '0');
    Json item = {{"label", one.text}, {"kind", kindOf(one.kind)}, {"sortText", std::move(order)}, {"textEdit", {{"range", range}, {"newText", one.text}}}};
    if (!one.note.empty()) item["detail"] = one.note;
    items.push_back(std::move(item));
  }
  return {{"isIncomplete", false}, {"items", std::move(items)}};
}

Json signatureHelp(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const Written written = writtenAt(document, document.offsetAt(member(params, "position")));
  const auto found = query::signatureAt(document.snapshot->session(), written.text, written.cursor);
  if (!found) return nullptr;
  const Positions label(found->label);
  Json parameters = Json::array();
  for (size_t i = 0; i < found->parameters.size(); ++i) {
    const auto& [begin, end] = found->parameters[i];
    Json one = {{"label", {label.of(begin).character, label.of(end).character}}};
    if (!found->abouts[i].empty()) one["documentation"] = found->abouts[i];
    parameters.push_back(std::move(one));
  }
  Json signature = {{"label", found->label}, {"parameters", std::move(parameters)}};
  if (!found->about.empty()) signature["documentation"] = found->about;
  Json help = {{"signatures", Json::array({std::move(signature)})}, {"activeSignature", 0}};
  // Behind the last where none is meant.
  help["activeParameter"] = found->active.value_or(found->parameters.size());
  return help;
}

Json hover(State& state, const Json& params) {
  const Document document = documentOf(state, params);
  const uint32_t offset = static_cast<uint32_t>(document.offsetAt(member(params, "position")));
  const bool has_bill = document.snapshot->hasBill();
  const auto found = query::hoverAt(document.snapshot->evaluated(), document.snapshot->options(), has_bill, offset);
  if (!found) return nullptr;
  std::string text;
  for (const std::string& one : found->texts) text += (text.empty() ? "" : "\n\n") + codeBlock(one);
  Ranges ranges(state, *document.snapshot);
  return {{"contents", {{"kind", "markdown"}, {"value", std::move(text)}}}, {"range", ranges.range(found->at)}};
}

}  // namespace smcost::lsp
