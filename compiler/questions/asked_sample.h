// A sample as it is asked of a spec: what is drawn, and what is wanted of each draw.
#pragma once

#include <string>
#include <vector>

#include "compiler/questions/bill_function.h"
#include "compiler/questions/percentiles.h"
#include "runtime/draws/draws.h"

namespace smcost::questions {

struct AskedSample {
  std::vector<Figure> figures;             // the one that is wanted, then the file's budgets, then of each of `checks` both sides
  std::vector<PercentileCheck> checks;
  draws::Draws draws;                      // of the parameters that are not given
  std::vector<std::string> names;          // of these, in the order of `draws`
  std::string trouble;                     // why it cannot be drawn, as a sentence; empty: it can
};

// Of a session that was asked for `wanted` and checked.
AskedSample askedSample(const session::Session& session, const std::string& wanted, uint64_t seed, std::vector<PercentileCheck> checks);
// `budget p90 total <= 1_200 USD`, `expect p10 …` of its file, in order of the text: as `eval` judges them.
std::vector<PercentileCheck> percentileChecksOf(const session::Session& session);

}  // namespace smcost::questions
