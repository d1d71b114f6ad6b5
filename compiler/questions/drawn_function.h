// A spec as a function of draws: by kernels where one program has them, point by point where not.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "compiler/questions/bill_function.h"
#include "compiler/questions/drawn.h"
#include "compiler/questions/figures.h"

namespace smcost::questions {

// Of some draws.
struct DrawnAnswers {
  std::vector<Figures> figures;              // per figure, per draw; of a condition 1 or 0
  std::vector<uint32_t> failures;            // per draw: 0, or of `reasons` the one before
  std::vector<std::string> reasons;
};

class DrawnFunction {
 public:
  // The variables of `first`, and of all functions later, are what is drawn. `drawn` outlives it. About so many draws will be asked for.
  DrawnFunction(BillFunction& first, const Drawn& drawn, uint64_t draws);
  ~DrawnFunction();
  DrawnFunction(const DrawnFunction&) = delete;
  DrawnFunction& operator=(const DrawnFunction&) = delete;

  // Draws begin..end-1; of the params that are marked those of the second set. `begin` is a multiple of draws::kDrawsTogether. What a draw comes to is what
  // `function` says of it. From any thread, each with a function of its own.
  DrawnAnswers at(BillFunction& function, uint64_t begin, uint64_t end, const std::vector<bool>& is_second) const;

 private:
  struct Code;       // what was compiled
  struct Thread;     // memory of a thread that runs it

  std::unique_ptr<Thread> takeThread() const;
  void run(Thread& thread, BillFunction& function, uint64_t begin, uint64_t end, const std::vector<bool>& is_second, DrawnAnswers& answers) const;

  const Drawn& drawn_;
  size_t figures_;
  std::unique_ptr<Code> code_;               // none: point by point
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Thread>> idle_;
};

}  // namespace smcost::questions
