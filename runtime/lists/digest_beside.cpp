#include "runtime/lists/digest_beside.h"

#include "runtime/lists/signals_blocked.h"

namespace smcost::lists {

DigestBeside::~DigestBeside() {
  if (!thread_.joinable()) return;
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

void DigestBeside::work() {
  std::vector<std::string_view> taken;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return is_over_ || !waiting_.empty(); });
    if (is_over_) return;
    taken.swap(waiting_);
    is_idle_ = false;
    lock.unlock();
    for (const std::string_view bytes : taken) digest_.add(bytes);
    taken.clear();
    lock.lock();
    is_idle_ = true;
    changed_.notify_all();
  }
}

void DigestBeside::add(std::string_view bytes) {
  {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(bytes);
  }
  changed_.notify_all();
  if (thread_.joinable()) return;
  const SignalsBlocked blocked;
  thread_ = std::thread([this] { work(); });
}

void DigestBeside::settle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return is_idle_ && waiting_.empty(); });
}

std::string DigestBeside::finish(std::string_view rest) {
  settle();
  digest_.add(rest);
  return digest_.finish();
}

}  // namespace smcost::lists
