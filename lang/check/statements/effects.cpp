#include "lang/check/statements/effects.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

class IdleArguments {
 public:
  IdleArguments(Statements& cx, const Scope& scope, const Workload& workload, const Effects& effects, bool by_scenario)
      : cx_(cx), scope_(scope), workload_(workload), effects_(effects), by_scenario_(by_scenario) {}

  bool report(const std::vector<Argument>& arguments) {
    bool sound = true;
    for (size_t i = 0; i < workload_.params.size(); ++i) {
      const Parameter& param = workload_.params[i];
      const Argument& argument = arguments[i];
      if (!argument.value) continue;
      if (!param.with) sound = judge(param, argument, {localOf(i), -1}) && sound;
      else sound = judgeOption(param, argument, i) && sound;
    }
    return sound;
  }

 private:
  // `kept` is what `span` is worth, which stands behind the arguments.
  size_t localOf(size_t param) const { return workload_.params[param].kept ? workload_.params.size() : param; }

  bool judgeOption(const Parameter& param, const Argument& option, size_t index) {
    const Workload& type = cx_.option_types[param.type.index];
    auto isUsed = [&](const ReadLocal& read) { return read.local == index; };
    if (std::none_of(effects_.used.begin(), effects_.used.end(), isUsed)) return refuse(option, {index, -1});
    bool sound = true;
    for (size_t part = 0; part < type.params.size(); ++part) {
      const ReadLocal read{index, static_cast<int>(part)};
      auto judgeOf = [&](const Argument& given) {
        const bool has = given.option && part < given.option->size() && (*given.option)[part].value;
        if (has) sound = judge(type.params[part], (*given.option)[part], read) && sound;
      };
      judgeOf(option);
      for (const Argument& further : option.more) judgeOf(further);
    }
    return sound;
  }

  bool judge(const Parameter& param, const Argument& argument, ReadLocal read) {
    return effects_.used.count(read) || isFree(param) || saysWhen(param, argument) || refuse(argument, read);
  }

  // What must be given is no mistake of the phrase, and a text is there for its readers.
  static bool isFree(const Parameter& param) {
    const bool is_asked_for = !param.optional && !param.default_value;
    return is_asked_for || param.type.kind == Kind::text;
  }

  // A schedule is what the rates beside it count over, also where the body does not name it.
  bool saysWhen(const Parameter& param, const Argument& argument) const {
    if (param.kept || param.type.kind != Kind::number || param.type.dimension != cx_.time) return false;
    const Scope& scope = argument.scope ? *argument.scope : scope_;
    const NodeKind kind = scope.module->tree.kind(argument.value);
    return param.labelWord() == "for" || kind == NodeKind::always || kind == NodeKind::amount ||
           kind == NodeKind::placed || kind == NodeKind::clocks;
  }

  bool refuse(const Argument& argument, ReadLocal read) {
    if (by_scenario_ && !argument.scope) return true;
    auto& diagnostic = cx_.sink->report(argument.span, kinds::argument_without_effect, cx_.sources.text(argument.span), workload_.name);
    for (const Effects::Missed& missed : effects_.missed) {
      auto reads = [&](const ReadLocal& other) { return other == read || (read.part < 0 && other.local == read.local); };
      if (std::none_of(missed.reads.begin(), missed.reads.end(), reads)) continue;
      explain(diagnostic, missed);
      break;
    }
    return false;
  }

  void explain(diagnostics::Diagnostic& diagnostic, const Effects::Missed& missed) {
    diagnostic.label(missed.span, missed.is_line ? "it would count in this line" : "it would count if this held");
    std::string names;
    for (const ReadLocal& read : missed.wanting) names += fmt::format("{}`{}`", names.empty() ? "" : " and ", nameOf(read));
    if (!names.empty()) diagnostic.hint(fmt::format("give {} too, or leave this out", names));
  }

  std::string nameOf(const ReadLocal& read) const {
    const Parameter& param = workload_.params[read.local];
    if (read.part < 0) return param.labelWord();
    return cx_.option_types[param.type.index].params[static_cast<size_t>(read.part)].labelWord();
  }

  Statements& cx_;
  const Scope& scope_;  // of the statement
  const Workload& workload_;
  const Effects& effects_;
  bool by_scenario_;
};

}  // namespace

bool refuseIdle(Statements& cx, const Scope& scope, const Workload& workload, const std::vector<Argument>& arguments,
                const Effects& effects, bool by_scenario) {
  // A body still to be written says nothing about any of them.
  const bool is_sketch = Children(workload.decl->scope->module->tree, workload.body).size() == 0;
  return is_sketch || !effects.known || IdleArguments(cx, scope, workload, effects, by_scenario).report(arguments);
}

}  // namespace smcost::check
