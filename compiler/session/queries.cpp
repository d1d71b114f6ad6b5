// Queries over SKUs: answered once the bill of the session is known, as text.

#include <sstream>

#include "compiler/session/state.h"
#include "runtime/rating/queries.h"
#include "runtime/report/explain/query.h"

namespace smcost::session {

std::vector<std::string> answerQueries(Session::State& state, Month& month, diagnostics::Sink& sink) {
  check::Checked& checked = month.checked;
  const auto show = [&](const base::Rational& value, units::DimensionId dimension) {
    return checked.units.show(value, dimension, checked.program.dimensions);
  };
  const auto choose = [&](const base::Rational& value, units::DimensionId dimension) {
    const units::Units::Shown shown = checked.units.choose(value, dimension, checked.program.dimensions);
    return runtime::ShownUnit{shown.unit, value / shown.number};
  };
  std::vector<std::string> texts;
  for (program::SkuQuery& query : checked.program.queries) {
    const auto answer = runtime::answerQuery(checked.program, query, state.theEngine(), sink);
    if (!answer) continue;
    std::ostringstream out;
    runtime::writeQuery(out, checked.program, query, *answer, show, choose, state.options.width.value_or(runtime::kUsualWidth));
    texts.push_back(out.str());
  }
  if (!texts.empty()) state.reportDifference(sink);
  return texts;
}

}  // namespace smcost::session
