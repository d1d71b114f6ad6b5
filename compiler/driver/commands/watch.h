// While a question is answered: Ctrl-C stops it and leaves what is known, and a person sees how far it is.
#pragma once

#include <chrono>
#include <memory>

#include "lang/base/interrupt.h"
#include "lang/base/rational.h"

namespace smcost::driver {

// SIGINT becomes a wish to stop, for the thread that made it; a second one ends the process as ever. Where SIGINT is ignored it stays so.
class StopsByKey {
 public:
  StopsByKey();
  ~StopsByKey();
  StopsByKey(const StopsByKey&) = delete;
  StopsByKey& operator=(const StopsByKey&) = delete;

  bool wasStopped() const { return interrupt_.isWanted(); }

 private:
  struct Waiter;
  base::Interrupt interrupt_;
  base::InterruptScope scope_;
  std::unique_ptr<Waiter> waiter_;
};

// Ends the process as SIGINT does.
void endAsStopped();

// One line on stderr, if that is a terminal and it takes longer than a second. It is erased when this goes.
class Progress {
 public:
  explicit Progress(bool is_wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void tell(uint64_t done, const base::Integer& of);

 private:
  bool is_wanted_, is_shown_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace smcost::driver
