// Slips of the hand that still read: a word written twice, two neighbours in the wrong order.
// They are seen in the text around a place, which the tree has long made into something else.
#pragma once

#include "lang/check/names/names.h"

namespace smcost::check {

// The name, number or number with its unit directly before or behind a place, with nothing but
// blanks between; none when something else is there.
Span wordBefore(const Names& cx, Span at);
Span wordBehind(const Names& cx, Span at);

// When what stands at the place stands directly before it too: an edit that leaves out the second.
bool offerOnce(const Names& cx, diagnostics::Diagnostic& diagnostic, Span at);

// An edit that exchanges what stands at two places, the first before the second.
void offerSwap(const Names& cx, diagnostics::Diagnostic& diagnostic, Span first, Span second);

// `1 000 GB`, read as `1` and `000 GB`: when the number at a place goes on with the digits before it, the edit that groups them.
bool offerGroups(const Names& cx, diagnostics::Diagnostic& diagnostic, Span at);

}  // namespace smcost::check
