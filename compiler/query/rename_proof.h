// Whether edits of names leave a spec what it is.
#pragma once

#include <optional>
#include <vector>

#include "compiler/query/rename.h"

namespace smcost::query {

// None: every tree has its form, every name means what it meant, what is wrong is the same, and so are all bills and what became of
// checks and blocks, in each scenario. The edits are in order of files and text.
std::optional<Refusal> disprove(const session::Session& session, const Names& names, const std::vector<TextEdit>& edits);

}  // namespace smcost::query
