// What `solve` and `minimise` are asked, taken apart: "largest run_time where total <= 14 USD", "total over replicas, machine where …".
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace smcost::questions {

struct AskedText {
  std::string before;                  // "largest run_time", "total"
  std::vector<std::string> over;       // "replicas", "machine"
  std::string where;                   // "total <= 14 USD"
};

// Where `wanted` stands outside of brackets; npos: nowhere.
size_t findOutside(const std::string& text, const std::string& wanted, size_t from = 0);
// Without the blanks around it.
std::string trimmed(const std::string& text);
// Words count outside of brackets only.
AskedText takeApart(const std::string& text);
// "users where api == chat": both sides; empty when it is no equation.
std::pair<std::string, std::string> sidesOf(const std::string& condition);
// "a >= 1 and b < 2" as its conditions; as one, if it is made of anything else.
std::vector<std::string> conditionsOf(const std::string& where);
// Cut at commas outside of brackets.
std::vector<std::string> listOf(const std::string& text);

}  // namespace smcost::questions
