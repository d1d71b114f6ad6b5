// A price book as text, from its rows.
#pragma once

#include <span>
#include <string>

#include "runtime/book/text.h"

namespace smcost::book {

// The rows are sorted as a text has them. Their count and digest in the header are set by this.
std::string writeBook(Header& header, std::span<const Row> rows);

}  // namespace smcost::book
