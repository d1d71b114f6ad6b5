// What to say about an item that does not read. Private to lang/syntax.
#pragma once

#include <string_view>

#include "lang/diagnostics/sink.h"
#include "lang/syntax/repair.h"

namespace smcost::ast {

// `text` is the laid-out text of the file, the item its bytes [begin, end); `reads` tries repairs.
void reportSyntaxError(std::string_view text, source::FileId file, uint32_t begin, uint32_t end,
                       const FurthestFailure& failure, const Reads& reads, diagnostics::Sink& sink);

}  // namespace smcost::ast
