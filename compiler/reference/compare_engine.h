// `--engine=both`: several engines over the same tables, every value and every failing site compared.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine.h"

namespace smcost::reference {

// The first place where two results of one table differ, as text; none when they agree.
std::optional<std::string> firstDifference(const program::Shape& shape, const runtime::TableResult& first,
                                           const runtime::TableResult& second);

// An engine and what a report of a difference calls it.
struct NamedEngine {
  std::string name;
  std::unique_ptr<runtime::Engine> engine;
};

// Gives the results of the first, with which each other is compared.
class CompareEngine final : public runtime::Engine {
 public:
  explicit CompareEngine(std::vector<NamedEngine> engines) : engines_(std::move(engines)) {}

  std::vector<runtime::TableResult> evaluate(const program::ExprPool& pool, const program::CellStore& cells,
                                             std::span<const runtime::TableRequest> requests) override;
  std::optional<std::string> difference() const override { return difference_; }
  void setOwner(runtime::CodeOwner owner) override;
  void release(runtime::CodeOwner owner) override;

 private:
  std::vector<NamedEngine> engines_;
  std::optional<std::string> difference_;
};

}  // namespace smcost::reference
