// Agreements into rates: the prices of a list as somebody pays them. Whoever looks up a rate sees
// one price for each day, and knows of what it was made.
#pragma once

#include "lang/program/program.h"

namespace smcost::program {

// Does it hold on some day of the period; on all of them? One that ends holds in no period without a calendar.
bool holdsPartly(const Agreement& agreement, const Period& period);
bool holdsWholly(const Agreement& agreement, const Period& period);

// Takes what an earlier call made out of Program::rates and puts in what the agreements make of the
// list: on days on which one holds, a row of its own in place of the list's, else the list's price
// reduced. A row that somebody wrote without a source is no list's: nothing is taken off, and nothing stands in its place. Each day has at most
// one term for a key: the checker has proved it.
void applyAgreements(Program& program);

}  // namespace smcost::program
