// One checked program as a function of a question's variables and of nothing else: what is asked, and where it is this program.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/total/rows.h"
#include "compiler/total/total.h"

namespace smcost::questions {

// Both have a param for each variable, in the order of the variables; numbers are in base units.
struct ClosedFunction {
  total::Function figures;   // an output per figure; fails where the bill or a figure does, as what would be told first
  total::Function guards;    // truth values; where one is 0 or fails, the spec has to be checked again
};

// What failed, as its site says: of `shape`, "failure" as in a row, a site and one.
std::string siteText(const program::Shape& shape, uint32_t failure);

// A figure that is asked for, as a shape over figures of the bill and variables. The shape's pool outlives it.
struct AskedShape {
  enum class Holds : uint8_t { number, bill, variable };
  struct Cell {
    Holds holds = Holds::number;
    base::Rational number;
    size_t index = 0;                  // of what is read of the bill, or of the variables
  };
  const program::ExprPool* pool = nullptr;
  const program::Shape* shape = nullptr;   // null: the total of the invoice
  std::vector<Cell> cells;                 // per param
};

// Puts it together, month by month.
class FunctionCloser {
 public:
  // `read`: how many figures of the bill are asked for.
  FunctionCloser(const std::vector<std::string>& variables, size_t read);

  // Guards of a month's program: `variables` says of each param of the shape which variable it is.
  void addGuards(const program::ExprPool& pool, const program::Shape& guards, const std::vector<uint32_t>& variables);
  // The bill of a month; `variables` as above, and of each figure that is read the outputs that add up to it.
  void addMonth(const total::Function& month, const std::vector<uint32_t>& variables, const std::vector<std::vector<size_t>>& outputs);
  // After all months. In the order in which they are wanted.
  void addFigure(const AskedShape& asked);
  ClosedFunction take() { return std::move(closed_); }

 private:
  std::vector<program::ExprId> paramsOf(total::Function& function, const std::vector<uint32_t>& variables) const;
  program::ExprId sum(program::ExprId a, program::ExprId b) { return closed_.figures.pool.make(program::Op::add, units::kNoDimension, a, b); }

  ClosedFunction closed_;
  std::vector<program::ExprId> read_;   // figures of the bill, summed over the months so far
  program::ExprId invoiced_;
};

}  // namespace smcost::questions
