// A page from which an assistant learns to write specs, to ask, and to read refusals.
#pragma once

#include <string>

#include "compiler/session/session.h"

namespace smcost::mcp {

// Markdown of at most so many words; the same for the same library.
inline constexpr size_t kMostSkillWords = 5000;
std::string skill(const session::Options& options);

}  // namespace smcost::mcp
