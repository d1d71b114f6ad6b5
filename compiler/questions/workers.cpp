#include "compiler/questions/workers.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "lang/base/check.h"
#include "lang/base/interrupt.h"

namespace smcost::questions {

namespace {

// How long a wish to stop may stay unseen while others work.
constexpr std::chrono::milliseconds kPatience{50};

}  // namespace

// All under `mutex`, but for the interrupt.
struct Workers::Queue {
  uint64_t blocks = 0;
  size_t slots = 0;
  uint64_t next = 0, taken = 0;       // the block that is begun next, and the one that is taken next
  std::vector<bool> is_ready;         // per slot
  std::exception_ptr trouble;         // the first
  base::Interrupt interrupt;          // tells the others of it
  std::mutex mutex;
  std::condition_variable changed;

  void stop(std::exception_ptr why) {
    if (!trouble) trouble = std::move(why);
    interrupt.request();
    changed.notify_all();
  }
};

Workers::Workers(MakeFunction make, unsigned threads) : make_(std::move(make)), functions_(std::clamp(threads, 1U, kMostThreads)) {}

BillFunction& Workers::own() {
  if (!functions_.front()) functions_.front() = make_();
  return *functions_.front();
}

Made Workers::made() const {
  Made made;
  for (const auto& function : functions_) {
    if (!function) continue;
    made.points += function->made().points;
    made.programs += function->made().programs;
  }
  return made;
}

void Workers::serve(size_t number, Queue& queue, const WorkSlot& work) {
  const base::InterruptScope scope(&queue.interrupt);
  std::unique_lock lock(queue.mutex);
  try {
    while (true) {
      queue.changed.wait(lock, [&] { return queue.trouble || queue.next == queue.blocks || queue.next < queue.taken + queue.slots; });
      if (queue.trouble || queue.next == queue.blocks) return;
      const uint64_t block = queue.next++;
      lock.unlock();
      if (!functions_[number]) functions_[number] = make_();
      work(*functions_[number], block, block % queue.slots);
      lock.lock();
      queue.is_ready[block % queue.slots] = true;
      queue.changed.notify_all();
    }
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    queue.stop(std::current_exception());
  }
}

void Workers::runSlots(uint64_t blocks, const WorkSlot& work, const std::function<void(size_t slot)>& take) {
  const size_t threads = std::min<uint64_t>(functions_.size(), blocks);
  if (threads <= 1) {
    for (uint64_t block = 0; block < blocks; ++block) {
      base::checkInterrupt();
      work(own(), block, 0);
      take(0);
    }
    return;
  }
  Queue queue;
  queue.blocks = blocks;
  queue.slots = slots();
  queue.is_ready.resize(queue.slots);
  std::vector<std::thread> all;
  {
    std::unique_lock lock(queue.mutex);
    try {
      for (size_t i = 0; i < threads; ++i) all.emplace_back([&, i] { serve(i, queue, work); });
      while (queue.taken < blocks && !queue.trouble) {
        const size_t slot = queue.taken % queue.slots;
        queue.changed.wait_for(lock, kPatience, [&] { return queue.trouble || queue.is_ready[slot]; });
        base::checkInterrupt();
        if (queue.trouble || !queue.is_ready[slot]) continue;
        lock.unlock();
        take(slot);
        lock.lock();
        queue.is_ready[slot] = false;
        ++queue.taken;
        queue.changed.notify_all();
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      queue.stop(std::current_exception());
    }
  }
  for (std::thread& thread : all) thread.join();
  if (queue.trouble) std::rethrow_exception(queue.trouble);
}

}  // namespace smcost::questions
