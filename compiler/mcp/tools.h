// The tools that an assistant may call.
#pragma once

#include <span>
#include <string_view>

#include "compiler/mcp/answer.h"

namespace smcost::mcp {

struct Tool {
  std::string_view name;
  std::string_view title;
  std::string_view description;      // when to call it, and what it will not do
  Json (*input)();                   // schemas
  Json (*output)();
  Answer (*call)(const Setting& setting, const Json& arguments);   // throws Unusable
};

// In the order in which they are listed.
std::span<const Tool> tools();

// tools_bills.cpp
Answer callEval(const Setting& setting, const Json& arguments);
Answer callCheck(const Setting& setting, const Json& arguments);
Answer callExplain(const Setting& setting, const Json& arguments);
Json evalOutput();
Json explainOutput();
// tools_changes.cpp
Answer callCompare(const Setting& setting, const Json& arguments);
Answer callDiff(const Setting& setting, const Json& arguments);
Json compareOutput();
Json diffOutput();
// tools_questions.cpp
Answer callSolve(const Setting& setting, const Json& arguments);
Answer callSweep(const Setting& setting, const Json& arguments);
Answer callMinimise(const Setting& setting, const Json& arguments);
Answer callMaximise(const Setting& setting, const Json& arguments);
Answer callSample(const Setting& setting, const Json& arguments);
Json questionOutput();
// tools_library.cpp
Answer callWorkloadHelp(const Setting& setting, const Json& arguments);
Answer callSkus(const Setting& setting, const Json& arguments);
Answer callPricesShow(const Setting& setting, const Json& arguments);
Json textOutput();
Json pricesOutput();

}  // namespace smcost::mcp
