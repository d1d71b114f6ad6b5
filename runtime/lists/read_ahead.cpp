#include "runtime/lists/read_ahead.h"

#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "lang/base/check.h"
#include "runtime/lists/list_error.h"

namespace smcost::lists {

namespace {

// Signals are for the thread that works: a thread takes over what its maker blocks.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

ReadAhead::~ReadAhead() {
  if (!thread_.joinable()) return;
  if (is_begun_) done_.acquire();
  is_over_ = true;
  wanted_.release();
  thread_.join();
}

void ReadAhead::fill() {
  error_ = 0;
  count_ = 0;
  while (count_ < size_) {
    const ssize_t part = ::read(file_, into_ + count_, size_ - count_);
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) error_ = errno;
    if (part <= 0) return;
    count_ += static_cast<size_t>(part);
  }
}

void ReadAhead::work() {
  while (true) {
    wanted_.acquire();
    if (is_over_) return;
    fill();
    done_.release();
  }
}

void ReadAhead::begin(char* into, size_t size) {
  SMCOST_CHECK(!is_begun_, "one read at a time");
  is_begun_ = true;
  into_ = into;
  size_ = size;
  if (is_first_) return;
  if (!thread_.joinable()) {
    const SignalsBlocked blocked;
    thread_ = std::thread([this] { work(); });
  }
  wanted_.release();
}

size_t ReadAhead::end() {
  SMCOST_CHECK(is_begun_, "a read was begun");
  if (is_first_) fill();
  else done_.acquire();
  is_first_ = is_begun_ = false;
  if (error_ != 0) throw ListError(std::strerror(error_));
  return count_;
}

}  // namespace smcost::lists
