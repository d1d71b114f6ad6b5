// What a name is worth in a spec.
#pragma once

#include <optional>
#include <string>

#include "compiler/session/session.h"

namespace smcost::query {

// "20 GB : Data", as the dialogue answers; none: it has no value there. `text`: of the file that the options name.
std::optional<std::string> valueOf(session::Options options, const std::string& text, const std::string& name);

}  // namespace smcost::query
