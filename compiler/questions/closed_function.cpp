#include "compiler/questions/closed_function.h"

namespace smcost::questions {

using program::ExprId;

std::string siteText(const program::Shape& shape, uint32_t failure) {
  const uint32_t site = failure - 1;
  return site < shape.sites.size() ? shape.sites[site].text : "a number is too large";
}

FunctionCloser::FunctionCloser(const std::vector<std::string>& variables, size_t read) {
  closed_.figures.shape.name = "figures";
  closed_.guards.shape.name = "guards";
  for (total::Function* function : {&closed_.figures, &closed_.guards}) {
    for (const std::string& name : variables) function->shape.params.push_back({name, units::kNoDimension});
  }
  invoiced_ = closed_.figures.pool.constant(0, units::kNoDimension);
  read_.assign(read, invoiced_);
}

std::vector<ExprId> FunctionCloser::paramsOf(total::Function& function, const std::vector<uint32_t>& variables) const {
  std::vector<ExprId> params;
  for (const uint32_t variable : variables) params.push_back(function.pool.param(variable, units::kNoDimension));
  return params;
}

void FunctionCloser::addGuards(const program::ExprPool& pool, const program::Shape& guards, const std::vector<uint32_t>& variables) {
  total::Function& to = closed_.guards;
  for (const ExprId guard : total::RowWriter(pool, guards, to).write(paramsOf(to, variables), {})) {
    if (to.pool.isConstant(guard) && to.pool.constantValue(guard) != 0) continue;
    to.shape.outputs.push_back(guard);
    to.shape.output_names.emplace_back();
  }
}

void FunctionCloser::addMonth(const total::Function& month, const std::vector<uint32_t>& variables, const std::vector<std::vector<size_t>>& outputs) {
  total::Function& to = closed_.figures;
  const std::vector<ExprId> of_month = total::RowWriter(month.pool, month.shape, to).write(paramsOf(to, variables), {});
  for (size_t i = 0; i < read_.size(); ++i) {
    for (const size_t output : outputs[i]) read_[i] = sum(read_[i], of_month[output]);
  }
  invoiced_ = sum(invoiced_, of_month[total::Function::kInvoiceTotal]);
}

void FunctionCloser::addFigure(const AskedShape& asked) {
  total::Function& to = closed_.figures;
  ExprId figure = invoiced_;
  if (asked.shape) {
    std::vector<ExprId> cells;
    for (const AskedShape::Cell& cell : asked.cells) {
      switch (cell.holds) {
        case AskedShape::Holds::number: cells.push_back(to.pool.constant(cell.number, units::kNoDimension)); break;
        case AskedShape::Holds::bill: cells.push_back(read_[cell.index]); break;
        case AskedShape::Holds::variable: cells.push_back(to.pool.param(static_cast<uint32_t>(cell.index), units::kNoDimension)); break;
      }
    }
    figure = total::RowWriter(*asked.pool, *asked.shape, to).write(cells, {}).front();
  }
  to.shape.outputs.push_back(figure);
  to.shape.output_names.emplace_back();
}

}  // namespace smcost::questions
