// `scenario NAME { set FIELD = VALUE; drop STATEMENT }`: what each entry of the scenario in force
// means. An entry writes one field, a statement or a part of it, and no field has two writers.

#include <fmt/format.h>

#include <algorithm>

#include "lang/base/nearest.h"
#include "lang/check/expressions/name_parts.h"
#include "lang/check/scenarios/scenarios.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Resolves the entries of one scenario.
class ScenarioReader {
 public:
  explicit ScenarioReader(Scenarios& cx) : cx_(cx), main_(*cx.main), file_(main_.module->tree) {
    for (const BilledFile& billed : cx.files) {
      const ast::File& file = billed.scope->module->tree;
      for (const NodeId item : ast::statementsOf(file)) {
        Children parts(file, item);
        if (file.kind(parts[0]) == NodeKind::name) addStatement(billed, item, cx.text(file, parts[0]));
      }
    }
  }

  void read(NodeId scenario) {
    for (NodeId entry : Children(file_, scenario)) {
      if (file_.kind(entry) == NodeKind::set_entry) readSet(entry);
      if (file_.kind(entry) == NodeKind::drop_entry) readDrop(entry);
    }
  }

 private:
  struct Place {
    std::string name;
    const Scope* scope;
    NodeId node;
  };

  // The first of a name is the one that it means.
  void addStatement(const BilledFile& billed, NodeId node, std::string_view name) {
    std::string full = billed.prefix + std::string(name);
    longest_ = std::max(longest_, full.size());
    statements_.try_emplace(full, Place{full, billed.scope, node});
  }

  // The statement that a dotted name begins with: the longest, since names of included files hold a dot.
  const Place* statementOf(std::string_view path) const {
    size_t cut = path.size() <= longest_ ? path.size() : path.rfind('.', longest_);
    for (; cut != std::string_view::npos && cut > 0; cut = path.rfind('.', cut - 1)) {
      auto found = statements_.find(std::string(path.substr(0, cut)));
      if (found != statements_.end()) return &found->second;
    }
    return nullptr;
  }

  StatementChanges& changesOf(const Place& place) { return cx_.scenario.changes[{place.scope, place.node.value}]; }

  // False, and both places shown, when the field, a part of it or the whole has a writer already.
  // A key is the statement's name and the names of the parameters, a line each.
  bool takeField(const std::string& key, Span at) {
    auto first = writers_.find(key);
    if (first == writers_.end()) {
      auto below = writers_.lower_bound(key + '\n');
      if (below != writers_.end() && below->first.starts_with(key + '\n')) first = below;
    }
    size_t cut = key.rfind('\n');
    for (; first == writers_.end() && cut != std::string::npos && cut > 0; cut = key.rfind('\n', cut - 1)) {
      first = writers_.find(key.substr(0, cut));
    }
    if (first == writers_.end()) {
      writers_.emplace(key, at);
      return true;
    }
    cx_.sink->report(at, kinds::two_writers, cx_.sources.text(at))
        .primary("the second")
        .label(first->second, "the first")
        .hint("a scenario says each field once");
    return false;
  }

  std::vector<std::string> knownNames() const {
    std::vector<std::string> names;
    for (const auto& [name, place] : statements_) names.push_back(name);
    for (const auto& [key, decl] : main_.names) {
      if (decl->kind == DeclKind::param) names.push_back(key.substr(1));
    }
    return names;
  }

  // No statement or `param` begins the name.
  void reportUnknown(Span at, std::string_view text) {
    const bool looks = cx_.sink->errorCount() < diagnostics::Sink::kMostSuggestions;
    std::vector<std::string> known = looks ? knownNames() : std::vector<std::string>{};
    size_t length = std::min(text.find('.'), text.size());
    size_t last = text.rfind('.');
    if (last != std::string_view::npos && base::nearest(text.substr(0, length), known).empty()) length = last;
    Span name{at.file, at.begin, at.begin + static_cast<uint32_t>(length)};
    auto& diagnostic = cx_.sink->report(name, kinds::unknown_name, text.substr(0, length));
    suggest(diagnostic, name, text.substr(0, length), known);
    if (find(cx_, main_, Space::head, text.substr(0, length))) {
      diagnostic.hint(fmt::format("a scenario changes statements by their names: `api = {} …`", text.substr(0, length)));
    }
  }

