// An `expect` of an included file says what that file comes to by itself: in one bill with others it shares their
// tiers and allowances. So each such file is checked and billed as if nothing included it.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/session/state.h"

namespace smcost::session {

namespace {

// A module and all that it uses, taken out of the session's for as long as this lives.
class ByItself {
 public:
  ByItself(Session::State& state, size_t module) : state_(state), first_(state.modules.firstOwn()) {
    std::deque<check::Module>& all = state.modules.owned();
    std::vector<bool> wanted(module + 1, false);
    wanted[module] = true;
    check::Modules own(state.modules.below());
    std::map<size_t, size_t> places;
    for (size_t i = module + 1; i-- > first_;) {
      if (!wanted[i]) continue;
      for (const size_t import : state.modules[i].imports) {
        if (import < i) wanted[import] = true;
      }
    }
    for (size_t i = first_; i <= module; ++i) {
      if (!wanted[i]) continue;
      places[i] = own.size();
      from_.push_back(i - first_);
      check::Module& taken = all[i - first_];
      imports_.push_back(taken.imports);
      own.push_back(std::move(taken));
      for (size_t& import : own.owned().back().imports) {
        if (import >= first_) import = import < i ? places.at(import) : SIZE_MAX;
      }
    }
    all_ = std::exchange(state.modules, std::move(own));
    declarations_ = std::exchange(state.declarations, nullptr);
  }
  ~ByItself() {
    for (size_t i = 0; i < from_.size(); ++i) {
      check::Module& own = all_.owned()[from_[i]];
      own = std::move(state_.modules.owned()[i]);
      own.imports = std::move(imports_[i]);
    }
    state_.modules = std::move(all_);
    state_.declarations = std::move(declarations_);
  }
  ByItself(const ByItself&) = delete;
  ByItself& operator=(const ByItself&) = delete;

 private:
  Session::State& state_;
  size_t first_;                              // of the files' own modules, behind those of the library
  check::Modules all_;
  check::SharedDeclarations declarations_;    // of all of them
  std::vector<size_t> from_;                  // of each module that is taken, where it stood
  std::vector<std::vector<size_t>> imports_;  // and what its imports were
};

// `-p vision.users=60` is `users` of that file.
std::vector<check::Options::Param> paramsOf(const std::vector<check::Options::Param>& params, const std::string& file) {
  std::vector<check::Options::Param> own;
  for (const check::Options::Param& param : params) {
    if (param.name.starts_with(file + ".")) own.push_back({param.name.substr(file.size() + 1), param.tree});
  }
  return own;
}

std::vector<CheckOutcome> judge(Session::State& state, const std::string& file, diagnostics::Sink& sink) {
  check::Options options = state.check_options;
  options.params = paramsOf(state.check_options.params, file);
  options.strict = false;  // what the file leaves to be assumed is the including file's to say
  std::deque<Month> months = checkMonths(state, options, sink);
  if (sink.hasErrors() || !rateMonths(state, months, sink)) return {};
  return evaluateChecks(state, months, sink, {file}).checks;
}

}  // namespace

std::vector<CheckOutcome> judgeIncluded(Session::State& state, diagnostics::Sink& sink) {
  std::vector<CheckOutcome> outcomes;
  // A scenario is another file than any that is written, and a dialogue asks at each input.
  if (state.options.input_end || !state.months.front().checked.scenario.empty()) return outcomes;
  for (const program::IncludedFile& file : state.months.front().checked.program.included) {
    state.expects_left_out.push_back(file.expects_left_out);
    if (file.expects_left_out == 0 || file.is_varied) continue;
    const auto module = std::find_if(state.modules.begin(), state.modules.end(),
                                     [&](const check::Module& one) { return one.tree.source == file.source; });
    diagnostics::Sink own;
    std::vector<CheckOutcome> judged;
    {
      const ByItself alone(state, static_cast<size_t>(std::distance(state.modules.begin(), module)));
      judged = judge(state, file.name, own);
    }
    if (judged.size() == file.expects_left_out) state.expects_left_out.back() = 0;
    if (judged.empty()) own.noteAll(fmt::format("in the bill of `{}` by itself, which its `expect`s speak of", file.name));
    sink.append(std::move(own));
    std::move(judged.begin(), judged.end(), std::back_inserter(outcomes));
  }
  return outcomes;
}

}  // namespace smcost::session
