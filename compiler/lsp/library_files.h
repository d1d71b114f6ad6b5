// Files of the library that an editor can open: those of its folder, or a copy of what the program carries, which nobody may write.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smcost::lsp {

// `name` as reports call it: "stdlib/units/time.smcost". None: there is no folder for a copy.
std::optional<std::string> libraryFile(const std::optional<std::string>& folder, const std::string& name, std::string_view text);

}  // namespace smcost::lsp
