// Diagnostics as text: rich (source line, carets, labels, notes, hints), short (one
// line each, file:line:column: error: message [SMC1001]), or JSON (one array).
#pragma once

#include <string>

#include "lang/diagnostics/sink.h"

namespace smcost::diagnostics {

enum class Style : unsigned char { rich, short_, json };

struct RenderOptions {
  Style style = Style::rich;
  bool color = false;
  size_t max_errors = 50;  // the rest is counted in one line
};

// Sorted by file and place, stable; duplicates at one place are shown once.
std::string render(const Sink& sink, const source::SourceManager& sources, const RenderOptions& options);

// The page of a code (`smcost explain SMC3001`): empty when there is none.
std::string_view explainPage(uint16_t number);

}  // namespace smcost::diagnostics
