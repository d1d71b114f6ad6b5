#include "compiler/repl/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <sstream>
#include <utility>

#include "compiler/help/help.h"
#include "compiler/help/language.h"
#include "compiler/repl/listings.h"
#include "compiler/repl/show.h"
#include "compiler/session/price_lists.h"
#include "compiler/session/topics.h"
#include "lang/base/nearest.h"
#include "lang/diagnostics/suggest.h"
#include "lang/diagnostics/text.h"
#include "runtime/bill/bill.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/explain/explain.h"

namespace smcost::repl {

using session::ExitCode;
using session::Session;

namespace {

namespace kinds = diagnostics::kinds;
using diagnostics::Diagnostic;

std::string toldKey(const Session& session, uint16_t number, source::Span span) {
  return fmt::format("{} {}", number, span.isNone() ? std::string_view() : session.sources().text(span));
}

bool isOfCheck(const Diagnostic& one) {
  return one.kind->number == kinds::check_failed.info.number || one.kind->number == kinds::budget_warning.info.number;
}

// Said of what was kept before, and no reason to refuse an input.
bool isOfKept(const Session& session, const Diagnostic& one) {
  const bool is_in_input = one.span.file == session.tree().source && one.span.begin < session.options().input_end.value_or(0);
  return !is_in_input && !one.span.isNone() && (isOfCheck(one) || one.kind->severity == diagnostics::Severity::warning);
}

// A check that holds again is told when it fails the next time.
void forgetPassed(Dialogue& dialogue, const Session& session) {
  for (const session::CheckOutcome& check : session.checks()) {
    if (!check.passed) continue;
    dialogue.told.erase(toldKey(session, kinds::check_failed.info.number, check.span));
    if (!check.warned) dialogue.told.erase(toldKey(session, kinds::budget_warning.info.number, check.span));
  }
}

// False for what was told just so the last time; it is told from now on.
bool isNews(Dialogue& dialogue, const Session& session, const Diagnostic& one) {
  std::string text = one.message;
  for (const std::string& note : one.notes) text += "\n" + note;
  std::string& last = dialogue.told[toldKey(session, one.kind->number, one.span)];
  return std::exchange(last, text) != text;
}

}  // namespace

Outcome outcomeOf(Dialogue& dialogue, Session& session, std::string text, Tells tells) {
  Outcome outcome{std::move(text), {}, session.exitCode()};
  const std::vector<Diagnostic> found = session::placedInFiles(session);
  forgetPassed(dialogue, session);
  std::vector<const Diagnostic*> list;
  for (size_t i = 0; const Diagnostic* one : diagnostics::inOrder(session.sink())) {
    const bool is_news = !isOfCheck(*one) && one->kind->severity == diagnostics::Severity::error ? true : isNews(dialogue, session, *one);
    if (tells == Tells::all || is_news || !isOfKept(session, *one)) list.push_back(&found[i]);
    ++i;
  }
  if (!list.empty()) outcome.complaint = diagnostics::render(std::move(list), session.sources(), dialogue.options.diagnostics);
  return outcome;
}

Outcome complain(const std::string& text, ExitCode code) { return {{}, "smcost: " + diagnostics::safeLine(text) + "\n", code}; }

Outcome complainOfName(std::string_view what, const std::string& name, const std::vector<std::string>& known) {
  const std::string meant = diagnostics::isItNear(name, known);
  return complain(fmt::format("{} `{}`{}", what, name, meant.empty() ? "" : "; " + meant));
}

namespace {

// What `:explain` speaks of from now on.
Outcome keepLast(Dialogue& dialogue, std::unique_ptr<Session> session, std::string text) {
  Outcome outcome = outcomeOf(dialogue, *session, std::move(text));
  dialogue.last = std::move(session);
  return outcome;
}

std::string commandList() {
  std::string text =
      "Type a statement for its bill, an expression for its value; `NAME = statement` keeps it.\n"
      "`ans` is the last answer; Tab completes; an input goes on while a bracket is open or its\n"
      "line ends in a comma, `=`, an operator or `with`.\n"
      "`sweep`, `solve`, `minimise`, `maximise` and `sample` ask over many bills: `sweep total over users = 10..50 step 10`.\n\n";
  size_t width = 0;
  for (const Command& command : commands()) width = std::max(width, command.name.size() + 1 + command.arguments.size());
  for (const Command& command : commands()) {
    text += fmt::format("  {:{}}  {}\n", fmt::format("{} {}", command.name, command.arguments), width, command.summary);
  }
  return text;
}

// "SMC3001" -> its page.
std::string_view pageOf(const std::string& code) {
  uint16_t number = 0;
  if (code.size() != 7 || !code.starts_with("SMC")) return {};
  std::from_chars(code.data() + 3, code.data() + code.size(), number);
  return diagnostics::explainPage(number);
}

Outcome help(Dialogue& dialogue, const std::string& topic) {
  if (topic.empty()) return {commandList(), {}, ExitCode::fine};
  if (const std::string_view page = pageOf(topic); !page.empty()) return {std::string(page), {}, ExitCode::fine};
  for (const Command& command : commands()) {
    if (command.name != topic && command.name.substr(1) != topic) continue;
    std::string text = fmt::format("{} {}\n{}\n", command.name, command.arguments, command.summary);
    // `set` and `drop` are words of specs too.
    if (const auto word = help::describeWord(topic)) text += '\n' + *word;
    return {std::move(text), {}, ExitCode::fine};
  }
  session::Options library = dialogue.options.base;
  library.text.reset();
  library.path.clear();
  source::SourceManager sources;
  diagnostics::Sink sink;
  std::vector<session::Topic> topics = session::topics(library, sources, sink);
  library.text = dialogue.spec.text();
  for (session::Topic& own : session::topics(library, sources, sink)) {
    if (own.module == "<stdin>") topics.push_back(std::move(own));
  }
  if (auto text = help::describeNamed(topics, topic, library.width.value_or(runtime::kUsualWidth))) return {*text, {}, ExitCode::fine};
  library.text.reset();
  if (auto text = help::describeUsageType(session::priceLists(library, sources, sink), topic)) return {*text, {}, ExitCode::fine};
  const std::string meant = help::meantInstead(topics, topic);
  return complain(fmt::format("nothing is called `{}`; {}", topic, meant.empty() ? "`:help` lists the commands" : meant));
}

Outcome type(Dialogue& dialogue, const std::string& expression) {
  if (expression.empty()) return complain("`:type E` wants an expression");
  const std::unique_ptr<Session> probe = dialogue.spec.probe(expression);
  std::string text;
  if (probe->check()) {
    for (const program::Question& question : probe->program().questions) text += question.answer.type + "\n";
    if (text.empty()) text = "a statement: its value is the money of its bill\n";
  }
  return outcomeOf(dialogue, *probe, std::move(text));
}

Outcome bill(Dialogue& dialogue, const std::string&) {
  std::unique_ptr<Session> spec = dialogue.spec.spec();
  if (!spec->evaluate()) return outcomeOf(dialogue, *spec);
  if (spec->program().statements.empty()) {
    return {"the bill is empty: `NAME = statement` keeps a statement in it\n", {}, ExitCode::fine};
  }
  std::ostringstream out;
  runtime::writeReport(out, spec->reportContext(), runtime::Format::text);
  return keepLast(dialogue, std::move(spec), out.str());
}

Outcome explain(Dialogue& dialogue, const std::string& line) {
  if (const std::string_view page = pageOf(line); !page.empty()) return {std::string(page), {}, ExitCode::fine};
  const auto names = [](const Session& session) { return runtime::explainNames(session.bill()); };
  const auto has = [&](const Session& session) {
    const auto known = names(session);
    return line.empty() ? !known.empty() : std::find(known.begin(), known.end(), line) != known.end();
  };
  if (!dialogue.last || !has(*dialogue.last)) {
    std::unique_ptr<Session> spec = dialogue.spec.spec();
    if (!spec->evaluate()) return outcomeOf(dialogue, *spec);
    if (names(*spec).empty() && !dialogue.last) return complain("nothing was billed yet");
    if (has(*spec) || !dialogue.last) dialogue.last = std::move(spec);
  }
  // A wrong name is a diagnostic of its own, of this question alone.
  Outcome outcome;
  std::ostringstream tree;
  if (runtime::writeExplain(tree, dialogue.last->reportContext(), line)) outcome.text = tree.str();
  if (!outcome.text.empty()) return outcome;
  return complainOfName("no statement or line is called", line, names(*dialogue.last));
}

Outcome load(Dialogue& dialogue, const std::string& file) {
  if (file.empty()) return complain("`:load F` wants the name of a file");
  session::Reply reply = dialogue.spec.load(file);
  std::string text;
  if (reply.is_accepted) {
    const runtime::ReportContext context = reply.session->reportContext();
    const auto& statements = reply.session->program().statements;
    const auto count = std::count_if(statements.begin(), statements.end(), [](const auto& statement) { return !statement.part_of; });
    text = fmt::format("{}: {} statements, {} {}\n", file, count,
                       base::toShown(runtime::total(context), 6), reply.session->bill().currency());
  }
  Outcome outcome = outcomeOf(dialogue, *reply.session, std::move(text));
  if (reply.is_accepted) dialogue.last = std::move(reply.session);
  return outcome;
}

Outcome reload(Dialogue& dialogue, const std::string&) {
  // Loading replaces the spec's own path.
  const std::string path = dialogue.spec.path();
  return path.empty() ? complain("no file was loaded: `:load F` does it") : load(dialogue, path);
}

Outcome saveOver(Dialogue& dialogue, const std::string& argument) {
  const std::string& file = argument.empty() ? dialogue.spec.path() : argument;
  if (file.empty()) return complain("`:save F` wants the name of a file");
  std::string why;
  const std::optional<std::string> text = specText(dialogue, file, why);
  if (!text) {
    return complain(fmt::format("the spec does not give the same bill as the file `{}`: nothing was written{}", file, why), ExitCode::trouble);
  }
  if (auto reason = dialogue.options.save(file, *text)) {
    return complain(fmt::format("cannot write `{}`: {}", file, *reason), ExitCode::trouble);
  }
  dialogue.written.insert(file);
  return {fmt::format("saved {}\n", file), {}, ExitCode::fine};
}

// A file that this dialogue neither loaded nor wrote is somebody's own.
Outcome save(Dialogue& dialogue, const std::string& argument) {
  const bool is_known = argument.empty() || argument == dialogue.spec.path() || dialogue.written.contains(argument);
  std::error_code error;
  if (!is_known && std::filesystem::exists(std::filesystem::symlink_status(argument, error))) {
    return complain(fmt::format("`{0}` is there already and nothing was written; `:save! {0}` writes over it", argument));
  }
  return saveOver(dialogue, argument);
}

Outcome undo(Dialogue& dialogue, const std::string&) {
  if (!dialogue.spec.undo()) return complain("there is nothing to take back");
  return {"the last change is taken back\n", {}, ExitCode::fine};
}

Outcome drop(Dialogue& dialogue, const std::string& name) {
  if (name.empty()) return complain("`:drop NAME` wants the name of something that was kept");
  const session::Reply reply = dialogue.spec.drop(name);
  if (!reply.session) return complain(fmt::format("nothing that was kept is called `{}`", name));
  return outcomeOf(dialogue, *reply.session, reply.is_accepted ? fmt::format("dropped {}\n", name) : "");
}

Outcome set(Dialogue& dialogue, const std::string& setting) {
  for (const auto& [name, kind] : session::kEngines) {
    if (setting == fmt::format("engine {}", name)) {
      dialogue.spec.setEngine(kind);
      dialogue.last.reset();
      return {fmt::format("the engine is {}\n", name), {}, ExitCode::fine};
    }
  }
  return complain("what can be set is `:set engine auto`, `jit`, `interpreter`, `reference` or `both`");
}

Outcome quit(Dialogue& dialogue, const std::string&) {
  dialogue.has_ended = true;
  return {};
}

constexpr std::array kCommands = {
    Command{":help", "[TOPIC]", "these commands; a workload, an option, a meter, a code such as SMC3001", help},
    Command{":type", "E", "the type of an expression, without its value", type},
    Command{":explain", "[LINE]", "how the last bill, or one of its lines, comes about", explain},
    Command{":bill", "", "the whole bill of what is kept", bill},
    Command{":prices", "METER", "the prices of a meter here and now, with their sources", prices},
    Command{":units", "[DIMENSION]", "the units there are", unitsOf},
    Command{":ir", "[NAME]", "the code of the kernels, as LLVM IR; of one statement, or of the whole bill", irOf},
    Command{":asm", "[NAME]", "the same as machine code", asmOf},
    Command{":time", "E", "what each phase takes: parse, check, lower, compile, run", timeOf},
    Command{":set", "engine WORD", "what computes: auto, jit, interpreter, reference or both", set},
    Command{":load", "F", "a spec in place of what is kept", load},
    Command{":reload", "", "the same file again", reload},
    Command{":save", "[F]", "what is kept, as a formatted spec", save},
    Command{":save!", "[F]", "the same over a file that is there already", saveOver},
    Command{":drop", "NAME", "forgets a statement or a value", drop},
    Command{":undo", "", "takes back the last change", undo},
    Command{":quit", "", "leaves; so does Ctrl-D", quit},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

Outcome runCommand(Dialogue& dialogue, const std::string& input) {
  const size_t end = std::min(input.find_first_of(" \n"), input.size());
  const std::string name = input.substr(0, end);
  const size_t begin = input.find_first_not_of(" \n", end);
  std::string argument = begin == std::string::npos ? "" : input.substr(begin);
  argument.erase(argument.find_last_not_of(" \n") + 1);
  std::vector<std::string> known;
  for (const Command& command : commands()) {
    if (command.name == name) return command.run(dialogue, argument);
    known.emplace_back(command.name);
  }
  const std::vector<std::string> near = base::nearest(name, known);
  return complain(fmt::format("no command `{}`; {}", name, near.empty() ? "`:help` lists them" : fmt::format("is it `{}`?", near.front())));
}

}  // namespace smcost::repl
