// The best of a curve, as text and JSON.
#pragma once

#include "compiler/questions/axes.h"
#include "compiler/questions/curve.h"
#include "compiler/questions/print_search.h"

namespace smcost::questions {

void writeCurve(std::ostream& out, const SearchHead& head, const Reach& reach, const Curve& curve, const CurveBest& best);

}  // namespace smcost::questions
