// What a tool answers: a short text, the document of the command line, and the same as data.
#pragma once

#include <string>

#include "compiler/mcp/input.h"
#include "compiler/session/session.h"

namespace smcost::mcp {

struct Answer {
  std::string text;                    // for whoever reads along
  std::string document;                // what the command line writes with `--format json`, byte for byte; empty: it has no such format
  Json structured = Json::object();    // by the tool's schema
  bool is_refused = false;
};

// A spec that is wrong: its diagnostics, each with its fixes.
Answer refusal(const session::Session& session);
// Something else is wrong.
Answer refusal(const std::string& why);

// What the sink has, as `--diagnostics json` writes it.
Json diagnosticsOf(const session::Session& session);
// Period, region, edition with date and digest, library, scenario: {"what", "value", "assumed"} each. The bill is there.
Json assumptionsOf(const session::Session& session);
// {"exact": "2143/900", "shown": "2.381111…", "currency": "USD"}
Json amountOf(const base::Rational& amount, const std::string& currency);
// The context of the command line's reports.
runtime::ReportContext contextOf(const session::Session& session);

// A schema of an object that has `outcome` and `diagnostics`, and these members where there is an answer.
Json outputSchema(Json members);
Json amountSchema();
Json assumptionsSchema();

}  // namespace smcost::mcp
