// Questions over many bills as input of the dialogue: `sweep total over users = 10..50 step 10`.
#pragma once

#include <string>

#include "compiler/query/complete.h"
#include "compiler/repl/dialogue.h"

namespace smcost::repl {

// Whether an input asks one; `sweep growth total over users` declares one, which the spec keeps.
bool asksQuestion(const Dialogue& dialogue, const std::string& input);
// Of the spec as it stands. A wish to stop ends the answer with what is known by then.
Outcome askQuestion(Dialogue& dialogue, const std::string& input);
// The words that begin one, and behind such a word what may stand there: names of declared ones, `param`s. Appended to what else could be.
void completeQuestion(const Dialogue& dialogue, const std::string& text, size_t cursor, query::Completions& found);

}  // namespace smcost::repl
