// What a session answered, in a line.
#pragma once

#include <string>

#include "compiler/session/session.h"

namespace smcost::query {

// "0.614667… USD exactly 461/750 : Money[USD]", "true : Bool", a line for each item of a list.
std::string answerText(const session::Session& session, const session::AnsweredQuestion& answered);

// The rows of a query over SKUs.
std::string queryText(const session::Session& session, const session::AnsweredQuery& answered);

// Over all months, with its parts; in the bill's currency.
base::Rational costOf(const session::Session& session, program::StatementId statement);

}  // namespace smcost::query
