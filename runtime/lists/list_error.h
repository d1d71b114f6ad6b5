// What is wrong with a list, in words for its reader.
#pragma once

#include <stdexcept>

namespace smcost::lists {

struct ListError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace smcost::lists
