// An expression of a shape as a person writes it, for one evaluated row: only the arms
// that were taken, and what each rounding moved.
#pragma once

#include <string>
#include <vector>

#include "lang/program/evaluate.h"
#include "runtime/report/report.h"

namespace smcost::runtime {

struct RoundingStep {
  std::string text;  // "rounded up to 1 s: 1799.5 s becomes 1800 s, moved by 0.5 s"
};

class Formula {
 public:
  // The evaluator has run the row.
  Formula(const ReportContext& context, const program::Shape& shape, const program::Evaluator& evaluator,
          program::ExprId root);

  // "up(run to 1 s) * instances"; deep formulas are cut with `…`.
  const std::string& text() const { return text_; }
  // Columns that the taken arms read, ascending.
  const std::vector<uint32_t>& params() const { return params_; }
  // Operands before users.
  const std::vector<RoundingStep>& roundings() const { return roundings_; }

 private:
  void collect(program::ExprId root);
  std::string write(program::ExprId id, int strength, int depth) const;
  RoundingStep rounding(program::ExprId id) const;
  program::ExprId chosen(const program::Expr& select) const;

  const ReportContext& context_;
  const program::ExprPool& pool_;
  const program::Shape& shape_;
  const program::Evaluator& evaluator_;
  std::string text_;
  std::vector<uint32_t> params_;
  std::vector<RoundingStep> roundings_;
};

}  // namespace smcost::runtime
