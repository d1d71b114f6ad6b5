// Files on the way to their place, for an end of the process that runs no destructors.
#pragma once

namespace smcost::driver {

// Of all outputs; asks for no memory, so that the handler of a signal may call it.
void removeTemporaries();

}  // namespace smcost::driver
