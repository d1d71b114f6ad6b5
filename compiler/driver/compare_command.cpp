// smcost compare: two specs, billed and set side by side.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "compiler/driver/commands.h"
#include "compiler/driver/report.h"
#include "compiler/driver/run.h"
#include "runtime/report/comparison.h"

namespace smcost::driver {

namespace {

// What heads a column: the file's own name, unless both are called so.
std::string headOf(const std::string& file, const std::string& other) {
  const auto nameOf = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  if (file == "-") return "<stdin>";
  return nameOf(file) == nameOf(other) ? file : nameOf(file);
}

}  // namespace

ExitCode runCompare(const Arguments& arguments) {
  const std::string &first = arguments.files[0], &second = arguments.files[1];
  if (first == "-" && second == "-") {
    std::cerr << "smcost: only one of the two specs can be stdin\n";
    return ExitCode::usage;
  }
  session::Session before(sessionOptions(arguments, first));
  session::Session after(sessionOptions(arguments, second));
  const bool both = static_cast<int>(before.evaluate()) + static_cast<int>(after.evaluate()) == 2;
  const ExitCode code = worse(finish(before, arguments), finish(after, arguments));
  if (!both) return code;
  const std::string currency = before.bill().currency(), other = after.bill().currency();
  if (currency != other) {
    std::cerr << fmt::format("smcost: {} is in {}, {} in {}: amounts of two currencies are not compared\n", first, currency, second, other);
    return ExitCode::usage;
  }
  Output output(arguments.output);
  runtime::writeComparison(output.stream(), {headOf(first, second), reportContext(before, false)},
                           {headOf(second, first), reportContext(after, false)},
                           arguments.format);
  return commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
