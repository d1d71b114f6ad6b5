// simdjson, loaded when the first list in JSON is read: no other start has to load it, and the C++ library it needs.
#pragma once

#include <simdjson.h>

namespace smcost::lists {

// The fastest reader for this processor. Throws ListError when there is no library.
const simdjson::implementation& jsonLibrary();

}  // namespace smcost::lists
