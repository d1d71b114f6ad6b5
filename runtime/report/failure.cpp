#include "runtime/report/failure.h"

#include <fmt/format.h>

#include <set>

namespace smcost::runtime {

std::string failureText(const std::vector<CheckPart>& parts, const source::SourceManager& sources) {
  std::string text;
  std::set<std::string_view> seen;
  for (const CheckPart& part : parts) {
    const std::string_view written = sources.text(part.span);
    const std::string shown = part.shown.text();
    if (shown == written || !seen.insert(written).second) continue;
    text += fmt::format("{}{} is {}", text.empty() ? "" : "\n", written, shown);
    if (!base::finiteDigits(part.value)) text += fmt::format(" (exactly {} in base units)", base::toExactString(part.value));
  }
  return text;
}

}  // namespace smcost::runtime
