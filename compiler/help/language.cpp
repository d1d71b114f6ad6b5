#include "compiler/help/language.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/help/layout.h"

namespace smcost::help {

namespace {

constexpr LanguageWord kWords[] = {
#define SMCOST_WORD(word, meaning, example) {word, meaning, example},
#include "compiler/help/language_words.def"
#undef SMCOST_WORD
};
static_assert(std::ranges::is_sorted(kWords, {}, &LanguageWord::word), "language_words.def is kept in the order of the alphabet");

}  // namespace

std::span<const LanguageWord> languageWords() { return kWords; }

std::string describeLanguage(size_t width) {
  std::vector<Row> rows;
  for (const LanguageWord& one : kWords) rows.push_back({std::string(one.word), std::string(one.meaning)});
  return table(rows, width);
}

std::optional<std::string> describeWord(std::string_view word) {
  const auto found = std::ranges::lower_bound(kWords, word, {}, &LanguageWord::word);
  if (found == std::end(kWords) || found->word != word) return std::nullopt;
  return fmt::format("word {}  (of the language)\n\n{}\n\nExample\n{}", word, found->meaning, indented(found->example));
}

}  // namespace smcost::help
