// Texts that the program carries: the first spec, the manual page of the language.
#pragma once

#include <string_view>

namespace smcost::driver {

// By the name of its file; there is such a text.
std::string_view embeddedText(std::string_view name);

}  // namespace smcost::driver
