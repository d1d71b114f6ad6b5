#include "compiler/jit/jit_engine.h"

#include <chrono>
#include <unordered_map>

#include "compiler/lower/columns.h"
#include "compiler/lower/scales.h"
#include "lang/base/check.h"

namespace smcost::jit {

namespace {

// A table on its way: what it was bound to, and the key of its kernel.
struct Job {
  std::vector<lower::BoundColumn> columns;
  lower::ZProgram program;
  std::string key;
};

// None when the table does not prove within 256 bits.
std::optional<Job> bind(const program::ExprPool& pool, const program::CellStore& cells,
                        const runtime::TableRequest& request) {
  Job job;
  std::vector<lower::ColumnFacts> facts;
  for (const auto& column : request.table->columns) {
    std::optional<lower::BoundColumn> bound = lower::bindColumn(cells, column);
    if (!bound) return std::nullopt;
    facts.push_back(bound->facts);
    job.columns.push_back(std::move(*bound));
  }
  std::optional<lower::ZProgram> program = lower::bindShape(pool, *request.shape, facts);
  if (!program) return std::nullopt;
  job.program = std::move(*program);
  job.key = lower::print(job.program);
  return job;
}

runtime::FixedColumn emptyColumn(const lower::ZProgram& program, const lower::ZOutput& output, size_t rows) {
  runtime::FixedColumn column;
  column.scale = output.scale;
  column.width = program[output.num].width;
  column.limbs.resize(rows * (column.width / 64));
  if (output.den) {
    column.den_width = program[output.den].width;
    column.den_limbs.resize(rows * (column.den_width / 64));
  }
  return column;
}

// Failed rows hold 0, as the reference's do.
void clearFailed(const std::vector<uint32_t>& failures, std::vector<runtime::FixedColumn>& columns) {
  for (size_t row = 0; row < failures.size(); ++row) {
    if (failures[row] == 0) continue;
    for (runtime::FixedColumn& column : columns) {
      const size_t limbs = column.width / 64;
      std::fill_n(column.limbs.begin() + static_cast<ptrdiff_t>(row * limbs), limbs, 0);
    }
  }
}

// A wrong proof is found where it happens, before anything is made of its value.
void checkInside(const lower::Interval& range, uint32_t width, const std::vector<uint64_t>& limbs) {
  runtime::FixedColumn integers;
  integers.width = width;
  integers.limbs = limbs;
  const runtime::ResultColumn column(std::move(integers));
  for (size_t row = 0; row < column.size(); ++row) {
    const base::Rational value = column.value(row);
    SMCOST_CHECK(value >= range.lo && value <= range.hi, "an output outside its proved interval");
  }
}

void checkProof(const lower::ZProgram& program, const std::vector<runtime::FixedColumn>& columns) {
  for (size_t i = 0; i < columns.size(); ++i) {
    const lower::ZOutput& output = program.outputs[i];
    checkInside(program[output.num].range, columns[i].width, columns[i].limbs);
    if (output.den) checkInside(program[output.den].range, columns[i].den_width, columns[i].den_limbs);
  }
}

runtime::TableResult runKernel(lower::Kernel kernel, const Job& job, size_t rows, bool check_intervals) {
  std::vector<const void*> cols;
  for (const lower::BoundColumn& column : job.columns) cols.push_back(column.limbs.data());
  std::vector<runtime::FixedColumn> columns;
  for (const lower::ZOutput& output : job.program.outputs) columns.push_back(emptyColumn(job.program, output, rows));
  std::vector<void*> outs;
  for (runtime::FixedColumn& column : columns) {
    outs.push_back(column.limbs.data());
    if (column.den_width != 0) outs.push_back(column.den_limbs.data());
  }
  runtime::TableResult result;
  if (job.program.failure) result.failures.resize(rows);
  const bool failed = kernel(cols.data(), outs.data(), result.failures.data(), 0, static_cast<int64_t>(rows)) != 0;
  if (check_intervals) checkProof(job.program, columns);
  if (failed) {
    clearFailed(result.failures, columns);
  } else {
    result.failures.clear();
  }
  for (runtime::FixedColumn& column : columns) result.outputs.emplace_back(std::move(column));
  return result;
}

// Adds the time until it goes to a sum.
class Timer {
 public:
  explicit Timer(double& sum) : sum_(sum), begin_(std::chrono::steady_clock::now()) {}
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { sum_ += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin_).count(); }

