// Sixteen sessions on four threads over what was read once of one library: each has the bill that it has alone. The preset
// `tsan` runs it under ThreadSanitizer.
#include <fmt/format.h>

#include <array>
#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "compiler/load/library_cache.h"
#include "compiler/session/session.h"
#include "runtime/bill/bill.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;

constexpr int kThreads = 4, kSessions = 16;

// Two months of `hours` at 0.96 USD/h (training on ml.m4.4xlarge, of the pricing page), a scenario and a block.
std::string specOf(int hours) {
  return fmt::format(
      "use aws.sagemaker @ page-de\nregion us-east-1\nperiod 2025-02..2025-03\n"
      "fit = train ml.m4.4xlarge {} h\nassert fit.compute > 0 USD\nscenario twice {{ set fit.run = {} h }}\n"
      "test \"half an hour\" {{\n  period 30 days\n  one = train ml.m4.4xlarge 30 min\n  expect one == 0.48 USD\n}}\n",
      hours, 2 * hours);
}

session::Options optionsFor(int number, const std::shared_ptr<load::LibraryCache>& cache) {
  session::Options options;
  options.text = specOf(number + 1);
  options.library_cache = cache;
  return options;
}

// Empty: all was as it is alone.
std::string wrongOf(int number, const std::shared_ptr<load::LibraryCache>& cache) {
  session::Session one(optionsFor(number, cache));
  if (!one.test()) return one.sink().all().empty() ? "no bill" : one.sink().all().front().message;
  base::Rational sum = 0;
  for (size_t month = 0; month < one.monthCount(); ++month) sum += one.bill(month).total();
  const base::Rational wanted = base::Rational(2 * (number + 1)) * base::Rational(24, 25);
  if (sum != wanted) return fmt::format("{} in place of {}", sum.get_str(), wanted.get_str());
  // Reports look lines of the library up, which are found by whoever asks first.
  if (one.blocks().size() != 1 || one.blocks().front().verdict != session::BlockOutcome::Verdict::passed) return "the block";
  const auto& rates = one.program().rates;
  for (size_t i = 0; i < rates.size(); ++i) {
    if (one.sources().lineColumn(rates[i].span).line == 0) return "a line";
  }
  return {};
}

void sessionsShareOneLibrary() {
  const auto cache = std::make_shared<load::LibraryCache>();
  std::array<std::string, kSessions> wrong;
  std::latch begin(kThreads);
  std::atomic<int> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      begin.arrive_and_wait();
      for (int number = next++; number < kSessions; number = next++) wrong[static_cast<size_t>(number)] = wrongOf(number, cache);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& text : wrong) CHECK_EQ(text, "");
}

// Checks of one file on several threads, over the same declarations.
void checksShareOneFile() {
  session::Session one(optionsFor(0, nullptr));
  CHECK(one.check());
  std::array<std::string, kSessions> programs;
  std::atomic<int> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int number = next++; number < kSessions; number = next++) {
        check::Options options;
        options.month = number % 2 == 0 ? "2025-02" : "2025-03";
        diagnostics::Sink sink;
        const check::Checked checked = check::check(one.declarations(), options, sink);
        programs[static_cast<size_t>(number)] = sink.hasErrors() ? "errors" : program::print(checked.program);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 2; i < programs.size(); ++i) CHECK_EQ(programs[i] == programs[i % 2], true);
  CHECK(programs[0] != "errors" && programs[0] != programs[1]);
}

}  // namespace

int main() {
  sessionsShareOneLibrary();
  checksShareOneFile();
  return test::finish("threads_test");
}
