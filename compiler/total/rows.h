// Rows of a usage table as expressions of a function: what stands in their cells put into the shape.
#pragma once

#include <unordered_map>
#include <vector>

#include "compiler/total/total.h"

namespace smcost::total {

class RowWriter {
 public:
  // All must outlive it.
  RowWriter(const program::ExprPool& from, const program::Shape& shape, Function& to);

  // Adds to the function whatever can fail in a row, in the order in which the row asks it; `cells` are numbers of the
  // function. Returns the outputs.
  std::vector<program::ExprId> write(const std::vector<program::ExprId>& cells, program::StatementId statement);

 private:
  // A node of the shape as it is in the function.
  struct Written {
    program::ExprId id;
    bool can_fail = false;
  };
  // Its operands as places in order_.
  struct Node {
    program::ExprId id;
    uint32_t operands[3];
  };

  Written writeNode(const Node& node, const std::vector<program::ExprId>& cells, program::StatementId statement);
  const Written& written(program::ExprId id) const { return written_[place_.at(id.value)]; }

  const program::ExprPool& from_;
  const program::Shape& shape_;
  Function& to_;
  std::vector<Node> order_;                         // operands before users
  std::unordered_map<uint32_t, uint32_t> place_;    // in order_, by expression
  std::vector<Written> written_;                    // of the row, per place
};

}  // namespace smcost::total
