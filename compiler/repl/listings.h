// Commands that list what is inside: prices, units, code, times; and the spec as a file.
#pragma once

#include "compiler/repl/dialogue.h"

namespace smcost::repl {

Outcome prices(Dialogue& dialogue, const std::string& meter);
Outcome unitsOf(Dialogue& dialogue, const std::string& dimension);
Outcome irOf(Dialogue& dialogue, const std::string& name);
Outcome asmOf(Dialogue& dialogue, const std::string& name);
Outcome timeOf(Dialogue& dialogue, const std::string& input);

// What is kept as the text of a file, which gives the same bill; none when it would not.
std::optional<std::string> specText(Dialogue& dialogue, const std::string& file, std::string& why);

}  // namespace smcost::repl
