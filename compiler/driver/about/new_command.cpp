// smcost new: a first spec with comments. Its text is an example, kept with the others.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/about/embedded_texts.h"
#include "compiler/driver/run/run.h"

namespace smcost::driver {

namespace {

// The reason when the file cannot be made. One that is there, or a link to one, is left alone.
std::string writeFresh(const std::string& path, std::string_view text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return errno == EEXIST ? "it is there already, and is left as it is" : std::strerror(errno);
  std::string reason;
  while (!text.empty() && reason.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) text.remove_prefix(static_cast<size_t>(written));
    else if (errno != EINTR) reason = std::strerror(errno);
  }
  if (::close(descriptor) != 0 && reason.empty()) reason = std::strerror(errno);
  if (!reason.empty()) ::unlink(path.c_str());
  return reason;
}

}  // namespace

ExitCode runNew(const Arguments& arguments) {
  const std::string_view text = embeddedText("first_spec.smcost");
  if (arguments.files.empty() || arguments.files.front() == "-") {
    Output output(std::nullopt);
    output.bytes() << text;
    return commitOutput(output, arguments, ExitCode::fine);
  }
  const std::string& path = arguments.files.front();
  if (const std::string reason = writeFresh(path, text); !reason.empty()) {
    diagnostics::Sink sink;
    sink.report({}, diagnostics::kinds::cannot_write, path, reason);
    writeDiagnostics(sink, source::SourceManager(), arguments);
    return ExitCode::trouble;
  }
  printVerdict(arguments, path, fmt::format("written; `smcost eval {}` prints its bill", path));
  return ExitCode::fine;
}

}  // namespace smcost::driver
