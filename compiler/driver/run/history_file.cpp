#include "compiler/driver/run/history_file.h"

#include <cstdlib>

namespace smcost::driver {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

}  // namespace

std::string historyFile(const std::optional<std::string>& set) {
  if (set) return *set;
  // To the other settings an empty variable is none.
  const char* history = std::getenv("SMCOST_HISTORY");
  if (history != nullptr && *history == '\0') return {};
  if (const std::string state = variable("XDG_STATE_HOME"); !state.empty()) return state + "/smcost/history";
  const std::string home = variable("HOME");
  return home.empty() ? home : home + "/.local/state/smcost/history";
}

}  // namespace smcost::driver
