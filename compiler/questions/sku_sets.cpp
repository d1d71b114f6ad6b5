#include "compiler/questions/sku_sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/questions/show.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

// The number of a `param`, of which there is one.
size_t numberOf(const program::Program& program, const std::string& name) {
  const auto& all = program.parameters;
  return static_cast<size_t>(std::find_if(all.begin(), all.end(), [&](const program::Parameter& one) { return one.name == name; }) - all.begin());
}

// As a spec is checked at a point: numbers as variables, names as `-p` says them.
void take(session::Options& options, const Axis& axis, const Value& value) {
  if (const base::Rational* number = std::get_if<base::Rational>(&value)) options.variables.push_back({axis.name, *number});
  else options.params.emplace_back(axis.name, std::get<std::string>(value));
}

class Widener {
 public:
  Widener(const session::Options& spec, std::vector<Axis>& axes, size_t own) : spec_(spec), axes_(axes), own_(own) { spec_.judges_checks = false; }

  // None: see `why`. Else whether there are more than before.
  std::optional<bool> run(std::string& why) {
    const std::vector<size_t> others = hangsOn();
    if (others.empty()) return false;
    base::Integer sets = 1;
    for (const size_t i : others) sets *= axes_[i].count;
    Axis& axis = axes_[own_];
    if (sets > kMostSets) {
      why = fmt::format("`{0}` may be other SKUs at each of {1} points, and {2} sets are the most: `{0}={{A, B}}` lists values", axis.name, sets.get_str(), kMostSets);
      return std::nullopt;
    }
    std::vector<Value> all = axis.listed;
    for (uint64_t set = 0; set < sets.get_ui(); ++set) {
      if (!addSet(others, set, all, why)) return std::nullopt;
    }
    const auto place = [&](const Value& one) { return std::find(order_.begin(), order_.end(), one); };
    std::sort(all.begin(), all.end(), [&](const Value& a, const Value& b) { return place(a) < place(b); });
    const bool is_wider = all.size() > axis.listed.size();
    axis.listed = std::move(all);
    axis.count = axis.listed.size();
    return is_wider;
  }

 private:
  // Which of the other axes decide what is in the set.
  std::vector<size_t> hangsOn() {
    session::Options options = spec_;
    for (size_t i = 0; i < axes_.size(); ++i) {
      if (i != own_) options.variables.push_back({axes_[i].name, {}});
    }
    session::Session session(std::move(options));
    session.check();
    const program::Program& program = session.program();
    for (const program::KeyId sku : program.facts.skus) order_.emplace_back(program.keys[sku.value].text);
    std::vector<size_t> others;
    for (const uint32_t variable : setOf(program).reads) {
      const auto found = std::find_if(axes_.begin(), axes_.end(), [&](const Axis& one) { return one.name == program.variables.all[variable].name; });
      others.push_back(static_cast<size_t>(found - axes_.begin()));
    }
    return others;
  }

  const program::SkuQuery& setOf(const program::Program& program) const {
    return program.sku_sets[std::get<program::SkuSet>(program.parameters[numberOf(program, axes_[own_].name)].domain).query];
  }

  bool addSet(const std::vector<size_t>& others, uint64_t number, std::vector<Value>& all, std::string& why) const {
    base::checkInterrupt();
    session::Options options = spec_;
    for (const size_t i : others) {
      const uint64_t count = axes_[i].count.get_ui();
      take(options, axes_[i], axes_[i].at(number % count));
      number /= count;
    }
    session::Session session(std::move(options));
    // What is wrong there, such as a SKU that is not in the set, is a matter of its points.
    session.check();
    if (session.monthCount() == 0) return true;
    const program::Program& program = session.program();
    const size_t parameter = numberOf(program, axes_[own_].name);
    if (!std::holds_alternative<program::SkuSet>(program.parameters[parameter].domain)) return true;
    const auto skus = skusOf(session, parameter, why);
    if (!skus) return false;
    for (const Value& one : *skus) {
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
    return true;
  }

  session::Options spec_;
  std::vector<Axis>& axes_;
  size_t own_;
  std::vector<Value> order_;   // all SKUs there are
};

}  // namespace

std::optional<std::vector<Value>> skusOf(const session::Session& session, size_t parameter, std::string& why) {
  diagnostics::Sink sink;
  const auto skus = session.skusOf(parameter, sink);
  if (!skus) {
    why = firstError(sink).value_or("which SKUs are in the set is not known");
    return std::nullopt;
  }
  std::vector<Value> values;
  const program::Program& program = session.program();
  for (const program::KeyId sku : *skus) values.emplace_back(program::printValue(program, program.parameters[parameter], sku));
  return values;
}

bool widenSets(const session::Options& spec, std::vector<Axis>& axes, std::string& why) {
  // A set that grows may be what another one hangs on.
  for (bool is_wider = axes.size() > 1; is_wider;) {
    is_wider = false;
    for (size_t i = 0; i < axes.size(); ++i) {
      if (!axes[i].is_set) continue;
      const auto wider = Widener(spec, axes, i).run(why);
      if (!wider) return false;
      is_wider = is_wider || *wider;
    }
  }
  return true;
}

}  // namespace smcost::questions