  // What the file's statements are called is not known to the check yet.
  void noteStatement(const Place& place, Span path) {
    if (!cx_.options.mentions) return;
    const std::string_view text = cx_.sources.text(path).substr(0, place.name.size());
    uint32_t begin = 0;
    for (size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', begin)) {
      const Decl* file = find(cx_, main_, Space::value, text.substr(0, dot));
      if (file) cx_.options.mentions->note({path.file, path.begin + begin, path.begin + static_cast<uint32_t>(dot)}, *file);
      begin = static_cast<uint32_t>(dot) + 1;
    }
    const ast::File& file = place.scope->module->tree;
    const Span name{path.file, path.begin + begin, path.begin + static_cast<uint32_t>(text.size())};
    cx_.options.mentions->note(name, SymbolKind::statement, file, Children(file, place.node)[0]);
  }

  // --- drop ---

  void readDrop(NodeId entry) {
    NodeId path = Children(file_, entry)[0];
    Span at = file_.span(path);
    std::string_view text = cx_.text(file_, path);
    const Place* place = statementOf(text);
    if (place) noteStatement(*place, at);
    if (place && place->name.size() < text.size()) {
      return report(at, kinds::only_statements_dropped, "a part of a statement",
                    fmt::format("an option or a part that may be left out is `set {} = none`", text));
    }
    if (place) {
      if (takeField(place->name, at)) changesOf(*place).drop = at;
    } else if (const Decl* decl = find(cx_, main_, Space::value, text)) {
      cx_.sink->report(at, kinds::only_statements_dropped, text, kindOf(*decl)).label(decl->span, "declared here");
    } else {
      reportUnknown(at, text);
    }
  }

  static std::string_view kindOf(const Decl& decl) {
    switch (decl.kind) {
      case DeclKind::let: return "a `let`";
      case DeclKind::param: return "a `param`";
      case DeclKind::fn: return "a function";
      case DeclKind::days: return "a list of days";
      case DeclKind::file: return "an included file";
      default: return "no statement";
    }
  }

  template <class... Args>
  void report(Span at, const diagnostics::Kind<Args...>& kind, std::string_view what, std::string hint) {
    cx_.sink->report(at, kind, cx_.sources.text(at), what).hint(std::move(hint));
  }

  // --- set ---

  void readSet(NodeId entry) {
    Children parts(file_, entry);
    FieldSet set;
    set.entry = entry;
    set.value = parts[1];
    if (parts.size() > 2) set.each = parts[2];
    set.field = file_.span(parts[0]);
    std::string_view text = cx_.text(file_, parts[0]);
    if (const Place* place = statementOf(text)) return setField(*place, std::move(set));
    const Decl* decl = findAt(cx_, main_, Space::value, parts[0]);
    if (!decl) return reportUnknown(set.field, text);
    if (decl->kind == DeclKind::param) return setParam(*decl, set);
    auto& diagnostic = cx_.sink->report(set.field, kinds::only_parameters_set, text, kindOf(*decl));
    diagnostic.label(decl->span, "declared here");
    if (decl->kind != DeclKind::let) return;
    diagnostic.hint(fmt::format("a value that scenarios change is declared `param {} = …`", text));
  }

  bool isNone(const FieldSet& set) const { return file_.kind(set.value) == NodeKind::default_none; }

  // `set users = 60`, of a `param` of the file.
  void setParam(const Decl& decl, const FieldSet& set) {
    if (!takeField('\n' + std::string(cx_.sources.text(set.field)), set.field)) return;
    if (isNone(set)) {
      cx_.sink->report(set.field, kinds::not_left_out, decl.name).label(decl.span, "declared here");
    } else if (set.each) {
      cx_.sink->report(file_.span(set.each), kinds::each_not_declared, decl.name);
    } else if (const auto given = cx_.overrides.find(&decl); given != cx_.overrides.end() && !given->second.is_of_include) {
      const ast::File& flag = given->second.scope->module->tree;
      cx_.sink->report(set.field, kinds::two_writers, decl.name)
          .label(flag.span(given->second.value), "and `-p` on the command line")
          .hint("leave out `-p`, or take another scenario");
    } else {
      cx_.overrides[&decl] = {&main_, set.value, false};
    }
  }

