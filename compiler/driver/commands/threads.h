// On how many threads a question is answered.
#pragma once

#include <algorithm>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "compiler/driver/run/run.h"
#include "compiler/questions/workers.h"

namespace smcost::driver {

// None: `--threads` is refused.
inline std::optional<unsigned> threadsOf(const Arguments& arguments) {
  if (!arguments.threads) return std::clamp(std::thread::hardware_concurrency(), 1U, questions::kMostThreads);
  if (*arguments.threads < 1 || *arguments.threads > questions::kMostThreads) return std::nullopt;
  return static_cast<unsigned>(*arguments.threads);
}

inline ExitCode complainOfThreads() { return complain(fmt::format("there are 1 to {} threads", questions::kMostThreads)); }

}  // namespace smcost::driver
