// Parts of a computation come in order, whatever the number of threads; what is thrown anywhere stops all of it.
#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "compiler/questions/workers.h"
#include "lang/base/interrupt.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;
using questions::BillFunction;

std::unique_ptr<BillFunction> makeFunction() {
  const auto spec = std::make_unique<session::Options>();
  spec->text = "dimension Time\nunit h : Time\nunit USD : Money[USD]\nregions { here }\nregion here\nparam run = 1 h in 1 h..9 h\n";
  spec->use_stdlib = false;
  return std::make_unique<BillFunction>(*spec, std::vector<std::string>{"run"}, std::vector<questions::Figure>{});
}

void partsComeInOrder() {
  for (const unsigned threads : {1U, 2U, 7U}) {
    questions::Workers workers(makeFunction, threads);
    std::vector<uint64_t> taken;
    workers.run<uint64_t>(
        100,
        [](BillFunction& function, uint64_t block) {
          if (block % 3 == 0) std::this_thread::yield();
          // Its own: nobody else counts its points.
          function.at({questions::Column(block + 1, base::Rational(1))});
          return block;
        },
        [&](uint64_t&& block) { taken.push_back(block); });
    CHECK_EQ(taken.size(), 100U);
    for (size_t i = 0; i < taken.size(); ++i) CHECK_EQ(taken[i], i);
    CHECK_EQ(workers.made().points, 5050U);
    workers.run<int>(0, [](BillFunction&, uint64_t) { return 0; }, [](int&&) { CHECK(false); });
  }
}

template <typename Work, typename Take>
std::string thrownBy(unsigned threads, const Work& work, const Take& take) {
  questions::Workers workers(makeFunction, threads);
  try {
    workers.run<uint64_t>(50, work, take);
  } catch (const std::runtime_error& error) {
    return error.what();
  } catch (const base::Interrupted&) {
    return "interrupted";
  }
  return "nothing";
}

void troubleStopsAll() {
  const auto fine = [](BillFunction&, uint64_t block) { return block; };
  const auto take = [](uint64_t&&) {};
  for (const unsigned threads : {1U, 2U, 7U}) {
    const auto work = [](BillFunction&, uint64_t block) -> uint64_t { return block == 20 ? throw std::runtime_error("work") : block; };
    CHECK_EQ(thrownBy(threads, work, take), "work");
    CHECK_EQ(thrownBy(threads, fine, [](uint64_t&& block) { if (block == 20) throw std::runtime_error("take"); }), "take");
    CHECK_EQ(thrownBy(threads, fine, take), "nothing");
  }
}

// A wish to stop this thread stops the others, who look for it as they compute.
void interruptsReachWorkers() {
  for (const unsigned threads : {1U, 2U, 7U}) {
    base::Interrupt interrupt;
    const base::InterruptScope scope(&interrupt);
    std::atomic<bool> is_wanted = false;
    const auto work = [&](BillFunction&, uint64_t block) {
      if (block == 3 && !is_wanted.exchange(true)) interrupt.request();
      while (threads > 1 && is_wanted) base::checkInterrupt();
      return block;
    };
    CHECK_EQ(thrownBy(threads, work, [](uint64_t&&) {}), "interrupted");
  }
}

}  // namespace

int main() {
  partsComeInOrder();
  troubleStopsAll();
  interruptsReachWorkers();
  return test::finish("workers_test");
}
