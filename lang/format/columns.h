// Columns: blanks before pieces, so that neighbouring items line up. Private to lang/format.
#pragma once

#include <cstdint>
#include <vector>

#include "lang/format/pieces.h"

namespace smcost::format {

// The pieces of one item.
struct ItemRange {
  size_t begin = 0;
  size_t end = 0;
};

// `widths[i]` is the width of all pieces before `i` on one line; sets Piece::pad.
void align(Pieces& pieces, const std::vector<size_t>& widths, const std::vector<ItemRange>& items);

// Has the row of a table, which stays on one line however long it is?
bool isRow(const Pieces& pieces, const ItemRange& item);

}  // namespace smcost::format
