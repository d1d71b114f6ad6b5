#include "compiler/questions/asked_text.h"

#include <algorithm>
#include <utility>

namespace smcost::questions {

std::string trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\n"), last = text.find_last_not_of(" \t\n");
  return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

size_t findOutside(const std::string& text, const std::string& wanted, size_t from) {
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '{' || text[i] == '[') ++depth;
    if (text[i] == ')' || text[i] == '}' || text[i] == ']') --depth;
    if (i >= from && depth == 0 && text.compare(i, wanted.size(), wanted) == 0) return i;
  }
  return std::string::npos;
}

std::vector<std::string> listOf(const std::string& text) {
  std::vector<std::string> items;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(findOutside(text, ",", begin), text.size());
    items.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return items;
}

AskedText takeApart(const std::string& text) {
  AskedText asked;
  const size_t where = std::min(findOutside(text, " where "), text.size());
  if (where < text.size()) asked.where = trimmed(text.substr(where + 7));
  const std::string front = text.substr(0, where);
  const size_t over = std::min(findOutside(front, " over "), front.size());
  asked.before = trimmed(front.substr(0, over));
  if (over < front.size()) asked.over = listOf(front.substr(over + 6));
  return asked;
}

std::vector<std::string> conditionsOf(const std::string& where) {
  // What binds less than `and`, and texts, in which a word is none.
  for (const std::string_view other : {" or ", "if ", " else ", "\""}) {
    if (where.find(other) != std::string::npos) return {where};
  }
  std::vector<std::string> conditions;
  for (size_t begin = 0; begin < where.size();) {
    const size_t end = std::min(findOutside(where, " and ", begin), where.size());
    conditions.push_back(trimmed(where.substr(begin, end - begin)));
    begin = end + 5;
  }
  return conditions;
}

std::pair<std::string, std::string> sidesOf(const std::string& condition) {
  const size_t sign = findOutside(condition, "==");
  if (sign == std::string::npos) return {};
  return {trimmed(condition.substr(0, sign)), trimmed(condition.substr(sign + 2))};
}

}  // namespace smcost::questions
