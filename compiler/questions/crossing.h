// Where two figures are equal, of a parameter that goes in steps.
#pragma once

#include <string>

#include "compiler/questions/search.h"

namespace smcost::questions {

// `axis` has steps; the sides are figures of one number. The first step at which they are equal; else between which
// two steps the greater of them changes for the first time. Steps without a bill are passed over.
Crossing findCrossingOnSteps(const session::Options& spec, const Axis& axis, const std::string& own, const std::string& left, const std::string& right);

}  // namespace smcost::questions
