// Pieces -> lines. Private to lang/format.
#pragma once

#include <vector>

#include "lang/format/lines.h"
#include "lang/format/pieces.h"

namespace smcost::format {

std::vector<Line> flow(Pieces& pieces);

}  // namespace smcost::format
