#include "compiler/query/dialogue_completer.h"

#include <utility>

namespace smcost::query {

using session::Session;

const Session& DialogueCompleter::known(const std::vector<std::string>& priced_meters) {
  std::string text = spec_.text();
  if (text != known_text_) known_.clear();
  known_text_ = std::move(text);
  std::unique_ptr<Session>& known = known_[priced_meters];
  if (!known) {
    // Kept once it is whole: the check may be stopped.
    std::unique_ptr<Session> checked = spec_.spec(priced_meters);
    checked->check();
    known = std::move(checked);
  }
  return *known;
}

Completions DialogueCompleter::complete(const std::string& text, size_t cursor) {
  return query::complete([this](const std::vector<std::string>& meters) -> const Session& { return known(meters); }, text, cursor);
}

}  // namespace smcost::query
