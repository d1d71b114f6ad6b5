#include "compiler/jit/jit_engine.h"

#include <chrono>
#include <unordered_map>

#include "compiler/interpreter/interpret.h"
#include "compiler/lower/bound_table.h"

namespace smcost::jit {

namespace {

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
    std::vector<std::optional<lower::BoundTable>> tables;
    {
      const Timer timer(times_.lower);
      for (const runtime::TableRequest& request : requests) {
        tables.push_back(request.table->rows != 0 ? lower::bindTable(pool, cells, request) : std::nullopt);
      }
    }
    compileMissing(tables);
    const Timer timer(times_.run);
    std::vector<runtime::TableResult> results;
    for (size_t i = 0; i < requests.size(); ++i) {
      // Not proved, or nothing to do.
      results.push_back(tables[i] ? run(*tables[i]) : std::move(overflow_->evaluate(pool, cells, requests.subspan(i, 1)).front()));
      tables[i].reset();
    }
    return results;
  }

  runtime::EngineTimes times() const override { return times_; }

  void setOwner(runtime::CodeOwner owner) override { owner_ = owner; }

  void release(runtime::CodeOwner owner) override {
    auto owned = owned_.find(owner.value);
    if (owned == owned_.end()) return;
    for (const std::string& key : owned->second.counted) rows_.erase(key);
    for (const Module& module : owned->second.modules) {
      for (const std::string& key : module.keys) kernels_.erase(key);
      compiler_.remove(module.id);
    }
    owned_.erase(owned);
  }

 private:
  using Tables = std::vector<std::optional<lower::BoundTable>>;

  // A compiled module, and under which keys its kernels are kept.
  struct Module {
    Compiler::ModuleId id;
    std::vector<std::string> keys;
  };

  struct Owned {
    std::vector<Module> modules;
    std::vector<std::string> counted;  // keys of programs that are interpreted so far
  };

  runtime::TableResult run(const lower::BoundTable& table) const {
    if (const auto kernel = kernels_.find(table.key); kernel != kernels_.end()) {
      return lower::runTable(table, kernel->second, options_.check_intervals);
    }
    const auto interpret = [&table](auto... arguments) { return interpreter::interpret(table.program, arguments...); };
    return lower::runTable(table, interpret, options_.check_intervals);
  }

  // The rows of all tables count before the first is judged.
  void countRows(const Tables& tables) {
    for (const std::optional<lower::BoundTable>& table : tables) {
      if (!table || kernels_.contains(table->key)) continue;
      const auto [place, added] = rows_.try_emplace(table->key, 0);
      place->second += table->rows;
      if (added) owned_[owner_.value].counted.push_back(table->key);
    }
  }

  bool isWorthCompiling(const lower::BoundTable& table) const {
    if (options_.compile != Compile::when_worth_it) return options_.compile == Compile::always;
    return rows_.at(table.key) >= kRowsWorthCompiling;
  }

  void compileMissing(const Tables& tables) {
    if (options_.compile == Compile::when_worth_it) countRows(tables);
    std::vector<Source> missing;
    std::vector<const std::string*> keys;
    for (const std::optional<lower::BoundTable>& table : tables) {
      if (!table || kernels_.contains(table->key) || !isWorthCompiling(*table)) continue;
      kernels_.emplace(table->key, nullptr);
      missing.push_back({&table->program});
      keys.push_back(&table->key);
    }
    if (missing.empty()) return;
    const Timer timer(times_.compile);
    const Compiler::Compiled compiled = compiler_.compile(missing);
    Module& module = owned_[owner_.value].modules.emplace_back(Module{compiled.module, {}});
    for (size_t i = 0; i < keys.size(); ++i) {
      kernels_[*keys[i]] = compiled.kernels[i];
      module.keys.push_back(*keys[i]);
      rows_.erase(*keys[i]);
    }
  }

  Options options_;
  runtime::EngineTimes times_;
  std::unique_ptr<runtime::Engine> overflow_;
  Compiler compiler_;
  std::unordered_map<std::string, lower::Kernel> kernels_;
  std::unordered_map<std::string, uint64_t> rows_;  // of programs without a kernel
  runtime::CodeOwner owner_;
  std::unordered_map<uint32_t, Owned> owned_;  // by owner
};

}  // namespace

std::unique_ptr<runtime::Engine> makeEngine(Options options, std::unique_ptr<runtime::Engine> overflow) {
  return std::make_unique<JitEngine>(options, std::move(overflow));
}

}  // namespace smcost::jit
