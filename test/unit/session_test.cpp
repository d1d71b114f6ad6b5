// Sessions of one process leave each other alone: who is stopped, whose checks fail, whose stack is small.
#include "compiler/session/session.h"

#include <fmt/format.h>
#include <pthread.h>

#include <cstdint>
#include <functional>
#include <latch>
#include <string>
#include <thread>

#include "lang/base/check.h"
#include "lang/base/stack.h"
#include "runtime/bill/bill.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;

std::string folder;   // of mini.smcost

session::Options optionsFor(const std::string& text) {
  session::Options options;
  options.text = "use \"mini.smcost\"\nregion here\nperiod 2025-03\n" + text;
  options.directory = folder;
  options.use_stdlib = false;
  return options;
}

// `count` boxes of 2 h at 1 USD/h.
std::string boxes(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += fmt::format("b{} = work box.small 2h\n", i);
  return text;
}

bool isStopped(session::Session& one) {
  try {
    one.evaluate();
    return false;
  } catch (const base::Interrupted&) {
    return true;
  }
}

// Two threads that begin together, each with its own sessions; what they found is looked at when both have ended.
void aStopIsOfOneSession() {
  constexpr int kRounds = 20;
  base::Interrupt stop;
  stop.request();
  std::latch begin(2);
  int stopped = 0, stopped_again = 0, billed = 0;
  std::thread first([&] {
    begin.arrive_and_wait();
    for (int i = 0; i < kRounds; ++i) {
      session::Options options = optionsFor(boxes(50));
      options.interrupt = &stop;
      session::Session one(std::move(options));
      stopped += isStopped(one) ? 1 : 0;
      // What was done by half is no bill, also not when it is asked for again.
      stopped_again += isStopped(one) ? 1 : 0;
    }
  });
  std::thread second([&] {
    base::Interrupt nobody;
    begin.arrive_and_wait();
    for (int i = 0; i < kRounds; ++i) {
      session::Options options = optionsFor(boxes(50));
      options.interrupt = &nobody;
      session::Session one(std::move(options));
      billed += !isStopped(one) && one.bill().total() == 100 ? 1 : 0;
    }
  });
  first.join();
  second.join();
  CHECK_EQ(stopped, kRounds);
  CHECK_EQ(stopped_again, kRounds);
  CHECK_EQ(billed, kRounds);
}

// A wish that comes while the session is at work, from another thread.
void aStopComesFromElsewhere() {
  base::Interrupt stop;
  session::Options options = optionsFor(boxes(20000));
  options.interrupt = &stop;
  bool was_stopped = false;
  std::latch begun(1);
  std::thread at_work([&] {
    session::Session one(std::move(options));
    begun.count_down();
    was_stopped = isStopped(one);
  });
  begun.wait();
  stop.request();
  at_work.join();
  CHECK(was_stopped);
  // Behind it the thread's own is in force, which here is none.
  base::checkInterrupt();
}

struct Fault {
  std::string why;
};

// Code is asked for when the engine is made already, which is wrong.
void aFailedCheckIsTheEmbedders() {
  std::string why;
  session::Options options = optionsFor(boxes(1));
  options.on_failed_check = [](const base::CheckFailure& failure) { throw Fault{failure.why}; };
  session::Session one(std::move(options));
  CHECK(one.evaluate());
  for (int i = 0; i < 2; ++i) {
    try {
      one.evaluateListed();
    } catch (const Fault& fault) {
      why += fault.why + ";";
    }
  }
  CHECK_EQ(why, "the engine is made when it is known that its code is wanted;the engine is made when it is known that its code is wanted;");
  // The handler of a scope within is told, and that of the outer one behind it.
  int inner = 0, outer = 0;
  const base::CheckHandler tells_outer = [&](const base::CheckFailure&) { ++outer; throw Fault{}; };
  const base::CheckHandler tells_inner = [&](const base::CheckFailure&) { ++inner; throw Fault{}; };
  const auto fail = [] {
    try {
      SMCOST_CHECK(1 + 1 == 3, "a sum");
    } catch (const Fault&) {
    }
  };
  const base::CheckScope around(tells_outer);
  {
    const base::CheckScope within(tells_inner);
    fail();
  }
  fail();
  CHECK_EQ(inner, 1);
  CHECK_EQ(outer, 1);
}

// Runs it on a thread with so much stack.
void runOnStack(size_t bytes, std::function<void()> step) {
  pthread_attr_t attributes;
  pthread_t thread{};
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, bytes);
  const auto run = [](void* given) -> void* {
    (*static_cast<std::function<void()>*>(given))();
    return nullptr;
  };
  CHECK_EQ(pthread_create(&thread, &attributes, run, &step), 0);
  pthread_attr_destroy(&attributes);
  pthread_join(thread, nullptr);
}

void aStackIsMeasuredOnItsThread() {
  constexpr size_t kSmall = 512 * 1024;
  std::string chain = boxes(1) + "expect x0 == 600\n";
  for (int i = 0; i < 600; ++i) chain += fmt::format("let x{} = x{} + 1\n", i, i + 1);
  chain += "let x600 = 0\n";
  const auto codeOf = [&] {
    session::Session one(optionsFor(chain));
    one.evaluate();
    return static_cast<int>(one.exitCode());
  };
  size_t left = SIZE_MAX;
  int on_small = -1, on_large = -1;
  runOnStack(kSmall, [&] {
    left = base::stackLeft();
    on_small = codeOf();
  });
  runOnStack(64 * kSmall, [&] { on_large = codeOf(); });
  CHECK(left < kSmall && left > kSmall / 2);
  CHECK_EQ(on_small, static_cast<int>(session::ExitCode::text_wrong));
  CHECK_EQ(on_large, static_cast<int>(session::ExitCode::fine));
}

}  // namespace

int main(int, char** arguments) {
  folder = arguments[1];
  aStopIsOfOneSession();
  aStopComesFromElsewhere();
  aFailedCheckIsTheEmbedders();
  aStackIsMeasuredOnItsThread();
  return test::finish("session_test");
}
