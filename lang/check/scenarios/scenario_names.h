// The names of a file's scenarios.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.h"
#include "lang/syntax/ast.h"

namespace smcost::check {

// The scenarios of a file in order of the text, and those that its `compare` names, if it has one.
std::vector<std::string> scenarioNames(const source::SourceManager& sources, const ast::File& file);
std::vector<std::string> comparedNames(const source::SourceManager& sources, const ast::File& file);
inline constexpr std::string_view kBaseScenario = "base";  // the file as written
inline constexpr size_t kMostScenarios = 100;              // each is a check of the whole file

}  // namespace smcost::check
