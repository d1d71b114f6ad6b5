// Blocks of points, each evaluated by one of several functions that are alike; their parts are taken in the order of the blocks, so
// that what is made of them does not depend on how many there are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "compiler/questions/bill_function.h"

namespace smcost::questions {

inline constexpr unsigned kMostThreads = 256;

class Workers {
 public:
  using MakeFunction = std::function<std::unique_ptr<BillFunction>()>;

  // `make` gives functions that share nothing; it is called on several threads at once.
  Workers(MakeFunction make, unsigned threads);

  // Calls `work(function, block)` for each block, on as many threads as there are and are worth it, and `take(part)` on this one, block by
  // block. No more than a few parts are kept. What either throws stops all of it and is thrown here.
  template <typename Part>
  void run(uint64_t blocks, const std::function<Part(BillFunction&, uint64_t)>& work, const std::function<void(Part&&)>& take) {
    std::vector<Part> parts(slots());
    runSlots(
        blocks, [&](BillFunction& function, uint64_t block, size_t slot) { parts[slot] = work(function, block); },
        [&](size_t slot) { take(std::move(parts[slot])); });
  }

  unsigned threads() const { return static_cast<unsigned>(functions_.size()); }
  // The one that this thread may use between runs.
  BillFunction& own();
  Made made() const;

 private:
  using WorkSlot = std::function<void(BillFunction&, uint64_t block, size_t slot)>;
  struct Queue;

  size_t slots() const { return 2 * functions_.size(); }
  void runSlots(uint64_t blocks, const WorkSlot& work, const std::function<void(size_t slot)>& take);
  void serve(size_t number, Queue& queue, const WorkSlot& work);

  MakeFunction make_;
  std::vector<std::unique_ptr<BillFunction>> functions_;   // per thread; null: not used yet
};

}  // namespace smcost::questions
