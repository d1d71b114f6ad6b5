#include "compiler/driver/run/specs.h"

#include <algorithm>
#include <filesystem>

namespace smcost::driver {

std::vector<std::string> specsOf(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> specs;
  for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".smcost" && at->is_regular_file(error)) specs.push_back(at->path().string());
  }
  std::sort(specs.begin(), specs.end());
  return specs.empty() ? std::vector<std::string>{path} : specs;
}

}  // namespace smcost::driver
