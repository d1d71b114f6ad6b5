// While it lives, what its thread computes is stopped after a time, and by whoever could stop it before.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "lang/base/interrupt.h"

namespace smcost::mcp {

class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds time);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // The time is over; else somebody else stopped it.
  bool isOver() const { return is_over_; }

 private:
  base::Interrupt interrupt_;
  const base::Interrupt* outer_;
  base::InterruptScope scope_;
  std::atomic<bool> is_over_ = false;
  bool is_done_ = false;
  std::mutex lock_;
  std::condition_variable done_;
  std::thread watch_;
};

}  // namespace smcost::mcp
