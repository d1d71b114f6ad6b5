// Completion in a spec that is written line by line.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/query/complete.h"
#include "compiler/session/interactive.h"

namespace smcost::query {

// Over what an interactive spec holds; its library is read once for each state of it.
class DialogueCompleter {
 public:
  explicit DialogueCompleter(const session::Interactive& spec) : spec_(spec) {}

  // For a whole input and the cursor's place in it.
  Completions complete(const std::string& text, size_t cursor);

 private:
  const session::Session& known(const std::vector<std::string>& priced_meters);

  const session::Interactive& spec_;
  // By the meters whose prices were wanted, of the text as it stands.
  std::map<std::vector<std::string>, std::unique_ptr<session::Session>> known_;
  std::string known_text_;
};

}  // namespace smcost::query
