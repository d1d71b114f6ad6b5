// What the library says of itself, as text for a person: for `smcost help` and the dialogue's `:help`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/session/topics.h"
#include "lang/program/price_list.h"

namespace smcost::help {

// The first line of the doc.
std::string summaryOf(const session::Topic& topic);

// A line for each workload, by module.
std::string describeWorkloads(const std::vector<session::Topic>& topics);
// The topic that lists the words of the language.
inline constexpr std::string_view kLanguageTopic = "language";
// What a word of the language means, and all that is said of every topic with this name; nothing when there is none.
std::optional<std::string> describeNamed(const std::vector<session::Topic>& topics, std::string_view name, size_t width);
// What a usage type of a list or bill means; nothing when no list has it.
std::optional<std::string> describeUsageType(const std::vector<program::PriceList>& lists, std::string_view usage_type);

// The names nearest to one that nothing has: "is it `a`, `b`?"; empty when none is near.
std::string meantInstead(const std::vector<session::Topic>& topics, const std::string& name);

}  // namespace smcost::help
