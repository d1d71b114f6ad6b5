// smcost sweep, solve, minimise, maximise, sample: questions over many bills, typed or declared in the file.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <thread>

#include "compiler/driver/commands/commands.h"
#include "compiler/driver/commands/watch.h"
#include "compiler/driver/run/run.h"
#include "compiler/questions/picture_of.h"
#include "lang/diagnostics/suggest.h"
#include "runtime/report/amounts.h"

namespace smcost::driver {

namespace {

using questions::Asking;
using questions::Question;

Question::Kind kindOf(Command command) {
  switch (command) {
    case Command::solve: return Question::Kind::solve;
    case Command::minimise: return Question::Kind::minimise;
    case Command::maximise: return Question::Kind::maximise;
    case Command::sample: return Question::Kind::sample;
    default: return Question::Kind::sweep;
  }
}

// None: `--threads` is refused.
std::optional<unsigned> threadsOf(const Arguments& arguments) {
  if (!arguments.threads) return std::clamp(std::thread::hardware_concurrency(), 1U, questions::kMostThreads);
  if (*arguments.threads < 1 || *arguments.threads > questions::kMostThreads) return std::nullopt;
  return static_cast<unsigned>(*arguments.threads);
}

class QuestionCommand {
 public:
  explicit QuestionCommand(const Arguments& arguments)
      : arguments_(arguments), kind_(kindOf(arguments.command)), word_(program::questionWord(kind_)), options_(sessionOptions(arguments, arguments.files.front())) {}

  ExitCode run() {
    const auto threads = threadsOf(arguments_);
    if (!threads) return complain(fmt::format("there are 1 to {} threads", questions::kMostThreads));
    for (const std::string& text : arguments_.percentile_checks) {
      auto check = questions::readPercentileCheck(text);
      if (!check) return complain(fmt::format("`{}` is no condition on a percentile: `p90 total <= 1_200 USD`, p1 to p99", text));
      checks_.push_back(std::move(*check));
    }
    if (const auto code = collect()) return *code;
    if (asked_.size() > 1 && arguments_.format == runtime::Format::csv) return complain("CSV holds one table: name one of " + names());
    if (const auto code = checkPlot()) return *code;
    for (Question& question : asked_) {
      asking_.push_back(std::make_unique<Asking>(options_, std::move(question), questions::Effort{*threads, arguments_.time_limit}));
      Asking& asking = *asking_.back();
      if (asking.check()) continue;
      return asking.complaint().empty() ? finish(asking.session(), arguments_) : complain(asking.complaint());
    }
    Output output(arguments_.output);
    const ExitCode code = answerAll(arguments_.format == runtime::Format::text ? output.stream() : output.bytes(), output.width());
    const ExitCode written = commitOutput(output, arguments_, code);
    return picture_ ? writePlot(written) : written;
  }

 private:
  bool plotsFile() const { return arguments_.plot && !arguments_.plot->empty(); }

  std::optional<ExitCode> checkPlot() const {
    if (!arguments_.plot) return std::nullopt;
    if (plotsFile() && !arguments_.plot->ends_with(".svg")) {
      return complain(fmt::format("a picture is written as `--plot FILE.svg`; `{}` stands before `--plot` if it is no file", *arguments_.plot));
    }
    if (plotsFile() && asked_.size() > 1) return complain("a file holds one picture: name one of " + names());
    if (!plotsFile() && arguments_.format != runtime::Format::text) return complain("a picture stands behind a text: `--plot FILE.svg` writes one beside another format");
    return std::nullopt;
  }

  ExitCode writePlot(ExitCode code) const {
    Output output(arguments_.plot);
    output.bytes() << *picture_;
    return commitOutput(output, arguments_, code);
  }

  // What cannot be shown is told, and the answer stays.
  void addPicture(const Asking& asking, std::ostream& out, size_t width) {
    std::string why;
    const auto picture = asking.stopped().empty() ? questions::pictureOf(asking, why) : std::nullopt;
    if (!picture) return tell(why.empty() ? "no picture of what was stopped" : "no picture: " + why);
    if (plotsFile()) {
      picture_ = questions::svgOf(*picture);
    } else {
      out << '\n';
      questions::writePicture(out, *picture, width);
    }
  }

  // What is typed: of a sweep its axes, else one text.
  std::vector<std::string> typed() const {
    if (kind_ == Question::Kind::sweep) return arguments_.axes;
    return arguments_.question.empty() ? std::vector<std::string>() : std::vector<std::string>{arguments_.question};
  }

  static bool isName(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; });
  }

  // Fills `asked_`. The code that ends the command, when nothing can be asked.
  std::optional<ExitCode> collect() {
    const std::vector<std::string> words = typed();
    const bool is_name = words.size() == 1 && isName(words.front());
    if (is_name || (words.empty() && arguments_.figures.empty())) {
      session::Session session(options_);
      if (!session.check()) return finish(session, arguments_);
      if (const auto code = collectDeclared(session, is_name ? words.front() : "")) return code;
      if (!asked_.empty()) return std::nullopt;
    }
    return collectTyped(words);
  }

