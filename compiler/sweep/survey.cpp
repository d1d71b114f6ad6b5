#include "compiler/sweep/survey.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "compiler/sweep/frame.h"
#include "lang/base/check.h"
#include "lang/base/interrupt.h"

namespace smcost::sweep {

namespace {

using lower::integerOf;

// Outer rows of a task: few enough that threads end together.
constexpr uint64_t kOuterRows = 128;

// Which run of which outer row.
struct Place {
  uint64_t outer = 0, run = 0;
  auto operator<=>(const Place&) const = default;
};

// The best of one slot so far: an integer where the code has one, else a fraction.
struct Best {
  bool is_any = false;
  Int128 integer = 0;
  base::Rational fraction;
  Place at;
};

struct Kept {
  Best least, greatest;
  Int128 sum = 0;
  base::Rational rest = 0;   // of what is no integer of the code
};

bool isLess(const Best& a, const Best& b, bool has_integers) { return has_integers ? a.integer < b.integer : a.fraction < b.fraction; }

// The better one; of equal ones the earlier.
void keep(Best& best, const Best& other, bool is_least, bool has_integers) {
  if (!other.is_any) return;
  const bool wins = !best.is_any || (is_least ? isLess(other, best, has_integers) : isLess(best, other, has_integers));
  const bool loses = best.is_any && (is_least ? isLess(best, other, has_integers) : isLess(other, best, has_integers));
  if (wins || (!loses && other.at < best.at)) best = other;
}

// What is the same for all threads.
struct Work {
  Kernels& kernels;
  Sites sites;
  const OnOthers& on_others;
  std::vector<bool> has_integers;                       // per slot
  std::vector<std::optional<base::Rational>> nothing;   // per slot, at its scale
  uint64_t outer_blocks, runs;
  std::atomic<uint64_t> next_task = 0;
  std::mutex telling{};
  std::exception_ptr failed{};
  std::atomic<bool> is_ended = false, is_stopped = false;
};

class Worker {
 public:
  explicit Worker(Work& work) : work_(work), frame_(work.kernels), kept_(work.kernels.slots().size()) {}

  void run() {
    const uint64_t tasks = work_.outer_blocks * work_.runs;
    std::optional<uint64_t> entered;
    for (uint64_t task = work_.next_task++; task < tasks && !work_.is_ended; task = work_.next_task++) {
      if (base::isInterrupted()) return stop();
      run_ = task / work_.outer_blocks;
      if (entered != run_) enterRun();
      entered = run_;
      const uint64_t begin = task % work_.outer_blocks * kOuterRows;
      const uint64_t end = std::min(begin + kOuterRows, work_.kernels.domain().outer->size());
      frame_.enterOuter(begin, end);
      for (uint64_t row = 0; row < end - begin; ++row) look(begin + row, row);
    }
  }

  void add(const Worker& other) {
    for (size_t i = 0; i < kept_.size(); ++i) {
      keep(kept_[i].least, other.kept_[i].least, true, work_.has_integers[i]);
      keep(kept_[i].greatest, other.kept_[i].greatest, false, work_.has_integers[i]);
      kept_[i].sum += other.kept_[i].sum;
      kept_[i].rest += other.kept_[i].rest;
    }
    for (const auto& [site, failure] : other.failures_) fail(site, failure.count, failure.first);
    points_ += other.points_;
  }

  Tally tally(size_t questions) {
    Tally tally;
    tally.answers.resize(questions);
    tally.failures = failures_;
    tally.points = points_;
    for (size_t i = 0; i < kept_.size(); ++i) {
      Answer& answer = tally.answers[slot(i).question];
      if (slot(i).keeps.least) answer.least = found(i, kept_[i].least);
      if (slot(i).keeps.greatest) answer.greatest = found(i, kept_[i].greatest);
      if (slot(i).keeps.sum) answer.sum = kept_[i].rest + base::Rational(integerOf(kept_[i].sum)) * work_.kernels.output(i).scale;
    }
    return tally;
  }

 private:
  void stop() {
    work_.is_stopped = true;
    work_.is_ended = true;
  }
  const Slot& slot(size_t i) const { return work_.kernels.slots()[i]; }

  void enterRun() {
    const uint64_t size = work_.kernels.domain().inner->size();
    frame_.enterInner(run_ * kRun, std::min(size, (run_ + 1) * kRun));
  }

  // One run at one outer row: as a whole where none fails, else row by row.
  void look(uint64_t outer, uint64_t row) {
    outer_row_ = outer;
    if (work_.kernels.reduced() == nullptr || frame_.reducedRows() == 0 || !frame_.reduce(row)) {
      frame_.store(row, 0);
      lookAtRows(0);
      return;
    }
    points_ += frame_.reducedRows();
    for (size_t i = 0; i < kept_.size(); ++i) {
      if (slot(i).is_reduced) addReduced(i);
      else for (uint64_t k = 0; k < frame_.reducedRows(); ++k) addRow(i, k);
    }
    if (frame_.reducedRows() == frame_.innerRows()) return;
    frame_.store(row, frame_.reducedRows());
    lookAtRows(frame_.reducedRows());
  }

