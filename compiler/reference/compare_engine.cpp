#include "compiler/reference/compare_engine.h"

#include <fmt/format.h>

#include <algorithm>

namespace smcost::reference {

std::optional<std::string> firstDifference(const program::Shape& shape, const runtime::TableResult& first,
                                           const runtime::TableResult& second) {
  if (first.outputs.size() != second.outputs.size()) return shape.name + ": different numbers of outputs";
  const size_t rows = std::max(first.failures.size(), second.failures.size());
  const auto failure = [](const runtime::TableResult& of, size_t row) {
    return row < of.failures.size() ? of.failures[row] : 0;
  };
  for (size_t row = 0; row < rows; ++row) {
    if (failure(first, row) == failure(second, row)) continue;
    return fmt::format("{}, row {}: fails with {} and with {}", shape.name, row, failure(first, row),
                       failure(second, row));
  }
  for (size_t i = 0; i < first.outputs.size(); ++i) {
    const runtime::ResultColumn& left = first.outputs[i];
    const runtime::ResultColumn& right = second.outputs[i];
    if (left.size() != right.size()) return fmt::format("{}: different numbers of rows", shape.name);
    for (size_t row = 0; row < left.size(); ++row) {
      const base::Rational x = left.value(row), y = right.value(row);
      if (x == y && left.sign(row) == right.sign(row)) continue;
      return fmt::format("{}, row {}, {}: {} and {}", shape.name, row, shape.output_names[i], base::toExactString(x),
                         base::toExactString(y));
    }
  }
  return std::nullopt;
}

std::vector<runtime::TableResult> CompareEngine::evaluate(const program::ExprPool& pool,
                                                          const program::CellStore& cells,
                                                          std::span<const runtime::TableRequest> requests) {
  const NamedEngine& first = engines_.front();
  std::vector<runtime::TableResult> results = first.engine->evaluate(pool, cells, requests);
  for (const NamedEngine& other : std::span(engines_).subspan(1)) {
    const std::vector<runtime::TableResult> others = other.engine->evaluate(pool, cells, requests);
    for (size_t i = 0; i < requests.size() && !difference_; ++i) {
      const std::optional<std::string> found = firstDifference(*requests[i].shape, results[i], others[i]);
      if (found) difference_ = fmt::format("{} and {}: {}", first.name, other.name, *found);
    }
  }
  return results;
}

void CompareEngine::setOwner(runtime::CodeOwner owner) {
  for (const NamedEngine& one : engines_) one.engine->setOwner(owner);
}

void CompareEngine::release(runtime::CodeOwner owner) {
  for (const NamedEngine& one : engines_) one.engine->release(owner);
}

}  // namespace smcost::reference
