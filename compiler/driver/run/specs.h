// Which files a path on the command line stands for.
#pragma once

#include <string>
#include <vector>

namespace smcost::driver {

// A folder stands for the specs in it and below, by name; all else for itself. One without
// specs too: the reader of files says what is wrong with it.
std::vector<std::string> specsOf(const std::string& path);

}  // namespace smcost::driver
