// What a price is looked up by.
#pragma once

#include "lang/base/id.h"

namespace smcost::program {

using KeyId = base::Id<struct KeyTag>;

}  // namespace smcost::program
