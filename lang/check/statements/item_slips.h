// Items of a phrase that were meant as what they nearly are. Each offers what was meant; false: it is no such slip.
#pragma once

#include "lang/check/statements/statements.h"

namespace smcost::check {

bool offerRegion(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at);                                  // `in us-west-2`
void offerSku(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, std::string_view word);
bool offerTimes(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, std::string_view number);          // `4 x`
bool offerNumberFirst(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, std::string_view word);      // `min30`
bool offerUnquoted(Statements& cx, diagnostics::Diagnostic& diagnostic, const ast::File& file, ast::NodeId node);  // `"box.small"`

}  // namespace smcost::check
