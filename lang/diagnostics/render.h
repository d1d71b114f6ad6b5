// Diagnostics as text: rich (source line, carets, labels, notes, hints), short (one
// line each, file:line:column: error: message [SMC1001]), or JSON (one array).
#pragma once

#include <string>
#include <vector>

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
// The same of a list, in its order.
std::string render(std::vector<const Diagnostic*> list, const source::SourceManager& sources, const RenderOptions& options);

// What `render` shows, all of it, in its order.
std::vector<const Diagnostic*> inOrder(const Sink& sink);

// "SMC3001"
std::string codeOf(const KindInfo& kind);
// The title of a fix, or what its edit does when it has none; for showing, not for applying.
std::string fixTitle(const Fix& fix, const source::SourceManager& sources);

// The page of a code (`smcost explain SMC3001`): empty when there is none.
std::string_view explainPage(uint16_t number);

}  // namespace smcost::diagnostics
