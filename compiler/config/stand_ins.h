// A text in which characters of two and three bytes are others, of private use, and back again: toml++ 3.3 has undefined
// behaviour when it asks whether one of U+00A1 to U+FEFF is white space, and beyond them it does not look. Columns stay.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace smcost::config {

class StandIns {
 public:
  // Of UTF-8 that has none of `reserved` itself.
  std::string of(std::string_view text);
  std::string back(std::string_view text) const;
  // Where the text has a character of private use, or an escape that may make one; npos: nowhere.
  static size_t reserved(std::string_view text);

 private:
  std::map<std::string, size_t, std::less<>> numbers_;
  std::vector<std::string> originals_;
};

}  // namespace smcost::config