  std::optional<ExitCode> collectDeclared(const session::Session& session, const std::string& name) {
    std::vector<std::string> known;
    for (Question& question : questions::declaredQuestions(session.program(), kind_)) {
      known.push_back(question.name);
      if (!name.empty() && name != question.name) continue;
      addSampling(question);
      asked_.push_back(std::move(question));
    }
    is_list_ = name.empty() && !asked_.empty();
    if (!asked_.empty() && !arguments_.figures.empty()) return complain(fmt::format("`{}` says itself what it is of: leave `--of` out", name));
    // A name alone may still be a `param` to sweep over, or what is sampled.
    if (!asked_.empty() || name.empty() || kind_ == Question::Kind::sweep || kind_ == Question::Kind::sample) return std::nullopt;
    std::string more = diagnostics::isItNear(name, known);
    if (more.empty()) questions::questionOf(kind_, name, more);
    return complain(fmt::format("the file declares no `{} {}`; {}", word_, name, more));
  }

  void addSampling(Question& question) const {
    if (kind_ != Question::Kind::sample) return;
    question.draws = arguments_.draws;
    question.seed = arguments_.seed;
    question.pairs = arguments_.pairs;
    question.checks = checks_;
  }

  std::optional<ExitCode> collectTyped(const std::vector<std::string>& words) {
    if (words.empty() && kind_ != Question::Kind::sweep && kind_ != Question::Kind::sample) {
      return complain(fmt::format("the file declares no `{0}`, and none is asked: `smcost {0} FILE QUESTION`", word_));
    }
    std::string why;
    auto question = questions::questionOf(kind_, kind_ == Question::Kind::sweep || words.empty() ? "" : words.front(), why);
    if (!question) return complain(why);
    if (kind_ == Question::Kind::sweep) question->over = words;
    if (!arguments_.figures.empty()) question->figures = arguments_.figures;
    addSampling(*question);
    asked_.push_back(std::move(*question));
    return std::nullopt;
  }

  std::string names() const {
    std::vector<std::string> all;
    for (const Question& question : asked_) all.push_back(fmt::format("`{}`", question.name));
    return fmt::format("{}", fmt::join(all, ", "));
  }

  // Of several in the order of the file: texts below their names, JSON as one document.
  ExitCode answerAll(std::ostream& out, size_t width) {
    ExitCode code = ExitCode::fine;
    const bool is_json = arguments_.format == runtime::Format::json;
    runtime::Json list = runtime::Json::array();
    for (size_t i = 0; i < asking_.size(); ++i) {
      const std::string& name = asking_[i]->question().name;
      if (is_list_ && !is_json && arguments_.format != runtime::Format::csv) out << (i > 0 ? "\n" : "") << word_ << ' ' << name << '\n';
      std::ostringstream document;
      code = worse(code, answerOne(*asking_[i], is_list_ && is_json ? document : out, width));
      if (is_list_ && is_json) list.push_back({{"name", name}, {"answer", runtime::Json::parse(document.str())}});
    }
    if (is_list_ && is_json) out << runtime::dumpJson({{"answers", list}}, 2) << '\n';
    return code;
  }

  ExitCode answerOne(Asking& asking, std::ostream& out, size_t width) {
    ExitCode code = ExitCode::fine;
    {
      Progress progress(!arguments_.quiet);
      asking.onProgress([&](uint64_t done, const base::Integer& of) { progress.tell(done, of); });
      code = asking.answer(out, {arguments_.format, arguments_.digits.value_or(runtime::kUsualDigits), width});
    }
    if (arguments_.plot) addPicture(asking, out, width);
    // A table of bare values has no line that says it.
    if (!asking.stopped().empty() && arguments_.format == runtime::Format::csv) tell(asking.stopped());
    return worse(finish(asking.session(), arguments_), code);
  }

  const Arguments& arguments_;
  Question::Kind kind_;
  std::string_view word_;
  session::Options options_;
  std::vector<questions::PercentileCheck> checks_;
  std::vector<Question> asked_;
  std::vector<std::unique_ptr<Asking>> asking_;
  std::optional<std::string> picture_;
  bool is_list_ = false;   // all that the file declares, named or not
};

}  // namespace

ExitCode runQuestion(const Arguments& arguments) {
  bool was_stopped = false;
  ExitCode code = ExitCode::fine;
  {
    StopsByKey stops;
    try {
      code = QuestionCommand(arguments).run();
    } catch (const base::Interrupted&) {
      tell("stopped before anything was known");
    }
    was_stopped = stops.wasStopped();
  }
  if (was_stopped) endAsStopped();
  return code;
}

}  // namespace smcost::driver
