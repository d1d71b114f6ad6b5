#include "compiler/driver/commands/watch.h"

#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <thread>

namespace smcost::driver {

namespace {

constexpr std::chrono::milliseconds kFirst(1000), kNext(200);
constexpr long kWaitNanoseconds = 50'000'000;

sigset_t stopSignal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  return signals;
}

bool isIgnored() {
  struct sigaction now {};
  return ::sigaction(SIGINT, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

// Takes the signal that all threads have blocked, in place of a handler, which would be the process's.
struct StopsByKey::Waiter {
  explicit Waiter(base::Interrupt& interrupt) {
    const sigset_t stop = stopSignal();
    ::pthread_sigmask(SIG_BLOCK, &stop, &before);
    thread = std::jthread([&interrupt](const std::stop_token& end) {
      const sigset_t wanted = stopSignal();
      const timespec wait{0, kWaitNanoseconds};
      while (!end.stop_requested()) {
        if (::sigtimedwait(&wanted, nullptr, &wait) != SIGINT) continue;
        if (interrupt.isWanted()) {
          ::pthread_sigmask(SIG_UNBLOCK, &wanted, nullptr);
          ::raise(SIGINT);
        }
        interrupt.request();
      }
    });
  }
  ~Waiter() {
    thread = {};
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  sigset_t before{};
  std::jthread thread;
};

StopsByKey::StopsByKey() : scope_(&interrupt_), waiter_(isIgnored() ? nullptr : std::make_unique<Waiter>(interrupt_)) {}

StopsByKey::~StopsByKey() = default;

void endAsStopped() {
  std::signal(SIGINT, SIG_DFL);
  ::raise(SIGINT);
}

Progress::Progress(bool is_wanted) : is_wanted_(is_wanted && ::isatty(STDERR_FILENO) == 1), next_(std::chrono::steady_clock::now() + kFirst) {}

Progress::~Progress() {
  if (is_shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::tell(uint64_t done, const base::Integer& of) {
  if (!is_wanted_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kNext;
  is_shown_ = true;
  const std::string line = fmt::format("\r\x1b[K{} of {} ({} %)", done, of.get_str(), base::Integer(base::Integer(done) * 100 / of).get_str());
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace smcost::driver
