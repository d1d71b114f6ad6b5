// smcost diff: why a spec's bill is no longer what it was; files, or revisions that git keeps.
#include <fmt/format.h>

#include <array>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/report.h"
#include "compiler/driver/run/run.h"
#include "compiler/load/files.h"
#include "compiler/session/difference.h"
#include "compiler/session/owners.h"
#include "runtime/report/changes/difference.h"

namespace smcost::driver {

namespace {

// `FILE`, `REV:FILE` or `REV:`, whose file is the other's.
struct Operand {
  std::optional<std::string> revision;
  std::string file;

  std::string text() const { return revision ? *revision + ":" + file : file == "-" ? "<stdin>" : file; }
};

// Up to the first colon outside braces, which a revision may hold (`HEAD^{/fix: it}`). No revision
// begins like `./name` or `/name`, so a file with a colon can be named too.
Operand operandOf(const std::string& text) {
  if (text.starts_with('.') || text.starts_with('/')) return {std::nullopt, text};
  int braces = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    braces += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (text[i] == ':' && braces <= 0) return {text.substr(0, i), text.substr(i + 1)};
  }
  return {std::nullopt, text};
}

struct Operands {
  Operand before, after;
  std::string wrong;  // not empty: what is wrong with them
};

Operands readOperands(const std::vector<std::string>& texts) {
  Operands operands{operandOf(texts[0]), operandOf(texts[1]), {}};
  Operand &before = operands.before, &after = operands.after;
  if (texts.size() == 3) {
    // The file of both; two revisions stand before it.
    const bool two = before.revision && before.file.empty() && after.revision && after.file.empty();
    if (!two) operands.wrong = "three arguments are two revisions and a file: `REV1: REV2: FILE`";
    before.file = after.file = texts[2];
  } else if (before.revision && before.file.empty()) {
    before.file = after.file;
  } else if (after.revision && after.file.empty()) {
    after.file = before.file;
  }
  for (const Operand* operand : {&before, &after}) {
    if (!operands.wrong.empty() || !operand->revision) continue;
    if (operand->revision->starts_with('-'))
      operands.wrong = fmt::format("`{}`: a revision does not begin with `-`", *operand->revision);
    else if (operand->file.empty())
      operands.wrong = fmt::format("`{}:` of which file?", *operand->revision);
    else if (operand->file == "-")
      operands.wrong = "stdin is in no revision";
  }
  if (operands.wrong.empty() && before.text() == "<stdin>" && after.text() == "<stdin>") {
    operands.wrong = "only one of the two specs can be stdin";
  }
  return operands;
}

session::Options optionsOf(const Arguments& arguments, const Operand& operand) {
  session::Options options = sessionOptions(arguments, operand.file);
  // Whether a budget holds is for `eval` and `test`: the old one may be what is being mended.
  options.judges_checks = false;
  options.groups_beside = true;
  if (operand.revision) options.files = load::filesOfRevision(*operand.revision);
  return options;
}

ExitCode wrongUsage(const std::string& message) {
  tell("smcost: " + message);
  return ExitCode::usage;
}

}  // namespace

ExitCode runDiff(const Arguments& arguments) {
  const Operands operands = readOperands(arguments.files);
  if (!operands.wrong.empty()) return wrongUsage(operands.wrong);
  session::Session before(optionsOf(arguments, operands.before));
  session::Session after(optionsOf(arguments, operands.after));
  const bool are_billed = static_cast<int>(before.evaluate()) + static_cast<int>(after.evaluate()) == 2;
  const bool both = are_billed && session::checkGroups(std::array{&before, &after});
  if (!both) return worse(finish(before, arguments), finish(after, arguments));
  const std::string first = operands.before.text(), second = operands.after.text();
  if (before.bill().currency() != after.bill().currency()) {
    finish(before, arguments);
    finish(after, arguments);
    return wrongUsage(fmt::format("{} is in {}, {} in {}: amounts of two currencies are not compared", first,
                                  before.bill().currency(), second, after.bill().currency()));
  }
  const runtime::Difference difference = session::differenceOf(before, after);
  const bool answered = !arguments.fail_if || session::askCondition(before, after, difference, *arguments.fail_if);
  const ExitCode code = worse(finish(before, arguments), finish(after, arguments));
  if (!answered) return code;
  Output output(arguments.output);
  runtime::writeDifference(output.stream(), {first, reportContext(before, false)},
                           {second, reportContext(after, false)}, difference, arguments.format);
  return commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
