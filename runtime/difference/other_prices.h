// A program at the prices of another: the same usage, charged as the other would charge it.
#pragma once

#include "lang/program/program.h"

namespace smcost::runtime {

// Takes from `other` what is agreed on prices: its rows, region and edition, its allowances and
// what it says of the free tier, and which meters are free. Meters and keys are the same when they
// are called the same. Where `other` cannot bill a meter and key that the program uses, the
// program's own rows stay. Roundings and minimums of a meter stay: they make the quantity.
// Both programs are of one period, since a monthly price depends on its hours.
void takePrices(program::Program& program, const program::Program& other);

// Takes from `other` what is agreed with a provider on prices, in place of the program's own agreements; what
// they say of meters that the program does not have is left out. With other prices too, it goes first.
void takeAgreements(program::Program& program, const program::Program& other);

// Do the two say the same of prices in their agreements?
bool agreeOnPrices(const program::Program& one, const program::Program& other);

}  // namespace smcost::runtime
