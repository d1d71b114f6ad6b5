// One way from a question to its answer, whoever asks: a file, the command line, a dialogue.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "compiler/questions/axes.h"
#include "compiler/questions/sample.h"
#include "compiler/questions/search.h"
#include "runtime/draws/draws.h"
#include "runtime/report/report.h"

namespace smcost::questions {

struct Question {
  using Kind = program::DeclaredQuestion::Kind;
  Kind kind = Kind::sweep;
  std::string name;                    // of one that the file declares; empty: somebody asks
  std::vector<std::string> figures;    // "total", "api + chat"; of `solve` none
  std::vector<std::string> over;       // axes: "users = 10..500 step 10"; of `solve` the one
  std::optional<Wants> wants;          // of `solve`: none where two figures are to be equal
  std::string where;                   // "total <= 14 USD"; empty: anywhere
  uint64_t draws = 10'000, seed = 1;   // of `sample`, as the rest
  std::optional<uint64_t> pairs;       // see SampleWish
  std::vector<PercentileCheck> checks;
  bool repeats_checks = true;          // those of the file too, behind them
};

// "total over replicas where …", as it stands behind its word. None: `why` says in a sentence what is missing.
std::optional<Question> questionOf(Question::Kind kind, const std::string& text, std::string& why);
// Those of a kind that a program's file declares.
std::vector<Question> declaredQuestions(const program::Program& program, Question::Kind kind);

// How much is done for an answer.
struct Effort {
  unsigned threads = 1;                                  // which show in no answer
  std::optional<std::chrono::milliseconds> time_limit;   // of a search
};

// How an answer is written.
struct AnswerStyle {
  runtime::Format format = runtime::Format::text;   // text or JSON; of a sweep also CSV
  int digits = runtime::kUsualDigits;
  size_t width = runtime::kUsualWidth;
};

class Asking {
 public:
  // `spec` opens the file.
  Asking(session::Options spec, Question question, Effort effort = {});
  ~Asking();
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  // Whether the spec is sound and the question can be asked of it. False: `complaint` says why, or if that is empty the sink of `session`.
  bool check();
  const std::string& complaint() const { return complaint_; }
  // Of the spec as written, or the one in which a value of the question is wrong.
  session::Session& session() const { return reader_ && reader_->trouble.session ? *reader_->trouble.session : *session_; }
  // Is told how many of how many points are done, now and then, one call at a time from any thread; before answer().
  void onProgress(std::function<void(uint64_t done, const base::Integer& of)> tell) { progress_ = std::move(tell); }

  // After check(). check_failed: the answer is that there is none; text_wrong: no point has a bill. A wish to stop ends it with what is known by
  // then.
  session::ExitCode answer(std::ostream& out, const AnswerStyle& style);
  // "stopped after 8192 of 100000 points"; empty: it was not. After answer().
  const std::string& stopped() const { return stopped_; }

  // What the answer was read from, for pictures; after answer().
  const Question& question() const { return question_; }
  BillFunction& function() const { return workers_->own(); }
  const Space& space() const { return space_; }
  const std::vector<Figure>& figures() const { return figures_; }
  // Of a crossing: between which values.
  const std::optional<std::pair<base::Rational, base::Rational>>& ends() const { return ends_; }
  const std::optional<Sample>& sampled() const { return sampled_; }
  const session::Session& spec() const { return *session_; }
  const session::Options& options() const { return spec_; }
  // The best point, or where both sides are equal; none: there is none.
  const std::optional<std::vector<std::pair<std::string, Value>>>& found() const { return found_; }

 private:
  bool refuse(std::string why);
  bool isCrossing() const { return question_.kind == Question::Kind::solve && !question_.wants; }
  bool openSpec();
  bool readFigures();
  bool checkFigures();
  bool readAxes();
  bool readEnds();
  bool readReach();
  std::string solvedFigure() const;
  bool readDraws();
  bool checkSample();
  std::unique_ptr<BillFunction> makeFunction();
  SearchLimits limits() const;
  session::ExitCode answerSweep(std::ostream& out, const AnswerStyle& style);
  session::ExitCode answerSearch(std::ostream& out, const AnswerStyle& style);
  session::ExitCode answerCurve(std::ostream& out, const AnswerStyle& style);
  session::ExitCode answerCrossing(std::ostream& out, const AnswerStyle& style);
  session::ExitCode answerSample(std::ostream& out, const AnswerStyle& style);
  void noteStop(bool is_stopped, uint64_t done, const base::Integer& of, std::string_view what);

  session::Options spec_;
  Question question_;
  std::string complaint_, stopped_;
  std::unique_ptr<session::Session> session_;
  std::unique_ptr<AxisReader> reader_;
  std::vector<Figure> figures_;
  std::vector<std::string> variables_;
  Space space_{{}};
  std::optional<std::pair<base::Rational, base::Rational>> ends_;
  std::optional<Reach> reach_;         // of the best of a number that goes by no steps
  std::optional<Axis> steps_;          // of a crossing, if it goes by steps
  std::unique_ptr<draws::Draws> draws_;
  Effort effort_;
  std::unique_ptr<Workers> workers_;
  std::mutex telling_;
  uint64_t told_ = 0;                  // points that are done, of all workers
  std::optional<Sample> sampled_;
  std::optional<std::vector<std::pair<std::string, Value>>> found_;
  std::function<void(uint64_t, const base::Integer&)> progress_;
};

}  // namespace smcost::questions