  // `set api.monitor.time = 5min`: from the statement through its options to the parameter.
  void setField(const Place& place, FieldSet set) {
    std::string_view text = cx_.sources.text(set.field);
    noteStatement(place, set.field);
    const ast::File& file = place.scope->module->tree;
    Children parts(file, place.node);
    if (text.size() == place.name.size()) {
      return report(set.field, kinds::only_parameters_set, "a statement",
                    fmt::format("name one of its parameters: `set {}.NAME = …`", text));
    }
    if (file.kind(parts[1]) != NodeKind::head) {
      return report(set.field, kinds::only_parameters_set, "no parameter",
                    fmt::format("`{}` has none: it is not made by a workload", place.name));
    }
    const Decl* head = find(cx_, *place.scope, Space::head, cx_.text(file, parts[1]));
    if (!head) return;  // which is reported where it stands
    notePartsOf(cx_, *head, set.field, text.substr(place.name.size() + 1));
    const Workload* workload = &cx_.workloads[head->index];
    std::string key = place.name, owner = place.name;
    for (std::string_view rest = text.substr(place.name.size() + 1); !rest.empty();) {
      std::string_view name = rest.substr(0, rest.find('.'));
      rest = name.size() == rest.size() ? std::string_view{} : rest.substr(name.size() + 1);
      auto index = parameterOf(*workload, owner, name, set.field, workload->body && set.path.empty());
      if (!index) return;
      const Parameter& param = workload->params[*index];
      set.path.push_back(*index);
      (key += '\n') += name;
      (owner += '.') += name;
      if (rest.empty()) {
        if (!fitsParameter(param, owner, set)) return;
      } else if (param.type.kind == Kind::option) {
        workload = &cx_.option_types[param.type.index];
      } else {
        if (param.type.kind == Kind::error) return;
        cx_.sink->report(set.field, kinds::unknown_part, owner, rest);
        return;
      }
    }
    if (takeField(key, set.field)) changesOf(place).sets.push_back(std::move(set));
  }

  // Which parameter a name is; none, and said why, when it is no parameter.
  std::optional<uint32_t> parameterOf(const Workload& workload, const std::string& owner, std::string_view name, Span field,
                                      bool may_be_line) {
    std::vector<std::string> known;
    for (uint32_t i = 0; i < workload.params.size(); ++i) {
      if (workload.params[i].name == name) return i;
      known.push_back(workload.params[i].name);
    }
    const bool is_part = std::any_of(workload.parts.begin(), workload.parts.end(), [&](const BodyPart& part) { return part.name == name; });
    if (may_be_line && (is_part || hasLine(cx_, workload, name))) {
      report(field, kinds::only_parameters_set, is_part ? "a part of a statement" : "a line of the bill",
             fmt::format("set what it is computed from: `{}` has {}", owner, fmt::join(known, ", ")));
      return std::nullopt;
    }
    auto& diagnostic = cx_.sink->report(field, kinds::unknown_part, owner, name);
    const auto begin = field.begin + static_cast<uint32_t>(owner.size()) + 1;
    const Span at{field.file, begin, begin + static_cast<uint32_t>(name.size())};
    if (auto label = workload.labels.find(std::string(name)); label != workload.labels.end()) {
      const std::string& meant = workload.params[label->second].name;
      diagnostic.hint(fmt::format("`{}` is the label of parameter `{}`", name, meant));
      diagnostic.fix(at, meant, fmt::format("write `{}`", meant));
    } else {
      suggest(diagnostic, at, name, known);
      if (diagnostic.hints.empty()) diagnostic.hint(fmt::format("`{}` has {}", owner, fmt::join(known, ", ")));
    }
    return std::nullopt;
  }

  // What can be said before the value is read.
  bool fitsParameter(const Parameter& param, const std::string& field, const FieldSet& set) {
    if (isNone(set)) {
      if (param.optional) return true;
      auto& diagnostic = cx_.sink->report(set.field, kinds::not_left_out, field).label(param.span, "declared here");
      if (param.default_value) diagnostic.hint("it has a default, which a scenario writes like any other value");
      return false;
    }
    if (param.with) {
      std::string_view or_none = param.optional ? ", or leave it out with `= none`" : "";
      report(set.field, kinds::only_parameters_set, "an option",
             fmt::format("name one of its parameters: `set {}.NAME = …`{}", field, or_none));
      return false;
    }
    if (!set.each || !param.each.empty()) return true;
    cx_.sink->report(file_.span(set.each), kinds::each_not_declared, param.name);
    return false;
  }

  Scenarios& cx_;
  const Scope& main_;
  const ast::File& file_;
  std::map<std::string, Place> statements_;
  size_t longest_ = 0;
  std::map<std::string, Span> writers_;
};

}  // namespace

void readScenario(Scenarios& cx) {
  if (!cx.options.scenario) return;
  const ast::File& file = cx.main->module->tree;
  for (NodeId item : file.items) {
    if (file.kind(item) != NodeKind::scenario_decl) continue;
    if (cx.text(file, Children(file, item)[0]) != *cx.options.scenario) continue;
    cx.scenario.scope = cx.main;
    cx.scenario.name = *cx.options.scenario;
    ScenarioReader(cx).read(item);
    return;
  }
}

}  // namespace smcost::check
