// What of a text toml++ is not given: it is written for texts that are well formed, and some of what it
// is not written for is undefined behaviour in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smcost::config {

struct Refusal {
  uint32_t begin = 0, end = 0;  // bytes of the text
  std::string why;
};

// The first of: no UTF-8; a character outside of quotes and comments that is not ASCII; a text of
// three quotes; a line with more dots than the name of any setting has (it makes a table of each part and takes
// them down one inside the other, on the stack). No setting needs any of them.
std::optional<Refusal> refusedToml(std::string_view text);

}  // namespace smcost::config
