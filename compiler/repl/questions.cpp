#include "compiler/repl/questions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>
#include <string_view>

#include "compiler/questions/asked_text.h"
#include "compiler/questions/asking.h"

namespace smcost::repl {

using questions::Asking;
using questions::Question;
using session::ExitCode;

namespace {

constexpr std::array<Question::Kind, 5> kKinds = {Question::Kind::sweep, Question::Kind::solve, Question::Kind::minimise, Question::Kind::maximise,
                                                  Question::Kind::sample};

bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
size_t wordEnd(const std::string& text, size_t at = 0) {
  while (at < text.size() && (isLetter(text[at]) || std::isdigit(static_cast<unsigned char>(text[at])) != 0 || text[at] == '-')) ++at;
  return at;
}
bool isWord(const std::string& text) { return !text.empty() && isLetter(text[0]) && wordEnd(text) == text.size(); }

// In one line, behind the word that it begins with.
std::string restOf(const std::string& input) {
  std::string line = input.substr(wordEnd(input));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return questions::trimmed(line);
}

// `growth total`: a name and a figure, which makes a declaration.
bool beginsWithName(const std::string& text) {
  constexpr std::array<std::string_view, 8> kWithin = {"and", "or", "as", "less", "plus", "each", "in", "grows"};
  constexpr std::array<std::string_view, 4> kWanted = {"largest", "greatest", "smallest", "least"};
  const size_t end = wordEnd(text);
  const size_t next = text.find_first_not_of(' ', end);
  if (end == 0 || !isLetter(text[0]) || next == std::string::npos || next == end) return false;
  if (std::find(kWanted.begin(), kWanted.end(), text.substr(0, end)) != kWanted.end()) return false;
  const std::string second = text.substr(next, wordEnd(text, next) - next);
  return (isLetter(text[next]) && std::find(kWithin.begin(), kWithin.end(), second) == kWithin.end()) || text[next] == '(';
}

// What is asked; empty, and why in `outcome`, where nothing is.
std::vector<Question> questionsOf(Dialogue& dialogue, Question::Kind kind, const std::string& text, Outcome& outcome) {
  std::vector<Question> asked;
  if (text.empty() || isWord(text)) {
    const auto spec = dialogue.spec.spec();
    if (!spec->check()) {
      outcome = outcomeOf(dialogue, *spec);
      return asked;
    }
    for (Question& question : questions::declaredQuestions(spec->program(), kind)) {
      if (text.empty() || question.name == text) asked.push_back(std::move(question));
    }
    if (!asked.empty()) return asked;
  }
  std::string why;
  const bool is_axis = kind == Question::Kind::sweep && isWord(text) && text != "total";
  auto question = questions::questionOf(kind, is_axis ? "total over " + text : text, why);
  if (question) asked.push_back(std::move(*question));
  else outcome = complain(why);
  return asked;
}

void answerOne(Dialogue& dialogue, Question question, bool is_named, std::ostream& text, Outcome& outcome) {
  const std::string title = is_named ? std::string(program::questionWord(question.kind)) + " " + question.name + "\n" : "";
  const auto spec = dialogue.spec.spec();
  Asking asking(spec->options(), std::move(question));
  if (!asking.check()) {
    Outcome own = asking.complaint().empty() ? outcomeOf(dialogue, asking.session()) : complain(asking.complaint());
    outcome.complaint += own.complaint;
    outcome.code = session::worse(outcome.code, own.code);
    return;
  }
  text << title;
  questions::AnswerStyle style;
  if (const auto& width = dialogue.options.base.width) style.width = *width;
  if (const auto& digits = dialogue.options.base.digits) style.digits = *digits;
  outcome.code = session::worse(outcome.code, asking.answer(text, style));
}

}  // namespace

bool asksQuestion(const Dialogue& dialogue, const std::string& input) {
  const std::string word = input.substr(0, wordEnd(input));
  if (!program::questionNamed(word)) return false;
  const std::vector<std::string> own = dialogue.spec.names();
  if (std::find(own.begin(), own.end(), word) != own.end()) return false;
  const std::string rest = restOf(input);
  const bool is_phrase = input.size() > word.size() && input[word.size()] != ' ' && input[word.size()] != '\n';
  return !is_phrase && !rest.starts_with('=') && !beginsWithName(questions::takeApart(rest).before);
}

Outcome askQuestion(Dialogue& dialogue, const std::string& input) {
  const auto kind = program::questionNamed(input.substr(0, wordEnd(input)));
  Outcome outcome;
  const std::string rest = restOf(input);
  std::vector<Question> asked = questionsOf(dialogue, *kind, rest, outcome);
  std::ostringstream text;
  for (Question& question : asked) answerOne(dialogue, std::move(question), rest.empty() && asked.size() > 1, text, outcome);
  outcome.text = text.str();
  return outcome;
}

void completeQuestion(const Dialogue& dialogue, const std::string& text, size_t cursor, query::Completions& found) {
  const std::string before = text.substr(0, cursor);
  const size_t begin = before.find_last_of(" ,=") + 1;
  const std::string begun = before.substr(begin);
  std::vector<query::Completion> items;
  if (begin == 0) {
    for (const Question::Kind kind : kKinds) items.push_back({std::string(program::questionWord(kind)), "a question over many bills"});
  } else if (asksQuestion(dialogue, before)) {
    const auto kind = program::questionNamed(before.substr(0, wordEnd(before)));
    items = {{"total", "a figure"}, {"over", "which parameters"}, {"where", "a condition"}};
    const auto spec = dialogue.spec.spec();
    if (spec->check()) {
      for (const Question& one : questions::declaredQuestions(spec->program(), *kind)) items.push_back({one.name, "declared"});
      for (const program::Parameter& parameter : spec->program().parameters) items.push_back({parameter.name, program::print(spec->program(), parameter)});
      for (const std::string& name : dialogue.spec.names()) items.push_back({name, ""});
    }
  }
  if (found.items.empty()) found.begin = begin;
  if (found.begin != begin) return;
  for (query::Completion& item : items) {
    const bool is_known = std::any_of(found.items.begin(), found.items.end(), [&](const auto& one) { return one.text == item.text; });
    if (!is_known && (begin > 0 || !begun.empty()) && item.text.starts_with(begun)) found.items.push_back(std::move(item));
  }
}

}  // namespace smcost::repl
