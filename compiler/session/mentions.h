// What each name of a session's files means: its checks made once more, for nothing else.
#pragma once

#include "compiler/session/session.h"
#include "lang/check/names/mentions.h"

namespace smcost::session {

// Of the file as written, its scenarios and its blocks, of all files that these use. The session is checked, and outlives it.
check::Mentions mentionsOf(Session& session);

}  // namespace smcost::session
