// What no bill asks for. It is read only so that it is written down what its names mean: what is wrong with it nobody hears.
#pragma once

#include "lang/check/asks/asks.h"
#include "lang/check/declarations.h"

namespace smcost::check {

// Values, functions, bodies, statements and checks of files that are used, and what stands in place of what is not given. The program
// is of no more use then.
void readUnasked(Asks& cx, const Declarations& declared);

}  // namespace smcost::check
