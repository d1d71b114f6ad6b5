#include "compiler/files/user_folders.h"

#include <cstdlib>
#include <utility>

namespace smcost::files {

std::string userFolder(UserFolder which) {
  const bool is_cache = which == UserFolder::cache;
  for (const auto& [variable, below] : {std::pair{is_cache ? "XDG_CACHE_HOME" : "XDG_DATA_HOME", ""},
                                        std::pair{"HOME", is_cache ? "/.cache" : "/.local/share"}}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value == '/') return std::string(value) + below + "/smcost";
  }
  return {};
}

}  // namespace smcost::files
