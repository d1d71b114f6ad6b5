#include "compiler/query/actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "compiler/query/declared.h"
#include "compiler/query/tree_place.h"
#include "lang/diagnostics/render.h"
#include "runtime/bill/bill.h"
#include "runtime/report/report.h"

namespace smcost::query {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using session::Session;

namespace {

bool isIn(const source::Span& span, source::FileId file, uint32_t begin, uint32_t end) {
  return !span.isNone() && span.file == file && span.begin <= end && begin <= span.end;
}

// The rates that a missing price could stand in, which one of its notes shows: a text with PRICE where the figure goes.
std::optional<std::string> ownRow(const diagnostics::Diagnostic& one) {
  for (const std::string& note : one.notes) {
    const size_t at = note.find("\nrates ");
    if (at != std::string::npos && note.find("PRICE ", at) != std::string::npos) return note.substr(at + 1);
  }
  return std::nullopt;
}

// Behind all that the file has, with an empty line between.
TextEdit atEnd(const Session& session, source::FileId file, const std::string& text) {
  const std::string_view whole = session.sources().file(file).text();
  const uint32_t end = static_cast<uint32_t>(whole.size());
  return {{file, end, end}, (whole.ends_with('\n') || whole.empty() ? "\n" : "\n\n") + text + "\n"};
}

class Rewriter {
 public:
  Rewriter(const Session& session, const session::Options& options, uint32_t offset)
      : session_(session), options_(options), file_(session.tree()), offset_(offset) {
    for (const std::string& name : valueNames(session)) taken_.insert(name.ends_with('(') ? name.substr(0, name.size() - 1) : name);
    for (const std::string& name : session.scenarioNames()) taken_.insert(name);
  }

  std::vector<Action> find() {
    const auto isStatement = [](NodeKind kind) { return kind == NodeKind::statement; };
    statement_ = nodeAt(file_, offset_, isStatement);
    if (!statement_ || !isTopLevel()) return {};
    name();
    parameter();
    scenario();
    return std::move(found_);
  }

 private:
  std::string textOf(NodeId node) const { return std::string(session_.sources().text(file_.span(node))); }
  bool isTopLevel() const {
    const std::vector<NodeId> statements = ast::statementsOf(file_);
    return std::find(statements.begin(), statements.end(), statement_) != statements.end();
  }
  NodeId nameOf() const {
    const NodeId first = Children(file_, statement_)[0];
    return file_.kind(first) == NodeKind::name ? first : NodeId{};
  }
  std::string freeName(const std::string& wanted) const {
    std::string name = wanted;
    for (size_t i = 2; taken_.contains(name); ++i) name = fmt::format("{}_{}", wanted, i);
    return name;
  }
  source::Span at(uint32_t place) const { return {file_.source, place, place}; }

  // The bill with the edits; none: there is none.
  std::optional<base::Rational> totalWith(const std::vector<TextEdit>& edits, std::optional<std::string> scenario = {}) const {
    std::string text(session_.sources().file(file_.source).text());
    std::vector<TextEdit> last_first(edits);
    std::stable_sort(last_first.begin(), last_first.end(), [](const TextEdit& a, const TextEdit& b) { return a.at.begin > b.at.begin; });
    for (const TextEdit& edit : last_first) text.replace(edit.at.begin, edit.at.end - edit.at.begin, edit.text);
    session::Options options = options_;
    options.directory = std::filesystem::path(options.path).parent_path().string();
    options.text = std::move(text);
    options.scenario = std::move(scenario);
    Session session(std::move(options));
    if (!session.checkAll() || !session.evaluate() || session.exitCode() != session_.exitCode()) return std::nullopt;
    return runtime::total(session.reportContext());
  }
  bool comesToTheSame(const std::vector<TextEdit>& edits, std::optional<std::string> scenario = {}) const {
    return totalWith(edits, std::move(scenario)) == runtime::total(session_.reportContext());
  }
  void offer(std::string title, std::vector<TextEdit> edits) { found_.push_back({Action::Kind::rewrite, std::move(title), std::move(edits), nullptr, false}); }

  void name() {
    if (nameOf()) return;
    const NodeId head = Children(file_, statement_)[0];
    std::string last = textOf(head);
    last = last.substr(last.rfind('.') + 1);
    const std::string name = freeName("my_" + last);
    const std::vector<TextEdit> edits = {{at(file_.node(statement_).begin), name + " = "}};
    if (comesToTheSame(edits)) offer(fmt::format("name this statement `{}`", name), edits);
  }

