// Texts that an editor has open: what is on the disk does not matter while they are. Offsets are bytes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace smcost::workspace {

// A text as it was at one time; a change makes another.
struct Document {
  std::string path;        // from the root of the file system
  int64_t version = 0;     // as the editor counts; of what nobody has open 0
  std::string text;
};
using SharedDocument = std::shared_ptr<const Document>;

struct Edit {
  size_t begin = 0, end = 0;
  std::string replacement;
};

// One after another: each speaks of the text that the one before it left. What lies outside of that is moved inside.
std::string edited(std::string text, const std::vector<Edit>& edits);

// By their paths.
using Documents = std::map<std::string, SharedDocument>;

}  // namespace smcost::workspace
