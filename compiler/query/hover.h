// What there is to say of a place in a text: what a statement costs and why, what a name is worth, what the library says of a word.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::query {

struct Hover {
  source::Span at;
  // Texts laid out for a fixed pitch, one below the other: a value, how a bill comes about, a page of help.
  std::vector<std::string> texts;
};

// In the file of the spec itself; `has_bill`: there is one. `options` are those of the session.
std::optional<Hover> hoverAt(const session::Session& session, const session::Options& options, bool has_bill, uint32_t offset);

}  // namespace smcost::query
