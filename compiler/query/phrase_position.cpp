#include "compiler/query/phrase_position.h"

#include <algorithm>

namespace smcost::query {

PhrasePosition phrasePosition(const std::string& text, const std::set<std::string>& heads, const std::set<std::string>& skus) {
  PhrasePosition position;
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && isNameChar(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  size_t next = 0;
  if (words.size() > 1 && text.find('=') != std::string::npos) next = 1;
  if (next >= words.size() || !heads.contains(words[next])) return position;
  position.head = words[next];
  for (++next; next < words.size(); ++next) {
    const std::string& word = words[next];
    position.last = word;
    if (word == "with" && next + 1 < words.size()) {
      position.option = words[++next];
      position.given.push_back(position.option);
      position.words.clear();
      position.has_multiple = position.has_sku = false;
      position.last = position.option;
      continue;
    }
    position.words.insert(word);
    position.has_sku = position.has_sku || skus.contains(word);
    position.has_multiple = position.has_multiple || (isDigit(word[0]) && word.back() == 'x');
  }
  return position;
}

}  // namespace smcost::query
