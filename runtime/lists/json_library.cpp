#include "runtime/lists/json_library.h"

#include <dlfcn.h>

#include "runtime/lists/list_error.h"

namespace smcost::lists {

namespace {

// simdjson::get_active_implementation() as the library calls it: all that is called of it by name.
constexpr const char* kActive = "_ZN8simdjson25get_active_implementationEv";

}  // namespace

const simdjson::implementation& jsonLibrary() {
  using Active = decltype(&simdjson::get_active_implementation);
  void* const library = ::dlopen(SMCOST_SIMDJSON, RTLD_NOW | RTLD_LOCAL);
  void* const active = library ? ::dlsym(library, kActive) : nullptr;
  if (!active) throw ListError(std::string("simdjson cannot be loaded: ") + ::dlerror());
  return *reinterpret_cast<Active>(active)();
}

}  // namespace smcost::lists
