// An input goes on while a bracket is open, or where its line ends in a comma, `=`, an
// operator or `with`: whatever comes next, that alone would be a mistake.

#include "lang/syntax/awaits.h"

#include "lang/syntax/lexemes.h"

namespace smcost::ast {

namespace {

// The end of a text or comment that begins at `p`; a text ends with its line at the latest.
const char* behindQuoted(const char* p, const char* end) {
  const bool is_text = *p == '"';
  for (++p; p < end && *p != '\n'; ++p) {
    if (is_text && *p == '"') return p + 1;
  }
  return p;
}

char closerOf(char opener) { return opener == '(' ? ')' : opener == '[' ? ']' : '}'; }

// What must stand behind the last piece of a text, given its place in it.
std::string_view behindLast(std::string_view text, size_t last) {
  switch (text[last]) {
    case ',': return "item";
    case '=':
    case '+':
    case '*':
    case '/':
    case '<':
    case '>': return "value";
    // A name may hold `-`: the sign alone is one with a blank before it.
    case '-': return last == 0 || text[last - 1] == ' ' ? "value" : "";
    default: break;
  }
  size_t begin = last + 1;
  while (begin > 0 && lexemes::isWordChar(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, last + 1 - begin);
  if (word == "with") return "item";
  // `each` is an operator, and as often the end of a phrase.
  if (word == "and" || word == "or" || word == "not" || word == "less" || word == "plus" ||
      word == "grows" || word == "then" || word == "else" || word == "where") {
    return "value";
  }
  return "";
}

}  // namespace

void Awaiting::add(std::string_view lines) {
  // A line without comments, so that what stands before one counts.
  std::string bare;
  const auto endLine = [&] {
    if (const size_t last = bare.find_last_not_of(' '); last != std::string::npos) last_ = bare.substr(0, last + 1);
    bare.clear();
  };
  const char* end = lines.data() + lines.size();
  for (const char* p = lines.data(); p < end;) {
    const char c = *p;
    if (c == '"' || c == '#') {
      p = behindQuoted(p, end);
      if (c == '"') bare += '"';
      continue;
    }
    if (c == '(' || c == '[' || c == '{') open_ += closerOf(c);
    else if (!open_.empty() && c == open_.back()) open_.pop_back();
    if (c == '\n') endLine();
    else bare += c == '\r' || c == '\t' ? ' ' : c;
    ++p;
  }
  endLine();
}

std::string Awaiting::what() const {
  if (!open_.empty()) return std::string(1, open_.back());
  return last_.empty() ? "" : std::string(behindLast(last_, last_.size() - 1));
}

}  // namespace smcost::ast
