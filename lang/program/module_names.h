// Modules by the names that a text says.
#pragma once

#include <string>
#include <string_view>

namespace smcost::program {

// Is what stands in `stated` of `module`: of `a.b` also what stands in `lib.a.b` or `lib.a.b.c`?
inline bool isOfModule(std::string_view stated, std::string_view module) {
  const auto between_dots = [](std::string_view name) { return "." + std::string(name) + "."; };
  return between_dots(stated).find(between_dots(module)) != std::string::npos;
}

}  // namespace smcost::program
