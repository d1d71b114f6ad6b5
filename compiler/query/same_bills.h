// Do two spellings of a spec come to the same?
#pragma once

#include <optional>
#include <string>

#include "compiler/session/session.h"

namespace smcost::query {

// The file as it is written: without values of a command line, a scenario, questions.
session::Options plainOptions(session::Options options);

// Evaluates both. Every amount of every bill, line by line, and what became of checks and blocks; whatever things are
// called. None: all are equal. Else what is not: "line 3 of 2025-03".
std::optional<std::string> differ(session::Session& one, session::Session& other);

}  // namespace smcost::query
