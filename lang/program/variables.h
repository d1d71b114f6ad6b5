// A spec as a function of some of its `param`s: where these stand in rows, and under which conditions the program is the one that
// was made. Where a condition does not hold the spec has to be checked again, with the values of there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/base/rational.h"
#include "lang/program/expr.h"

namespace smcost::program {

struct Variable {
  std::string name;          // "users"; of an included file "prod.users"
  units::DimensionId dimension;
  std::optional<base::Rational> value;  // the number that it was taken to be, in base units; none: it is a name
  bool is_fixed = false;     // the program is this one for no other value: it chose a name, a price, a day
};

// A cell that holds a variable.
struct VariedCell {
  uint32_t table = 0, column = 0, row = 0;
  uint32_t variable = 0;

  bool operator==(const VariedCell&) const = default;
};

struct Variables {
  std::vector<Variable> all;           // in the order in which they were asked for
  std::vector<VariedCell> usage;       // of usage tables
  std::vector<VariedCell> checks;      // of check tables
  std::vector<ExprId> guards;          // truth values that hold here, each once; their columns are the variables
};

}  // namespace smcost::program
