// A figure as people read it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "compiler/questions/bill_function.h"

namespace smcost::questions {

// "`speed` is unknown [SMC2003]": the first error that was found; none: there is none.
std::optional<std::string> firstError(const diagnostics::Sink& sink);
// Of the bill; empty: nothing in it has a price.
std::string currencyOf(const program::Program& program);
// The figure at `index` of those that a session was asked for: "12.50", "yes", "3 h". Money stands without its currency.
std::string figureText(const session::Session& session, std::span<const Figure> figures, size_t index, const base::Rational& value, int digits);
// Of the figures before it, those that were asked as expressions; null: it is none.
const program::Asked* askedFigure(const program::Program& program, std::span<const Figure> figures, size_t index);
bool isMoneyFigure(const session::Session& session, std::span<const Figure> figures, size_t index);
// "12.50 USD exactly 12.5", "yes", "3 h"
std::string exactText(const session::Session& session, std::span<const Figure> figures, size_t index, const base::Rational& value, int digits);

}  // namespace smcost::questions
