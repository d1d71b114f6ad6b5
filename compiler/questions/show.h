// A figure as people read it.
#pragma once

#include <string>

#include "compiler/session/session.h"

namespace smcost::questions {

// One of Program::asked: "12.50 USD exactly 12.5", "yes", "3 h".
std::string figureText(const session::Session& session, size_t asked, const base::Rational& value, int digits);

}  // namespace smcost::questions
