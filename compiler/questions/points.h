// At which points a question is asked: values of parameters, numbers in base units or names.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "lang/base/rational.h"

namespace smcost::questions {

using Value = std::variant<base::Rational, std::string>;
// One value for each point.
using Column = std::vector<Value>;

// What one parameter takes: numbers that lie a step apart, or what is listed.
struct Axis {
  std::string name;          // "users"
  base::Rational first, step;
  std::vector<Value> listed;
  base::Integer count = 0;   // of either
  bool is_set = false;       // listed are the SKUs of `in skus where …`, all others as the spec has them

  Value at(uint64_t index) const { return listed.empty() ? Value(base::Rational(first + step * base::Rational(base::Integer(index)))) : listed[index]; }
};

// All points of some axes, those of the last one behind each other.
class Space {
 public:
  explicit Space(std::vector<Axis> axes) : axes_(std::move(axes)) {}

  const std::vector<Axis>& axes() const { return axes_; }
  base::Integer size() const {
    base::Integer size = 1;
    for (const Axis& axis : axes_) size *= axis.count;
    return size;
  }
  // Those from `begin` on, up to `end`: a column for each axis.
  std::vector<Column> block(uint64_t begin, uint64_t end) const {
    std::vector<Column> columns(axes_.size());
    for (uint64_t point = begin; point < end; ++point) {
      uint64_t rest = point;
      for (size_t i = axes_.size(); i-- > 0;) {
        const uint64_t count = axes_[i].count.get_ui();
        columns[i].push_back(axes_[i].at(rest % count));
        rest /= count;
      }
    }
    return columns;
  }

 private:
  std::vector<Axis> axes_;
};

}  // namespace smcost::questions
