// What is left of a spec without the items that have errors, while somebody writes one of them.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::workspace {

// A bill of its own: with what is left out it may cost something else, since prices are of all usage together.
struct SoundPart {
  std::unique_ptr<session::Session> session;   // evaluated; its text has blanks for what is left out, so that places are the same. Null: there is none
  std::vector<uint32_t> left_out;              // where each of these items begins
};

// Of a spec with errors; `whole` has checked it, by `options`.
SoundPart soundPart(const session::Session& whole, session::Options options);

}  // namespace smcost::workspace
