// What holds of every spec that bills, and aborts the fuzzer where it does not.
#pragma once

#include <string>

#include "compiler/session/session.h"

namespace smcost::fuzz {

// Laws that cost as much as a bill, or more.
struct Asked {
  bool reports = true;  // each report can be written and reads as what it is; each name is explained
  bool repeats = true;  // a bill does not differ from itself
  bool formats = true;  // the formatted text has the same bill
  bool engines = true;  // compiled code and the reference agree
  bool messages = true;  // what is said can be written as JSON too
};

// The messages can be shown; then, of what bills, all that is asked. `options` have the text;
// the engine is chosen here. True when it bills.
bool holdsLawsOfBill(const session::Options& options, const Asked& asked);

}  // namespace smcost::fuzz
