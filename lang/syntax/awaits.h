// What a text that is typed line by line still waits for.
#pragma once

#include <string>
#include <string_view>

namespace smcost::ast {

// "}" while that bracket is open, "item" behind a comma or `with`, "value" behind `=` or an
// operator; empty when the text ends where an input may end.
std::string awaits(std::string_view text);

}  // namespace smcost::ast
