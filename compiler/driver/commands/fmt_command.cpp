// smcost fmt: files in the one canonical style, rewritten in place; stdin to stdout.
#include "compiler/driver/commands/commands.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/run/specs.h"
#include "compiler/load/files.h"
#include "lang/format/format.h"
#include "lang/format/line_diff.h"
#include "lang/syntax/parse.h"

namespace smcost::driver {

namespace {

namespace kinds = diagnostics::kinds;

// One file: as it is, and as it should be.
struct Formatted {
  std::string before, after;
  ExitCode code = ExitCode::fine;
};

Formatted formatFile(const Arguments& arguments, const std::string& file, const std::string& name) {
  diagnostics::Sink sink;
  source::SourceManager sources;
  Formatted result;
  load::ReadResult read;
  if (file == "-") read.text = sessionOptions(arguments, file).text;
  else read = load::readSpec(file);
  if (!read.text) {
    sink.report(source::Span(), kinds::cannot_read, file, read.error);
    result.code = ExitCode::trouble;
  } else {
    result.before = *read.text;
    source::FileId id = sources.add(name, std::move(*read.text));
    ast::File tree = ast::parseFile(sources, id, sink);
    if (tree.has_errors) {
      result.code = ExitCode::text_wrong;
    } else {
      result.after = format::format(sources, tree);
      if (!format::saysTheSame(sources, tree, result.after)) {
        sink.report({id, 0, 0}, kinds::format_differs, name);
        result.code = ExitCode::trouble;
      }
    }
  }
  if (!sink.all().empty()) writeDiagnostics(sink, sources, arguments);
  return result;
}

ExitCode rewrite(const Arguments& arguments, const std::string& file, const Formatted& formatted) {
  if (formatted.before == formatted.after) return ExitCode::fine;
  Output output(file, Overwrites::anything);
  output.bytes() << formatted.after;
  ExitCode code = commitOutput(output, arguments, ExitCode::fine);
  if (code == ExitCode::fine) printVerdict(arguments, file, "formatted");
  return code;
}

// `shown` takes what is not written into the file itself.
ExitCode handle(const Arguments& arguments, const std::string& file, Output& shown) {
  const std::string name = file == "-" ? "<stdin>" : file;
  Formatted formatted = formatFile(arguments, file, name);
  if (formatted.code != ExitCode::fine) return formatted.code;
  bool differs = formatted.before != formatted.after;
  // The text itself is for programs too, as `patch` is, if it is not for a terminal.
  std::ostream& texts = shown.isTerminal() ? shown.stream() : shown.bytes();
  if (arguments.diff) texts << format::unifiedDiff(shownName(name), formatted.before, formatted.after);
  else if (arguments.check && differs) shown.stream() << shownName(name) << '\n';
  if (arguments.check) return differs ? ExitCode::check_failed : ExitCode::fine;
  if (arguments.diff) return ExitCode::fine;
  if (file != "-" && !arguments.output) return rewrite(arguments, file, formatted);
  texts << formatted.after;
  return ExitCode::fine;
}

}  // namespace

ExitCode runFmt(const Arguments& arguments) {
  std::vector<std::string> files;
  for (const std::string& path : arguments.files) {
    for (std::string& file : specsOf(path)) files.push_back(std::move(file));
  }
  if (arguments.output && !arguments.check && !arguments.diff && files.size() > 1) {
    tell("smcost: --output takes the text of one file");
    return ExitCode::usage;
  }
  Output shown(arguments.output);
  ExitCode code = ExitCode::fine;
  for (const std::string& file : files) code = worse(code, handle(arguments, file, shown));
  return commitOutput(shown, arguments, code);
}

}  // namespace smcost::driver