  void addReduced(size_t i) {
    const lower::Kept& keeps = slot(i).keeps;
    if (keeps.least) consider(i, frame_.least(i), true);
    if (keeps.greatest) consider(i, frame_.greatest(i), false);
    if (keeps.sum) kept_[i].sum += frame_.sum(i);
  }

  void consider(size_t i, Int128 integer, bool is_least) {
    const Best best{true, integer, {}, {outer_row_, run_}};
    if (work_.nothing[i] && integerOf(integer) == *work_.nothing[i]) return;
    keep(is_least ? kept_[i].least : kept_[i].greatest, best, is_least, true);
  }

  void addRow(size_t i, uint64_t row) {
    const lower::Kept& keeps = slot(i).keeps;
    if (work_.has_integers[i]) {
      const Int128 integer = frame_.integer(i, row);
      if (keeps.least) consider(i, integer, true);
      if (keeps.greatest) consider(i, integer, false);
      if (keeps.sum) kept_[i].sum += integer;
      return;
    }
    const base::Rational value = frame_.value(i, row);
    if (keeps.sum) kept_[i].rest += value;
    if (work_.nothing[i] && value == *work_.nothing[i] * work_.kernels.output(i).scale) return;
    const Best best{true, 0, value, {outer_row_, run_}};
    if (keeps.least) keep(kept_[i].least, best, true, false);
    if (keeps.greatest) keep(kept_[i].greatest, best, false, false);
  }

  uint64_t pointOf(uint64_t row) const { return outer_row_ * work_.kernels.domain().inner->size() + run_ * kRun + row; }

  void lookAtRows(uint64_t first) {
    std::vector<uint64_t> others;
    for (uint64_t row = first; row < frame_.innerRows(); ++row) {
      const uint32_t failure = frame_.failure(row);
      if (failure != 0 && failure - 1 < work_.sites.told) {
        if (failure - 1 >= work_.sites.ignored) others.push_back(pointOf(row));
      } else if (failure != 0) {
        fail(failure - 1, 1, pointOf(row));
      } else {
        ++points_;
        for (size_t i = 0; i < kept_.size(); ++i) addRow(i, row);
      }
    }
    if (others.empty()) return;
    const std::lock_guard lock(work_.telling);
    work_.on_others(others);
  }

  void fail(uint32_t site, uint64_t count, uint64_t first) {
    Failure& failure = failures_.try_emplace(site, Failure{0, first}).first->second;
    failure.count += count;
    failure.first = std::min(failure.first, first);
  }

  // Where in its run the best stands for the first time.
  std::optional<Extreme> found(size_t i, const Best& best) {
    if (!best.is_any) return std::nullopt;
    outer_row_ = best.at.outer;
    run_ = best.at.run;
    enterRun();
    frame_.enterOuter(outer_row_, outer_row_ + 1);
    frame_.store(0, 0);
    for (uint64_t row = 0; row < frame_.innerRows(); ++row) {
      if (frame_.failure(row) != 0) continue;
      const bool is_it = work_.has_integers[i] ? frame_.integer(i, row) == best.integer : frame_.value(i, row) == best.fraction;
      if (is_it) return Extreme{frame_.value(i, row), pointOf(row)};
    }
    SMCOST_CHECK(false, "what was found is there");
    return std::nullopt;
  }

  Work& work_;
  Frame frame_;
  uint64_t outer_row_ = 0, run_ = 0;
  std::vector<Kept> kept_;   // per slot
  std::map<uint32_t, Failure> failures_;
  uint64_t points_ = 0;
};

// What a thread threw is thrown where the work began.
void runGuarded(Worker& worker, Work& work, const base::Interrupt* interrupt) {
  const base::InterruptScope scope(interrupt);
  try {
    worker.run();
  } catch (...) {
    const std::lock_guard lock(work.telling);
    if (!work.failed) work.failed = std::current_exception();
    work.is_ended = true;
  }
}

}  // namespace

Tally survey(Kernels& kernels, size_t questions, unsigned threads, Sites sites, const OnOthers& on_others) {
  Work work{kernels, sites, on_others, {}, {}, (kernels.domain().outer->size() + kOuterRows - 1) / kOuterRows, (kernels.domain().inner->size() + kRun - 1) / kRun};
  for (size_t i = 0; i < kernels.slots().size(); ++i) {
    const lower::ZOutput& output = kernels.output(i);
    work.has_integers.push_back(!output.den && kernels.widthOf(output.num) <= 128);
    const auto& nothing = kernels.slots()[i].nothing;
    work.nothing.push_back(nothing ? std::optional<base::Rational>(*nothing / output.scale) : std::nullopt);
  }
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < std::max(1U, threads); ++i) workers.push_back(std::make_unique<Worker>(work));
  {
    std::vector<std::jthread> running;
    const base::Interrupt* const interrupt = base::currentInterrupt();
    for (size_t i = 1; i < workers.size(); ++i) running.emplace_back([&work, &worker = *workers[i], interrupt] { runGuarded(worker, work, interrupt); });
    runGuarded(*workers.front(), work, interrupt);
  }
  if (work.failed) std::rethrow_exception(work.failed);
  for (size_t i = 1; i < workers.size(); ++i) workers.front()->add(*workers[i]);
  Tally tally = workers.front()->tally(questions);
  tally.is_stopped = work.is_stopped;
  return tally;
}

}  // namespace smcost::sweep
