// The specs of a folder, open or not.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace smcost::workspace {

struct SpecFiles {
  std::vector<std::string> paths;  // by name
  bool is_cut = false;             // there are more than were wanted, or the folder is larger than any project
};

// Of a folder and all below it, but for those whose names begin with a dot and for links to folders.
SpecFiles specsBelow(const std::string& folder, size_t most);

}  // namespace smcost::workspace
