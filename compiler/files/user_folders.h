// Where the program keeps what is its user's, as the XDG base directories say.
#pragma once

#include <cstdint>
#include <string>

namespace smcost::files {

enum class UserFolder : uint8_t { cache, data };

// "$XDG_CACHE_HOME/smcost", or below `$HOME`; empty when neither is a path from the root. It need not be there.
std::string userFolder(UserFolder which);

}  // namespace smcost::files
