// solve, sweep, minimise, maximise, sample: what a spec comes to at many values of its parameters, and the best of them.
#include <fmt/format.h>

#include <sstream>

#include "compiler/mcp/schemas.h"
#include "compiler/mcp/tools.h"
#include "compiler/questions/asking.h"
#include "lang/program/asked.h"

namespace smcost::mcp {

namespace {

using questions::Question;

// An assistant waits no longer; what is known by then is the answer, and says so.
constexpr std::chrono::milliseconds kMostTime(20'000);
constexpr uint64_t kMostDraws = 10'000'000, kUsualDraws = 100'000;

// A sweep's axes stand for themselves; the others are one text, as on the command line.
Question questionOf(Question::Kind kind, const Json& arguments) {
  const std::string word(program::questionWord(kind));
  if (kind == Question::Kind::sweep) {
    Question question;
    question.over = textsIn(arguments, "over");
    question.figures = textsIn(arguments, "of");
    question.where = textIn(arguments, "where").value_or("");
    if (question.over.empty()) throw Unusable{"`over` has the axes: [\"users = 10..500 step 10\"]"};
    if (question.figures.empty()) question.figures = {"total"};
    return question;
  }
  const std::string text = textIn(arguments, "question").value_or(kind == Question::Kind::sample ? "total" : "");
  std::string why;
  std::optional<Question> question = questions::questionOf(kind, text, why);
  if (!question) throw Unusable{fmt::format("`question` of {}: {}", word, why)};
  question->draws = numberIn(arguments, "draws", kMostDraws).value_or(kUsualDraws);
  question->seed = numberIn(arguments, "seed", UINT64_MAX).value_or(1);
  return std::move(*question);
}

Answer ask(Question::Kind kind, const Setting& setting, const Json& arguments) {
  Json spec = arguments;
  for (const char* own : {"question", "over", "of", "where", "draws", "seed"}) spec.erase(own);
  questions::Effort effort;
  if (kind == Question::Kind::minimise || kind == Question::Kind::maximise || kind == Question::Kind::solve) effort.time_limit = kMostTime;
  session::Options options = specOf(setting, spec);
  // Prices of all keys are asked of it again and again.
  questions::Asking asking(std::move(options), questionOf(kind, arguments), effort);
  if (!asking.check()) return asking.complaint().empty() ? refusal(asking.session()) : refusal(asking.complaint());
  std::ostringstream document;
  const session::ExitCode code = asking.answer(document, {runtime::Format::json});
  if (code != session::ExitCode::fine && code != session::ExitCode::check_failed) return refusal(asking.session());
  Answer answer;
  answer.document = std::move(document).str();
  answer.structured = {{"outcome", code == session::ExitCode::fine ? "answered" : "check_failed"}, {"exit_code", static_cast<int>(code)},
                       {"answer", Json::parse(answer.document)}, {"diagnostics", diagnosticsOf(asking.session())}};
  answer.text = "the answer is the document below";
  if (!asking.stopped().empty()) answer.text += "; it was " + asking.stopped();
  return answer;
}

}  // namespace

Json questionOutput() { return outputSchema({{"answer", schemaOf("answer", "#/properties/answer")}}); }

Answer callSolve(const Setting& setting, const Json& arguments) { return ask(Question::Kind::solve, setting, arguments); }
Answer callSweep(const Setting& setting, const Json& arguments) { return ask(Question::Kind::sweep, setting, arguments); }
Answer callMinimise(const Setting& setting, const Json& arguments) { return ask(Question::Kind::minimise, setting, arguments); }
Answer callMaximise(const Setting& setting, const Json& arguments) { return ask(Question::Kind::maximise, setting, arguments); }
Answer callSample(const Setting& setting, const Json& arguments) { return ask(Question::Kind::sample, setting, arguments); }

}  // namespace smcost::mcp
