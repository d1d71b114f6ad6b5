#include "lang/program/usage_pattern.h"

namespace smcost::program {

bool UsagePattern::matches(std::string_view text) const {
  if (!is_open) return text == before;
  return text.size() >= before.size() + least() + after.size() && text.starts_with(before) && text.ends_with(after);
}

std::optional<UsagePattern> readUsagePattern(std::string_view text) {
  UsagePattern pattern;
  pattern.before = text;
  const size_t open = text.find_first_of("{}*");
  if (open == std::string_view::npos) return pattern;
  pattern.is_open = true;
  pattern.before = text.substr(0, open);
  size_t end = open + 1;
  if (text[open] != '*') {
    const size_t close = text.find('}', open);
    if (text[open] == '}' || close == std::string_view::npos || close == open + 1) return std::nullopt;
    pattern.parameter = text.substr(open + 1, close - open - 1);
    end = close + 1;
  }
  pattern.after = text.substr(end);
  if (pattern.after.find_first_of("{}*") != std::string_view::npos) return std::nullopt;
  return pattern;
}

bool covers(const UsagePattern& wide, const UsagePattern& narrow) {
  if (!narrow.is_open) return wide.matches(narrow.before);
  return wide.is_open && narrow.before.starts_with(wide.before) && narrow.after.ends_with(wide.after) &&
         narrow.before.size() + narrow.least() + narrow.after.size() >= wide.before.size() + wide.least() + wide.after.size();
}

bool meet(const UsagePattern& one, const UsagePattern& other) {
  if (!one.is_open) return other.matches(one.before);
  if (!other.is_open) return one.matches(other.before);
  const bool begin_alike = one.before.starts_with(other.before) || other.before.starts_with(one.before);
  const bool end_alike = one.after.ends_with(other.after) || other.after.ends_with(one.after);
  return begin_alike && end_alike;
}

}  // namespace smcost::program
