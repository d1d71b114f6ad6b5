// Queries over SKUs: answered once the bill of the session is known.

#include "compiler/session/state.h"
#include "runtime/rating/queries.h"

namespace smcost::session {

std::vector<AnsweredQuery> answerQueries(Session::State& state, const Month& month, diagnostics::Sink& sink) {
  const program::Program& program = month.checked.program;
  std::vector<AnsweredQuery> answers;
  for (size_t i = 0; i < program.queries.size(); ++i) {
    auto answer = runtime::answerQuery(program, program.queries[i], state.theEngine(), sink);
    if (answer) answers.push_back({i, std::move(*answer)});
  }
  if (!answers.empty()) state.reportDifference(sink);
  return answers;
}

}  // namespace smcost::session
