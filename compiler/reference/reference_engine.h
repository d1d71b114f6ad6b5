// The reference engine: every row in GMP rationals. The oracle of the others, the engine of
// `--engine=reference`, and what evaluates a table that does not prove.
#pragma once

#include <memory>

#include "runtime/engine.h"

namespace smcost::reference {

// Failed rows hold 0 in every output.
std::unique_ptr<runtime::Engine> makeEngine();

}  // namespace smcost::reference
