#include "test/fuzz/laws_of_dialogue.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "compiler/repl/commands.h"
#include "compiler/repl/converse.h"
#include "compiler/repl/listings.h"
#include "compiler/repl/show.h"
#include "runtime/report/report.h"
#include "test/fuzz/seed_files.h"
#include "test/fuzz/spec_text.h"

namespace smcost::fuzz {

namespace {

using repl::Dialogue;
using session::ExitCode;

class TextLines : public repl::Lines {
 public:
  explicit TextLines(const std::string& text) : text_(text) {}

  repl::ReadStatus read(const std::string&, const std::string&, std::string& line) override {
    line.clear();
    while (at_ < text_.size()) {
      const size_t end = std::min(text_.find('\n', at_), text_.size());
      line.append(text_, at_, end - at_);
      at_ = end + 1;
      if (line.empty() || line.back() != kPasted) return repl::ReadStatus::line;
      line.back() = '\n';
    }
    return line.empty() ? repl::ReadStatus::end : repl::ReadStatus::line;
  }

  bool goesOn() override {
    const size_t first = text_.find_first_not_of(" \r\n", at_);
    return first != std::string::npos && first > at_ && text_[first - 1] == ' ' && text_[first] != ':';
  }

 private:
  const std::string& text_;
  size_t at_ = 0;
};

// The value and the type of an answer; none for what is no single value.
using Value = std::optional<std::pair<base::Rational, std::string>>;

Value valueOf(const session::AnsweredQuestion& answered) {
  if (answered.answer.kind > program::Answer::Kind::truth) return std::nullopt;
  return std::pair{answered.values.at(answered.answer.output), answered.answer.type};
}

Value answerOf(const Dialogue& dialogue) {
  const auto probe = dialogue.spec.probe("ans");
  if (!probe->evaluate() || probe->answers().size() != 1) return std::nullopt;
  return valueOf(probe->answers().front());
}

bool isQuestion(const std::string& input) {
  if (input[0] != ':') return true;
  const std::string word = input.substr(0, input.find_first_of(" \n"));
  constexpr std::string_view kQuestions[] = {":help", ":type", ":explain", ":bill", ":prices", ":units"};
  return std::find(std::begin(kQuestions), std::end(kQuestions), word) != std::end(kQuestions);
}

// Holds the laws of each input against what was before it.
class Judge {
 public:
  explicit Judge(Dialogue& dialogue) : dialogue_(dialogue), kept_(dialogue.spec.text()), answer_(answerOf(dialogue)) {}

  void judge(const std::string& input, const repl::Outcome& outcome) {
    if (input.empty()) return;
    const std::string kept = std::exchange(kept_, dialogue_.spec.text());
    const Value answer = std::exchange(answer_, answerOf(dialogue_));
    const bool is_refused = outcome.code != ExitCode::fine && outcome.code != ExitCode::check_failed;
    if (is_refused && outcome.text.empty()) {
      if (kept_ != kept) broken("an input that fails keeps nothing", input);
      if (answer_ != answer) broken("an input that fails leaves the last answer", input);
    }
    if (outcome.code == ExitCode::fine && kept_ == kept && isQuestion(input)) askAgain(input, outcome);
  }

 private:
  void askAgain(const std::string& input, const repl::Outcome& outcome) {
    // What speaks of the last answer is another question the next time, and that it is gone is said once.
    if (input.find("ans") != std::string::npos || outcome.text.find("`ans`") != std::string::npos) return;
    if (input[0] == ':') {
      const repl::Outcome again = repl::runCommand(dialogue_, input);
      if (again.text != outcome.text) broken("what is asked twice has one answer", input + "\n" + outcome.text + "-----\n" + again.text);
      return;
    }
    const session::Reply reply = dialogue_.spec.submit(input);
    const std::string again = reply.is_accepted ? repl::showReply(reply) : "";
    if (again != outcome.text) broken("what is asked twice has one answer", input + "\n" + outcome.text + "-----\n" + again);
    if (reply.parts.empty() || !reply.parts.back().answer || !reply.session->queries().empty()) return;
    if (answer_ != valueOf(reply.session->answers()[*reply.parts.back().answer])) broken("`ans` is the last answer", input);
  }

  Dialogue& dialogue_;
  std::string kept_;
  Value answer_;
};

void holdSaved(Dialogue& dialogue, SeedFiles& files) {
  const auto kept = dialogue.spec.spec();
  if (!kept->evaluate()) broken("what is kept bills", dialogue.spec.text());
  const base::Rational total = runtime::total(kept->reportContext());
  constexpr const char* kFile = "end.smcost";
  std::string why;
  const auto text = repl::specText(dialogue, kFile, why);
  if (!text) broken("what is kept can be saved", why + "\n" + dialogue.spec.text());
  files.save(kFile, *text);
  if (!dialogue.spec.load(kFile).is_accepted) broken("what was saved can be loaded", *text);
  const auto loaded = dialogue.spec.spec();
  if (!loaded->evaluate() || runtime::total(loaded->reportContext()) != total) broken("what was saved bills the same where it is loaded", *text);
}

}  // namespace

std::vector<std::string> linesOfDialogue() {
  return {":bill\n", ":explain\n", ":explain a\n", ":undo\n", ":drop a\n", ":drop api\n", ":save a.smcost\n", ":save! a.smcost\n", ":load a.smcost\n",
          ":reload\n", ":type ans\n", ":units Time\n", ":prices\n", ":help\n", "ans\n", "ans * 2\n", "total\n", "[1, 2]\n", "1 h + \n", "((\n", "\n",
          "  # a word\n", "  * 2\n", "x = ans\n", "let a = 1\n", "let a = a\n", "a\n", "a = total\n", "skus where true by price\n", "1 / 0\n",
          std::string("let p = 1") + kPasted + "\np\n", ":set engine reference\n", "budget total <= 0 USD\n", "scenario s { drop a }\n"};
}

void holdLawsOfDialogue(const std::string& text) {
  const auto files = std::make_shared<SeedFiles>();
  repl::Options options;
  options.base.files = files;
  options.base.use_stdlib = false;
  options.base.engine = session::EngineKind::reference;
  options.save = [&](const std::string& path, const std::string& saved) {
    files->save(path, saved);
    return std::optional<std::string>();
  };
  Dialogue dialogue(options);
  TextLines lines(text);
  Judge judge(dialogue);
  repl::converse(dialogue, lines, [&](const std::string& input, const repl::Outcome& outcome) { judge.judge(input, outcome); });
  holdSaved(dialogue, *files);
}

}  // namespace smcost::fuzz
