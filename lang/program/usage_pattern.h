// The pattern of a usage type: literal, or open at one place, which a key (`{name}`) or anything (`*`) fills.
#pragma once

#include <optional>
#include <string_view>

namespace smcost::program {

struct UsagePattern {
  std::string_view before, after;   // of the open place; all of a literal stands before
  std::string_view parameter;       // "instance" of `{instance}`; of `*` none
  bool is_open = false;

  // How many characters fill the open place at least: a key has one.
  size_t least() const { return parameter.empty() ? 0 : 1; }
  bool matches(std::string_view text) const;
  std::string_view keyIn(std::string_view text) const {  // of what it matches
    return is_open ? text.substr(before.size(), text.size() - before.size() - after.size()) : std::string_view{};
  }
};

// None: it has more than one open place, or a bracket alone.
std::optional<UsagePattern> readUsagePattern(std::string_view text);

// Does one match all that the other does? Is there a text that both match?
bool covers(const UsagePattern& wide, const UsagePattern& narrow);
bool meet(const UsagePattern& one, const UsagePattern& other);

}  // namespace smcost::program
