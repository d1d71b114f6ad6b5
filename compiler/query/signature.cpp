#include "compiler/query/signature.h"

#include <algorithm>
#include <set>

#include "compiler/query/declared.h"
#include "compiler/query/phrase_position.h"
#include "lang/syntax/ast.h"

namespace smcost::query {

using session::Session;

namespace {

// A label that is made part by part.
class Writer {
 public:
  explicit Writer(Signature& signature) : signature_(signature) {}

  void text(std::string_view text) { signature_.label += text; }
  void parameter(const std::string& text, std::string about) {
    const uint32_t begin = static_cast<uint32_t>(signature_.label.size());
    signature_.label += text;
    signature_.parameters.emplace_back(begin, static_cast<uint32_t>(signature_.label.size()));
    signature_.abouts.push_back(std::move(about));
  }

 private:
  Signature& signature_;
};

std::string shortOf(const Parameter& parameter) {
  if (parameter.is_option) return "with " + parameter.label;
  if (parameter.is_bare && parameter.type == "Sku") return parameter.name;
  if (parameter.is_bare && parameter.type.starts_with("Multiple[")) return "Nx";
  return parameter.label + " " + parameter.type;
}

std::string aboutOf(const Parameter& parameter) {
  std::string about = parameter.type;
  if (parameter.is_bare && !parameter.is_option) about += ", may stand without `" + parameter.label + "`";
  if (parameter.repeats) about += ", as often as wanted";
  return about + (parameter.is_optional ? "" : ", wanted");
}

// The parameter whose label stands right before, or the first that may stand bare and is not there yet.
std::optional<size_t> activeOf(const Phrase& phrase, const PhrasePosition& position) {
  for (size_t i = 0; i < phrase.parameters.size(); ++i) {
    if (phrase.parameters[i].label == position.last) return i;
  }
  for (size_t i = 0; i < phrase.parameters.size(); ++i) {
    const Parameter& parameter = phrase.parameters[i];
    if (!parameter.is_bare || position.words.contains(parameter.label)) continue;
    if (parameter.type == "Sku" && position.has_sku) continue;
    if (parameter.type.starts_with("Multiple[") && (position.has_multiple || position.has_sku)) continue;
    return i;
  }
  return std::nullopt;
}

Signature signatureOf(const Phrase& phrase, const std::string& name, const PhrasePosition& position) {
  Signature signature;
  signature.about = phrase.summary;
  Writer write(signature);
  write.text(name);
  for (size_t i = 0; i < phrase.parameters.size(); ++i) {
    const Parameter& parameter = phrase.parameters[i];
    write.text(i == 0 || parameter.is_option || parameter.is_bare ? " " : ", ");
    if (parameter.is_optional) write.text("[");
    write.parameter(shortOf(parameter), aboutOf(parameter));
    if (parameter.is_optional) write.text("]");
  }
  signature.active = activeOf(phrase, position);
  return signature;
}

// `name(a, b|`: the name before the bracket that is still open, and how many commas are behind it.
std::optional<std::pair<std::string, size_t>> openCall(const std::string& before) {
  int depth = 0;
  size_t commas = 0;
  for (size_t at = before.size(); at-- > 0;) {
    const char c = before[at];
    if (c == ')' || c == ']' || c == '}') ++depth;
    if (c == ',' && depth == 0) ++commas;
    if ((c == '[' || c == '{') && depth-- == 0) return std::nullopt;
    if (c != '(' || depth-- > 0) continue;
    size_t begin = at;
    while (begin > 0 && isNameChar(before[begin - 1])) --begin;
    if (begin == at) return std::nullopt;
    return std::pair(before.substr(begin, at - begin), commas);
  }
  return std::nullopt;
}

std::optional<Signature> signatureOfCall(const Session& session, const std::string& name, size_t argument) {
  for (size_t i = session.modules().size(); i-- > 0;) {
    const ast::File& file = session.modules()[i].tree;
    const auto text = [&](ast::NodeId node) { return std::string(session.sources().text(file.span(node))); };
    for (const ast::NodeId item : file.items) {
      if (file.kind(item) != ast::NodeKind::fn_decl || text(ast::Children(file, item)[0]) != name) continue;
      Signature signature;
      signature.about = ast::docComment(file, session.sources().file(file.source).text(), file.node(item).begin);
      signature.about.resize(std::min(signature.about.find('\n'), signature.about.size()));
      Writer write(signature);
      write.text(name + "(");
      for (const ast::NodeId part : ast::Children(file, item)) {
        if (file.kind(part) != ast::NodeKind::fn_param) continue;
        if (!signature.parameters.empty()) write.text(", ");
        write.parameter(text(part), {});
      }
      write.text(")");
      if (argument < signature.parameters.size()) signature.active = argument;
      return signature;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Signature> signatureAt(const Session& session, const std::string& item, size_t cursor) {
  const std::string before = item.substr(0, cursor);
  if (const auto call = openCall(before)) {
    if (auto signature = signatureOfCall(session, call->first, call->second)) return signature;
  }
  std::set<std::string> heads, skus;
  const std::vector<Phrase> workloads = query::workloads(session);
  for (const Phrase& phrase : workloads) heads.insert(phrase.name);
  for (const program::Key& key : session.program().keys) skus.insert(key.text);
  const PhrasePosition position = phrasePosition(before, heads, skus);
  for (const Phrase& phrase : workloads) {
    if (phrase.name != position.head) continue;
    if (position.option.empty()) return signatureOf(phrase, phrase.name, position);
    for (const Parameter& parameter : phrase.parameters) {
      if (!parameter.is_option || parameter.label != position.option) continue;
      for (const Phrase& option : options(session)) {
        if (option.name == parameter.type) return signatureOf(option, "with " + position.option, position);
      }
    }
  }
  return std::nullopt;
}

}  // namespace smcost::query
