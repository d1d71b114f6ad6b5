// Checks of ends and percentiles, judged over all that the `param`s of a file may be.
#pragma once

#include "compiler/session/session.h"

namespace smcost::questions {

// Draws of a percentile that a file wants to be judged, and their seed: so it comes out alike each time.
inline constexpr uint64_t kJudgedDraws = 10'000, kJudgedSeed = 1;

// A session::StatisticsJudge. A percentile that is not certain within its error does not hold, nor does an end that is not proved.
std::optional<session::StatisticVerdict> judgeStatistic(const session::Options& spec, const program::Check& check);

}  // namespace smcost::questions
