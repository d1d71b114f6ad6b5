// Questions as words.
#include <array>

#include "compiler/questions/asked_text.h"
#include "compiler/questions/asking.h"

namespace smcost::questions {

namespace {

using Kind = Question::Kind;

// The first word, if it is one of these; behind one stands a name.
std::optional<Wants> takeWanted(std::string& text) {
  constexpr std::array<std::pair<std::string_view, Wants>, 4> kWords = {
      {{"largest ", Wants::greatest}, {"greatest ", Wants::greatest}, {"smallest ", Wants::least}, {"least ", Wants::least}}};
  for (const auto& [word, wants] : kWords) {
    if (!text.starts_with(word)) continue;
    const std::string rest = trimmed(text.substr(word.size()));
    if (rest.empty() || rest.front() == '=') continue;
    text = rest;
    return wants;
  }
  return std::nullopt;
}

std::optional<Question> solveOf(AskedText asked, std::string& why) {
  Question question;
  question.kind = Kind::solve;
  question.wants = takeWanted(asked.before);
  if (asked.where.empty() || asked.before.empty() || !asked.over.empty()) {
    why = "a question reads `largest run_time where total <= 14 USD`, or `users where api == chat`";
    return std::nullopt;
  }
  const auto [left, right] = sidesOf(asked.where);
  if (!question.wants && (left.empty() || right.empty())) {
    why = "say which value is wanted, `largest …` or `smallest …`, or where two figures are equal, `… == …`";
    return std::nullopt;
  }
  question.over = {asked.before};
  question.where = asked.where;
  return question;
}

}  // namespace

std::optional<Question> questionOf(Kind kind, const std::string& text, std::string& why) {
  AskedText asked = takeApart(text);
  if (kind == Kind::solve) return solveOf(std::move(asked), why);
  const bool is_best = kind == Kind::minimise || kind == Kind::maximise;
  if (is_best && (asked.before.empty() || asked.over.empty())) {
    why = "a question reads `total over replicas, machine where …`";
    return std::nullopt;
  }
  if (!is_best && !asked.where.empty()) {
    why = kind == Kind::sweep ? "a sweep shows all points: `total over users = 10..50 step 10`" : "a sample has all draws: `sample total`";
    return std::nullopt;
  }
  if (kind == Kind::sample && !asked.over.empty()) {
    why = "a sample is over all that is uncertain: `sample total`";
    return std::nullopt;
  }
  Question question;
  question.kind = kind;
  if (!asked.before.empty()) question.figures = is_best ? std::vector<std::string>{asked.before} : listOf(asked.before);
  question.over = std::move(asked.over);
  question.where = std::move(asked.where);
  return question;
}

std::vector<Question> declaredQuestions(const program::Program& program, Kind kind) {
  std::vector<Question> questions;
  for (const program::DeclaredQuestion& declared : program.declared_questions) {
    std::string why;
    auto question = declared.kind == kind ? questionOf(kind, declared.asked, why) : std::nullopt;
    if (!question) continue;
    question->name = declared.name;
    questions.push_back(std::move(*question));
  }
  return questions;
}

}  // namespace smcost::questions
