// All points of a domain gone through, by as many threads as are wanted: what is kept of each figure, and where it is.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "compiler/sweep/kernels.h"

namespace smcost::sweep {

struct Extreme {
  base::Rational figure;
  uint64_t point = 0;    // the first that has it
};

struct Answer {
  std::optional<Extreme> least, greatest;
  base::Rational sum = 0;
};

struct Failure {
  uint64_t count = 0, first = 0;
};

struct Tally {
  std::vector<Answer> answers;            // per question
  std::map<uint32_t, Failure> failures;   // by site: points that failed there
  uint64_t points = 0;                    // with figures
  bool is_stopped = false;                // not all points were looked at
};

// Failures that are none: below `ignored` nothing is done, below `told` whoever asks is told.
struct Sites {
  uint32_t ignored = 0, told = 0;
};

// Points that failed at one of the sites that are told, ascending. One call at a time, from any thread.
using OnOthers = std::function<void(const std::vector<uint64_t>& points)>;

// The same for any number of threads. A wish to stop (base::Interrupt) ends it with what is known so far.
Tally survey(Kernels& kernels, size_t questions, unsigned threads, Sites sites = {}, const OnOthers& on_others = {});

}  // namespace smcost::sweep
