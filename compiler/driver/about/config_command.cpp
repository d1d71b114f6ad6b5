// smcost config: each setting, and where it was set.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/run/run.h"
#include "lang/diagnostics/text.h"

namespace smcost::driver {

ExitCode runConfig(const Arguments& arguments) {
  Output output(arguments.output);
  size_t name_width = 0, value_width = 0;
  for (const Setting& setting : arguments.settings) {
    name_width = std::max(name_width, setting.name.size());
    value_width = std::max(value_width, setting.value.size());
  }
  for (const Setting& setting : arguments.settings) {
    output.stream() << fmt::format("{:{}}  {:{}}  {}\n", setting.name, name_width, diagnostics::safeLine(setting.value), value_width, diagnostics::safeLine(setting.from));
  }
  return commitOutput(output, arguments, ExitCode::fine);
}

}  // namespace smcost::driver
