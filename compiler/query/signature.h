// What a phrase or a call that is being written takes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::query {

struct Signature {
  std::string label;                                   // "work [2x] [on MACHINE] Time, storage Data, with watch"
  std::string about;                                   // the first line of its doc
  std::vector<std::pair<uint32_t, uint32_t>> parameters;  // their bytes in the label
  std::vector<std::string> abouts;                     // of each: its type, and whether it is wanted
  std::optional<size_t> active;                        // that the cursor is in
};

// For an item of a text and the cursor's place in it; none: it is in no phrase.
std::optional<Signature> signatureAt(const session::Session& session, const std::string& item, size_t cursor);

}  // namespace smcost::query
