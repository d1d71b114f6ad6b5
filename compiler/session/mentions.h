// What each name of a session's files means: its checks made once more, for nothing else.
#pragma once

#include "compiler/session/session.h"
#include "lang/check/names/mentions.h"

namespace smcost::session {

// Of each file as it is written, its scenarios and its blocks. The session is checked, and outlives it.
check::Mentions mentionsOf(Session& session);

}  // namespace smcost::session
