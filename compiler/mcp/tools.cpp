#include "compiler/mcp/tools.h"

namespace smcost::mcp {

namespace {

Json with(Json schema, std::initializer_list<std::pair<const char*, Json>> members, std::vector<std::string> required = {}) {
  for (const auto& [name, member] : members) schema["properties"][name] = member;
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

Json nothing() { return {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}}; }
Json specInput() { return specSchema(); }
Json noOutput() { return outputSchema(Json::object()); }
Json explainInput() {
  return with(specSchema(), {{"line", textSchema("a statement or one of its lines, \"api\" or \"api.compute\"; without one all are explained")}});
}

Json sideSchema() {
  Json side = specSchema();
  side["properties"]["name"] = textSchema("what its column is called");
  return side;
}
Json compareInput() {
  return with(specSchema(), {{"scenarios", textsSchema("of the one spec; without them all that it has, beside the spec as written")},
                             {"specs", {{"type", "array"}, {"items", sideSchema()}, {"description", "in place of one spec with scenarios: several specs"}}}});
}
Json diffInput() { return with(nothing(), {{"before", specSchema()}, {"after", specSchema()}}, {"before", "after"}); }

Json questionInput(const char* example) { return with(specSchema(), {{"question", textSchema(example)}}, {"question"}); }
Json solveInput() { return questionInput("\"largest users where total <= 1_000 USD\", or an equation: \"api == batch over users = 1..500\""); }
Json searchInput() { return questionInput("\"total over machine, replicas where requests <= capacity\""); }
Json sweepInput() {
  return with(specSchema(), {{"over", textsSchema("axes: \"users = 10..500 step 10\", \"machine = { box.small, box.large }\", or only the name of a `param` with a range")},
                             {"of", textsSchema("figures of the bill: \"total\", \"api\", \"api + batch\"; without them the total")},
                             {"where", textSchema("a condition on the points that count")}}, {"over"});
}
Json sampleInput() {
  return with(specSchema(), {{"question", textSchema("figures of the bill, \"total\"")},
                             {"draws", {{"type", "integer"}, {"minimum", 1}}},
                             {"seed", {{"type", "integer"}, {"description", "the same seed gives the same sample"}}}});
}

Json helpInput() { return with(nothing(), {{"name", textSchema("a workload, option, meter, function, SKU or word of the language; without one the workloads are listed")}}); }
Json skusInput() {
  return with(nothing(), {{"where", textSchema("a condition on facts and prices: \"gpus >= 4 and memory >= 100 GiB\"")}, {"by", textSchema("what the rows are sorted by, the least first")},
                          {"region", textSchema("whose prices")}}, {"where"});
}
Json pricesInput() {
  return with(nothing(), {{"meter", textSchema("as `workload_help` calls it")}, {"key", textSchema("a SKU or word of the meter, or its beginning")}, {"region", textSchema("only there")},
                          {"day", textSchema("2025-03-14: what held then; without it all of history")}});
}

constexpr Tool kTools[] = {
    {"eval", "Bill a spec", "Works out the exact bill of a cost spec. The total is exact; every assumption (period, region, edition of the prices) is listed, and what is not included. It never "
     "guesses: a text that is wrong or a price that is missing is refused with diagnostics, and most of them have fixes. Mend the text by them, never the number.", specInput, evalOutput, callEval},
    {"check", "Check a spec", "Says whether a spec reads and means something, units and names included, without billing it.", specInput, noOutput, callCheck},
    {"explain", "Explain a bill", "How a line of the bill comes about, down to the price row and its source, so that a person can redo it by hand.", explainInput, explainOutput, callExplain},
    {"compare", "Compare bills", "Sets bills side by side: several specs, or scenarios of one.", compareInput, compareOutput, callCompare},
    {"diff", "Explain a change", "Why the bill of a spec changed: the difference of two specs in parts (price, quantity, new, gone) that add up exactly.", diffInput, diffOutput, callDiff},
    {"solve", "Solve for a parameter", "The largest or smallest value of a `param` for which a condition holds, or where two figures are equal; exact and proved.", solveInput, questionOutput, callSolve},
    {"sweep", "Sweep parameters", "The bill at each value of some `param`s.", sweepInput, questionOutput, callSweep},
    {"minimise", "Find the cheapest", "Where a figure of the bill is least over values of `param`s, proved or with a bound.", searchInput, questionOutput, callMinimise},
    {"maximise", "Find the greatest", "Where a figure of the bill is greatest over values of `param`s, proved or with a bound.", searchInput, questionOutput, callMaximise},
    {"sample", "Sample uncertain parameters", "Mean, percentiles and what the spread comes from, of a spec with uncertain `param`s; each with its standard error.", sampleInput, questionOutput, callSample},
    {"workload_help", "Read about the library", "The page of a workload, option, meter, function or word of the language; without a name all workloads. Read it before writing a spec.", helpInput, textOutput, callWorkloadHelp},
    {"skus", "Look for machines", "SKUs that meet a condition on their facts and prices.", skusInput, textOutput, callSkus},
    {"prices_show", "Look up prices", "Rows of the price book, with their sources and days.", pricesInput, pricesOutput, callPricesShow},
};

}  // namespace

std::span<const Tool> tools() { return kTools; }

}  // namespace smcost::mcp