  // A value that was written out; one of a phrase's words is a SKU or a word of a set.
  NodeId literal() const {
    const NodeId found = nodeAt(file_, offset_, [](NodeKind kind) {
      return kind == NodeKind::quantity || kind == NodeKind::compound || kind == NodeKind::number || kind == NodeKind::times || kind == NodeKind::word;
    });
    const bool is_inside = found && file_.node(statement_).first <= found.value && found.value < statement_.value;
    return is_inside ? found : NodeId{};
  }

  // The parameter of a workload that the literal is given to, by the label before it or by its nature.
  std::optional<Parameter> parameterOf(NodeId literal) const {
    const Children parts(file_, statement_);
    std::string head, label;
    for (const NodeId part : parts) {
      if (file_.kind(part) == NodeKind::head) head = textOf(part);
      if (part == literal) break;
      label = file_.kind(part) == NodeKind::word ? textOf(part) : std::string();
    }
    if (std::find(parts.begin(), parts.end(), literal) == parts.end()) return std::nullopt;
    for (const Phrase& phrase : workloads(session_)) {
      if (phrase.name != head) continue;
      for (const Parameter& one : phrase.parameters) {
        if (one.label == label || (one.is_bare && fits(one, literal))) return one;
      }
    }
    return std::nullopt;
  }

  bool fits(const Parameter& parameter, NodeId literal) const {
    switch (file_.kind(literal)) {
      case NodeKind::times: return parameter.type.starts_with("Multiple[");
      case NodeKind::word: return parameter.type == "Sku";
      case NodeKind::number: return parameter.type.starts_with("Count[");
      default: break;
    }
    const NodeId unit = Children(file_, literal)[1];
    const auto known = session_.units().find(textOf(unit));
    return known && session_.program().dimensions.show(session_.units()[*known].dimension) == parameter.type;
  }

  void parameter() {
    const NodeId value = literal();
    if (!value) return;
    const std::optional<Parameter> given = parameterOf(value);
    const std::string name = freeName(given ? given->name : "value");
    const NodeId item = itemOf(file_, statement_);
    for (const std::string& use : {name, "(" + name + ")"}) {
      const std::vector<TextEdit> edits = {{at(file_.node(item).begin), fmt::format("param {} = {}\n", name, textOf(value))}, {file_.span(value), use}};
      if (!comesToTheSame(edits)) continue;
      return offer(fmt::format("make `{}` a `param {}`", textOf(value), name), edits);
    }
  }

  void scenario() {
    if (!nameOf()) return;
    const std::string statement = textOf(nameOf()), name = freeName("what_if");
    if (const NodeId value = literal()) {
      if (const std::optional<Parameter> given = parameterOf(value)) {
        const std::string text = fmt::format("scenario {} {{\n  set {}.{} = {}\n}}", name, statement, given->name, textOf(value));
        const std::vector<TextEdit> edits = {atEnd(session_, file_.source, text)};
        if (comesToTheSame(edits) && comesToTheSame(edits, name)) offer(fmt::format("put `{}` into a scenario, to be set there", textOf(value)), edits);
      }
    }
    const std::vector<TextEdit> edits = {atEnd(session_, file_.source, fmt::format("scenario {} {{\n  drop {}\n}}", name, statement))};
    if (comesToTheSame(edits)) offer(fmt::format("add a scenario without `{}`", statement), edits);
  }

  const Session& session_;
  const session::Options& options_;
  const ast::File& file_;
  uint32_t offset_;
  NodeId statement_;
  std::set<std::string> taken_;
  std::vector<Action> found_;
};

}  // namespace

std::vector<Action> fixesAt(const Session& session, source::FileId file, uint32_t begin, uint32_t end) {
  std::vector<Action> found;
  for (const diagnostics::Diagnostic* one : diagnostics::inOrder(session.sink())) {
    if (!isIn(one->span, file, begin, end)) continue;
    for (const diagnostics::Fix& fix : one->fixes) {
      found.push_back({Action::Kind::fix, diagnostics::fixTitle(fix, session.sources()), {{fix.span, fix.replacement}}, one, one->appliesAlone(fix)});
    }
    if (const auto row = ownRow(*one)) found.push_back({Action::Kind::fix, "add a price row of my own", {atEnd(session, file, *row)}, one, false});
  }
  return found;
}

std::vector<Action> rewritesAt(const Session& session, const session::Options& options, uint32_t offset) {
  return Rewriter(session, options, offset).find();
}

}  // namespace smcost::query
