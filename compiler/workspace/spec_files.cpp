#include "compiler/workspace/spec_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "lang/base/interrupt.h"

namespace smcost::workspace {

namespace {

constexpr size_t kMostEntries = 200'000;

}  // namespace

SpecFiles specsBelow(const std::string& folder, size_t most) {
  namespace fs = std::filesystem;
  SpecFiles found;
  std::error_code error;
  size_t entries = 0;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
  for (; !error && at != end; at.increment(error)) {
    base::checkInterrupt();
    if (++entries > kMostEntries || found.paths.size() == most) {
      found.is_cut = true;
      break;
    }
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.') && at->is_directory(ignored)) at.disable_recursion_pending();
    else if (name.ends_with(".smcost") && at->is_regular_file(ignored)) found.paths.push_back(at->path().string());
  }
  std::sort(found.paths.begin(), found.paths.end());
  return found;
}

}  // namespace smcost::workspace
