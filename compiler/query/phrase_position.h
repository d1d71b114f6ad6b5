// Which phrase of a text a place is in, and what of it is written before; also of a text that does not parse yet.
#pragma once

#include <cctype>
#include <set>
#include <string>
#include <vector>

namespace smcost::query {

inline bool isNameChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-'; }
inline bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The phrase that the cursor is in, as far as it is written.
struct PhrasePosition {
  std::string head;                 // of the statement; empty: no phrase
  std::vector<std::string> given;   // names of options so far
  std::string option;               // the one the cursor is in; empty: the statement itself
  std::set<std::string> words;      // labels, SKUs and words of this part
  bool has_multiple = false;
  bool has_sku = false;
  std::string last;                 // the word right before the one that is typed
};

// Reads the words before a place.
PhrasePosition phrasePosition(const std::string& text, const std::set<std::string>& heads, const std::set<std::string>& skus);

}  // namespace smcost::query
