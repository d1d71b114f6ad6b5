// "Did you mean": near names as a hint with its fixes, or as words of a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostics/diagnostic.h"

namespace smcost::diagnostics {

// More names than these are no suggestion.
inline constexpr size_t kMostOffers = 3;

// Adds the names that could be meant as a hint, the best first; those that are as near as the best are fixes
// at the place too (none: no fix).
void suggest(Diagnostic& diagnostic, source::Span at, std::string_view wrong, const std::vector<std::string>& known);

// The same of codes (SKUs, regions, editions), which differ by a letter and not in what they cost by one: only
// another spelling of the same code is a fix; codes that merely look alike are named, and never put in its place.
void suggestCode(Diagnostic& diagnostic, source::Span at, std::string_view wrong, const std::vector<std::string>& known);

// These names, however they were found: a hint, and a fix for each.
void offer(Diagnostic& diagnostic, source::Span at, const std::vector<std::string>& names, Applicability applicability);

// The nearest as a question: "is it `a`, `b`?"; empty when none is near.
std::string isItNear(std::string_view wrong, const std::vector<std::string>& known);

}  // namespace smcost::diagnostics
