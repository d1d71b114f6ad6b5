#include "compiler/repl/repl.h"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "compiler/query/dialogue_completer.h"
#include "compiler/repl/commands.h"
#include "compiler/repl/complete_commands.h"
#include "compiler/repl/converse.h"
#include "compiler/repl/lines.h"
#include "compiler/repl/questions.h"
#include "compiler/repl/show.h"
#include "lang/base/interrupt.h"
#include "lang/diagnostics/text.h"
#include "lang/syntax/awaits.h"

namespace smcost::repl {

using session::ExitCode;

namespace {

constexpr const char* kPrompt = "> ";
constexpr const char* kWelcome = "SMCost: a statement for its bill, an expression for its value, :help, :quit\n";

Outcome answer(Dialogue& dialogue, const std::string& input) {
  session::Reply reply = dialogue.spec.submit(input);
  std::string text = reply.is_accepted ? showReply(reply) : std::string();
  // What is wrong with an input is said however often it is; what stands as it did is not.
  Outcome outcome = outcomeOf(dialogue, *reply.session, std::move(text), reply.is_accepted ? Tells::news : Tells::all);
  // A word that means nothing as a spec may have been meant as a command.
  const std::string word = input == "exit" ? "quit" : input.substr(0, input.find_first_of(" \n"));
  for (const Command& command : commands()) {
    if (reply.is_accepted || command.name.substr(1) != word) continue;
    outcome.complaint += fmt::format("smcost: commands begin with a colon: `{}`\n", command.name);
  }
  if (!reply.statements.empty()) dialogue.last = std::move(reply.session);
  return outcome;
}

// Nothing an input does ends the dialogue, and nothing half done stays of it.
Outcome respond(Dialogue& dialogue, const std::string& input) {
  try {
    dialogue.interrupt.clear();
    if (input[0] == ':') return runCommand(dialogue, input);
    return asksQuestion(dialogue, input) ? askQuestion(dialogue, input) : answer(dialogue, input);
  } catch (const base::Interrupted&) {
    dialogue.interrupt.clear();
    return complain("stopped; what is kept is as it was", ExitCode::fine);
  } catch (const std::bad_alloc&) {
    return complain("out of memory; what is kept is as it was", ExitCode::trouble);
  }
}

// One input: lines until it is complete. An empty line ends one that is not.
ReadStatus readInput(Lines& lines, std::string& input) {
  input.clear();
  std::string prompt = kPrompt;
  ast::Awaiting awaiting;
  while (true) {
    std::string line;
    const ReadStatus status = lines.read(prompt, input, line);
    if (status == ReadStatus::dropped || (status == ReadStatus::end && input.empty())) return status;
    const bool is_blank = line.find_first_not_of(" \t\n") == std::string::npos;
    if (status == ReadStatus::end) return ReadStatus::line;
    if (is_blank && !input.empty()) {
      if (!lines.goesOn()) return ReadStatus::line;
      continue;
    }
    // What is indented deeper belongs to the line above, whoever types it.
    input += input.empty() ? line : "\n  " + line;
    if (is_blank || line[line.find_first_not_of(" \t\n")] == ':') return ReadStatus::line;
    awaiting.add(line);
    const std::string awaited = awaiting.what();
    if (awaited.empty() && !lines.goesOn()) return ReadStatus::line;
    prompt = fmt::format("{:>6}> ", awaited);
  }
}

void write(const Outcome& outcome) {
  const std::string text = diagnostics::safeOutput(outcome.text);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
  // Made safe already, and with colours.
  const std::string complaint = diagnostics::withoutCommands(outcome.complaint);
  std::fwrite(complaint.data(), 1, complaint.size(), stderr);
}

std::string withoutOuterBlanks(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t\n");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin);
}

// What was pasted at once reads as what is typed: a line that the one above it waits for belongs to it, indented
// or not.
std::string withAwaitedIndented(const std::string& pasted) {
  std::string text;
  // The item that the lines until here began.
  std::optional<ast::Awaiting> item;
  for (size_t begin = 0, end = 0; begin < pasted.size(); begin = end + 1) {
    end = std::min(pasted.find('\n', begin), pasted.size());
    std::string line = pasted.substr(begin, end - begin);
    const bool is_outer = !line.empty() && line[0] != ' ' && line[0] != ':';
    const bool is_awaited = is_outer && item && !item->what().empty();
    if (is_awaited) line.insert(0, "  ");
    if (line.find_first_not_of(" \t") == std::string::npos || (is_outer && !is_awaited)) item.reset();
    if (!item) item.emplace();
    item->add(line);
    text += (begin == 0 ? "" : "\n") + line;
  }
  return text;
}

// Of what was pasted at once: a line that begins with a colon is a command, the rest between them one input each.
std::vector<std::string> inputsOf(const std::string& pasted) {
  std::vector<std::string> inputs{""};
  bool is_behind_command = false;
  for (size_t begin = 0, end = 0; begin < pasted.size(); begin = end + 1) {
    end = std::min(pasted.find('\n', begin), pasted.size());
    const bool is_command = pasted[begin] == ':';
    if (is_command || is_behind_command) inputs.emplace_back();
    inputs.back() += (inputs.back().empty() ? "" : "\n") + pasted.substr(begin, end - begin);
    is_behind_command = is_command;
  }
  return inputs;
}

// A text of comments alone: no line goes on with it.
bool saysNothing(const std::string& input) {
  for (size_t begin = 0; begin < input.size(); begin = std::min(input.find('\n', begin), input.size() - 1) + 1) {
    const size_t first = input.find_first_not_of(" \t\n", begin);
    if (first == std::string::npos) return true;
    if (input[first] != '#') return false;
    begin = first;
  }
  return true;
}

}  // namespace

ExitCode converse(Dialogue& dialogue, Lines& lines, const Tell& tell) {
  const base::InterruptScope scope(&dialogue.interrupt);
  ExitCode worst = ExitCode::fine;
  const auto handle = [&](const std::string& input) {
    const Outcome outcome = respond(dialogue, input);
    tell(input, outcome);
    worst = session::worse(worst, outcome.code);
    return outcome.code;
  };
  // What an indented line goes on with, and what had failed before it.
  std::string above;
  ExitCode worst_before = ExitCode::fine;
  if (!dialogue.options.file.empty()) handle(":load " + dialogue.options.file);
  const auto take = [&](std::string input) {
    const bool is_indented = input.starts_with(' ');
    input = withoutOuterBlanks(input);
    if (input.empty()) return;
    if (is_indented && !above.empty() && input[0] != ':') {
      input = above + "\n  " + input;
      worst = worst_before;
      tell({}, {"with the indented line, in place of what was answered above:\n", {}, ExitCode::fine});
      const ExitCode code = handle(input);
      if (code == ExitCode::text_wrong || code == ExitCode::price_missing) tell({}, complain("what was kept above stays, without the indented line"));
    } else {
      worst_before = worst;
      handle(input);
    }
    if (input[0] == ':') above.clear();
    else if (!saysNothing(input)) above = input;
  };
  std::string input;
  while (!dialogue.has_ended) {
    const ReadStatus status = readInput(lines, input);
    if (status == ReadStatus::end) break;
    if (status == ReadStatus::dropped || withoutOuterBlanks(input).empty()) continue;
    if (input.find('\n') != std::string::npos) input = withAwaitedIndented(input);
    for (const std::string& one : inputsOf(input)) {
      if (!dialogue.has_ended) take(one);
    }
    lines.remember(withoutOuterBlanks(input));
  }
  return worst;
}

ExitCode run(const Options& options) {
  Dialogue dialogue(options);
  query::DialogueCompleter completer(dialogue.spec);
  const std::unique_ptr<Lines> lines =
      options.is_terminal ? linesOfTerminal(options.history, dialogue.interrupt,
                                            [&](const std::string& text, size_t cursor) {
                                              if (text.starts_with(':')) return completeCommand(dialogue, text, cursor);
                                              query::Completions found = completer.complete(text, cursor);
                                              completeQuestion(dialogue, text, cursor, found);
                                              return found;
                                            })
                          : linesOfStream();
  if (options.is_terminal) std::fputs(kWelcome, stdout);
  const ExitCode worst = converse(dialogue, *lines, [](const std::string&, const Outcome& outcome) { write(outcome); });
  return options.is_terminal ? ExitCode::fine : worst;
}

}  // namespace smcost::repl
