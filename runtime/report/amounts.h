// How exact amounts stand in JSON: the same in every document.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "runtime/report/report.h"
#include "lang/base/rational.h"
#include "lang/program/program.h"

namespace smcost::runtime {

using Json = nlohmann::ordered_json;

// {"exact": "2143/900", "decimal": "2.381111"}; a finite decimal of up to twelve digits is given in full.
Json amountJson(const base::Rational& value);

// The field `library`, of a bill that the shipped one does not price.
void addLibrary(Json& json, const program::Program& program);
void addBook(Json& json, const ReportContext& context);   // if prices are from one

// The one way to write JSON here. Names of files may hold any bytes: what is no UTF-8 is replaced, what nobody sees is escaped.
// Without `indent` on one line.
std::string dumpJson(const Json& json, int indent = -1);

}  // namespace smcost::runtime
