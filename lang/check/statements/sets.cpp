// What a scenario sets, among the arguments of a statement.

#include <fmt/format.h>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

void applySets(Statements& cx, const Workload& workload, const std::vector<FieldSet>& sets, Span at,
               std::vector<Argument>& arguments) {
  const ast::File& file = cx.scenario.scope->module->tree;
  for (const FieldSet& set : sets) {
    const Workload* of = &workload;
    std::vector<Argument>* arguments_of = &arguments;
    for (size_t i = 0; arguments_of && i + 1 < set.path.size(); ++i) {
      const Parameter& param = of->params[set.path[i]];
      Argument& option = (*arguments_of)[set.path[i]];
      arguments_of = option.option.get();
      of = &cx.option_types[param.type.index];
      if (option.value && option.more.empty()) continue;
      std::string count = option.value ? fmt::format("{} times", option.more.size() + 1) : "nowhere";
      cx.sink->report(set.field, kinds::option_not_once, cx.sources.text(set.field), param.name, count)
          .label(at, "this statement")
          .hint("a scenario sets the parameters of an option that the statement gives once");
      arguments_of = nullptr;
    }
    if (!arguments_of) continue;
    Argument& argument = (*arguments_of)[set.path.back()] = {};
    if (file.kind(set.value) == NodeKind::default_none) continue;
    argument.value = set.value;
    argument.is_each = static_cast<bool>(set.each);
    argument.span = file.span(set.value);
    argument.scope = cx.scenario.scope;
  }
}

}  // namespace smcost::check
