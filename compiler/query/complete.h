// What could come next in a text: parameters still open, SKUs with their price here, options,
// units behind a number, names. Knows no protocol and no terminal.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/session/interactive.h"

namespace smcost::query {

struct Completion {
  std::string text;         // in place of the word before the cursor
  std::string note;         // shown beside it: a price, a type, a summary
};

struct Completions {
  size_t begin = 0;         // where the word begins that is completed
  std::vector<Completion> items;
};

// Over what an interactive spec holds; its library is read once for each state of it.
class Completer {
 public:
  explicit Completer(const session::Interactive& spec) : spec_(spec) {}

  // For a whole input and the cursor's place in it. In order of what fits best; none when nothing does.
  Completions complete(const std::string& text, size_t cursor);

 private:
  // Checked; with the prices of these meters for all their keys.
  const session::Session& known(const std::vector<std::string>& priced_meters);

  const session::Interactive& spec_;
  // By the meters whose prices were wanted, of the text as it stands.
  std::map<std::vector<std::string>, std::unique_ptr<session::Session>> known_;
  std::string known_text_;
};

}  // namespace smcost::query
