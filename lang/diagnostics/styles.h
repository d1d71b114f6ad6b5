// The three ways to write a list of diagnostics, and the words they share. Internal to
// this folder; `render` chooses, sorts and counts.
#pragma once

#include <string>
#include <vector>

#include "lang/diagnostics/render.h"

namespace smcost::diagnostics {

// The longest message, note or hint that a text style shows; JSON has all of it.
inline constexpr size_t kMaxMessage = 4096;

using List = std::vector<const Diagnostic*>;

std::string renderRich(const List& list, const source::SourceManager& sources, bool color);
std::string renderShort(const List& list, const source::SourceManager& sources);
std::string renderJson(const List& list, const source::SourceManager& sources);

std::string_view severityName(Severity severity);
// "spec.smcost:4:9"
std::string placeOf(source::Span span, const source::SourceManager& sources);

}  // namespace smcost::diagnostics
