// By whose they are, over several bills: a tag that none of them has is a slip.
#pragma once

#include <span>

#include "compiler/session/session.h"

namespace smcost::session {

// After evaluate() of all, each with `groups_beside`. Reports in the last one's sink the keys of --group-by that no statement of any
// of them has; false if there is one.
bool checkGroups(std::span<Session* const> sessions);

}  // namespace smcost::session
