// What holds of every text, and aborts the fuzzer where it does not.
#pragma once

#include <string>

namespace smcost::fuzz {

// A tree has errors if and only if the sink has; what reads is formatted into a text that says the
// same, and formatting that again changes nothing. What is said can be shown, if that is `asked`: of noise it is
// the most of the work. True when the text reads.
bool holdsLawsOfText(const std::string& text, bool asked = true);

}  // namespace smcost::fuzz
