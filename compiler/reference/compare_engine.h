// `--engine=both`: two engines over the same tables, every value and every failing site compared.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "runtime/engine.h"

namespace smcost::reference {

// The first place where two results of one table differ, as text; none when they agree.
std::optional<std::string> firstDifference(const program::Shape& shape, const runtime::TableResult& first,
                                           const runtime::TableResult& second);

// Gives the results of `first`.
class CompareEngine final : public runtime::Engine {
 public:
  CompareEngine(std::unique_ptr<runtime::Engine> first, std::unique_ptr<runtime::Engine> second)
      : first_(std::move(first)), second_(std::move(second)) {}

  std::vector<runtime::TableResult> evaluate(const program::ExprPool& pool, const program::CellStore& cells,
                                             std::span<const runtime::TableRequest> requests) override;
  // The first difference seen so far.
  const std::optional<std::string>& difference() const { return difference_; }

 private:
  std::unique_ptr<runtime::Engine> first_, second_;
  std::optional<std::string> difference_;
};

}  // namespace smcost::reference
