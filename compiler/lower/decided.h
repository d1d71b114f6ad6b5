// What the intervals of a program have decided, put in its place.
#pragma once

#include "compiler/lower/z_program.h"

namespace smcost::lower {

// The same numbers for all cells inside the columns' intervals: comparisons that can come out in one way only, the arms that nobody takes, and numbers
// that are always the same are gone. Code that it is made for is worth less elsewhere: it depends on figures.
ZProgram withoutDecided(const ZProgram& program);

}  // namespace smcost::lower
