// Where the dialogue keeps earlier inputs.
#pragma once

#include <optional>
#include <string>

namespace smcost::driver {

// The file that is set, or one in the user's folder for such things. Empty: none, as when
// SMCOST_HISTORY is set to nothing. Makes no file or folder.
std::string historyFile(const std::optional<std::string>& set);

}  // namespace smcost::driver
