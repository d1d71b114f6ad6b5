// What may be done to a text at a place of it: the fixes of what is wrong there, and other ways to say the same. An edit of the second
// kind is offered only if the spec comes to the same with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/query/text_edit.h"
#include "compiler/session/session.h"

namespace smcost::query {

struct Action {
  enum class Kind : uint8_t { fix, rewrite } kind = Kind::fix;
  std::string title;
  std::vector<TextEdit> edits;                       // of the text as it is, none inside of another
  const diagnostics::Diagnostic* of = nullptr;       // that it mends; as long as the session lives
  bool is_alone = false;                             // the text can mean nothing else
};

// Of what is wrong in a range of a file.
std::vector<Action> fixesAt(const session::Session& session, source::FileId file, uint32_t begin, uint32_t end);

// Of the item at a place of the spec's own file, whose bill is there: a name for its statement, a `param` in place of a value, a
// scenario with it. `options` are those of the session.
std::vector<Action> rewritesAt(const session::Session& session, const session::Options& options, uint32_t offset);

}  // namespace smcost::query
