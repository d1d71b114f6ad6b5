// Modules that stand beside that of a body, whose names it does not know unless the file of the statement uses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/check/statements/statements.h"

namespace smcost::check {

// "lib.a.b" of what `lib/a/b.smcost` declares.
std::string moduleOf(const Decl& decl);

// What a body knows inside of `brings MODULE "what" { … }`: the names of the module, then its own. None when no file in use
// there has them. `statement` is where that stands; null, when a body is proved without one: all files that were read count.
std::optional<Scope> scopeBeside(const Statements& cx, const Scope& body, std::string_view module, const Scope* statement);

// What the above depends on in a statement there.
std::string patternBeside(const Scope& statement, std::string_view module);

}  // namespace smcost::check
