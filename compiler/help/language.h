// What the words of the language mean, each with an example: for `smcost help budget`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace smcost::help {

struct LanguageWord {
  std::string_view word;
  std::string_view meaning;
  std::string_view example;  // one or several lines of a spec
};

// In the order of the alphabet.
std::span<const LanguageWord> languageWords();
// All of them, a line each.
std::string describeLanguage(size_t width);
// Nothing when the language has no such word.
std::optional<std::string> describeWord(std::string_view word);

}  // namespace smcost::help