 private:
  double& sum_;
  std::chrono::steady_clock::time_point begin_;
};

class JitEngine final : public runtime::Engine {
 public:
  JitEngine(Options options, std::unique_ptr<runtime::Engine> overflow)
      : options_(options), overflow_(std::move(overflow)), compiler_(options.verify_module, options.listing) {}

  std::vector<runtime::TableResult> evaluate(const program::ExprPool& pool, const program::CellStore& cells,
                                             std::span<const runtime::TableRequest> requests) override {
    std::vector<std::optional<Job>> jobs;
    {
      const Timer timer(times_.lower);
      for (const runtime::TableRequest& request : requests) {
        jobs.push_back(request.table->rows != 0 ? bind(pool, cells, request) : std::nullopt);
      }
    }
    {
      const Timer timer(times_.compile);
      compileMissing(jobs);
    }
    const Timer timer(times_.run);
    std::vector<runtime::TableResult> results;
    for (size_t i = 0; i < requests.size(); ++i) {
      if (jobs[i]) {
        const lower::Kernel kernel = kernels_.at(jobs[i]->key);
        results.push_back(runKernel(kernel, *jobs[i], requests[i].table->rows, options_.check_intervals));
      } else {
        // Not proved, or nothing to do.
        results.push_back(std::move(overflow_->evaluate(pool, cells, requests.subspan(i, 1)).front()));
      }
      jobs[i].reset();
    }
    return results;
  }

  runtime::EngineTimes times() const override { return times_; }

  void setOwner(runtime::CodeOwner owner) override { owner_ = owner; }

  void release(runtime::CodeOwner owner) override {
    auto owned = owned_.find(owner.value);
    if (owned == owned_.end()) return;
    for (const Module& module : owned->second) {
      for (const std::string& key : module.keys) kernels_.erase(key);
      compiler_.remove(module.id);
    }
    owned_.erase(owned);
  }

 private:
  // A compiled module, and under which keys its kernels are kept.
  struct Module {
    Compiler::ModuleId id;
    std::vector<std::string> keys;
  };

  void compileMissing(const std::vector<std::optional<Job>>& jobs) {
    std::vector<const lower::ZProgram*> missing;
    std::vector<const std::string*> keys;
    for (const std::optional<Job>& job : jobs) {
      if (!job || !kernels_.try_emplace(job->key, nullptr).second) continue;
      missing.push_back(&job->program);
      keys.push_back(&job->key);
    }
    if (missing.empty()) return;
    const Compiler::Compiled compiled = compiler_.compile(missing);
    Module& module = owned_[owner_.value].emplace_back(Module{compiled.module, {}});
    for (size_t i = 0; i < keys.size(); ++i) {
      kernels_[*keys[i]] = compiled.kernels[i];
      module.keys.push_back(*keys[i]);
    }
  }

  Options options_;
  runtime::EngineTimes times_;
  std::unique_ptr<runtime::Engine> overflow_;
  Compiler compiler_;
  std::unordered_map<std::string, lower::Kernel> kernels_;
  runtime::CodeOwner owner_;
  std::unordered_map<uint32_t, std::vector<Module>> owned_;  // by owner
};

}  // namespace

std::unique_ptr<runtime::Engine> makeEngine(Options options, std::unique_ptr<runtime::Engine> overflow) {
  return std::make_unique<JitEngine>(options, std::move(overflow));
}

}  // namespace smcost::jit
