// Findings as JUnit XML, in the form that build servers read: a suite for each file, a case
// for each check and block, and a case of its own for each error of the text.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <ostream>

#include "lang/diagnostics/render.h"
#include "runtime/findings/escapes.h"
#include "runtime/findings/findings.h"

namespace smcost::runtime {

namespace {

using Verdict = FindingsCase::Verdict;
using diagnostics::Diagnostic;

std::string attribute(std::string_view name, std::string_view value) {
  std::string text = xmlText(value);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return fmt::format(" {}=\"{}\"", name, text);
}

std::string timeAttribute(double seconds) { return seconds < 0 ? "" : fmt::format(" time=\"{:.3f}\"", seconds); }

std::string placeOf(const source::SourceManager& sources, source::Span span) {
  const source::LineColumn at = sources.lineColumn(span);
  return fmt::format("{}:{}:{}", sources.file(span.file).name(), at.line, at.column);
}

// The whole of a diagnostic, as lines.
std::string detailOf(const FileFindings& file, const Diagnostic& one) {
  std::string detail = one.span.isNone() ? file.name : placeOf(*file.sources, one.span);
  detail += fmt::format(": {} [{}]", one.message, diagnostics::codeOf(*one.kind));
  for (const diagnostics::Label& label : one.labels) {
    if (!label.span.isNone()) detail += fmt::format("\n{}: {}", placeOf(*file.sources, label.span), label.text);
  }
  for (const std::string& note : one.notes) detail += "\n" + note;
  for (const std::string& hint : one.hints) detail += "\n" + hint;
  for (const diagnostics::Fix& fix : one.fixes) {
    if (!fix.span.isNone()) detail += "\n" + diagnostics::fixTitle(fix, *file.sources);
  }
  return detail;
}

std::string problem(std::string_view element, const FileFindings& file, const Diagnostic& one) {
  return fmt::format("      <{0}{1}{2}>{3}</{0}>\n", element, attribute("message", one.message),
                     attribute("type", diagnostics::codeOf(*one.kind)), xmlText(detailOf(file, one)));
}

bool holds(source::Span outer, source::Span inner) {
  return !inner.isNone() && outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

struct Counts {
  size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  double seconds = 0;

  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
    seconds += other.seconds;
  }
};

// One file's suite.
class Suite {
 public:
  explicit Suite(const FileFindings& file) : file_(file), list_(diagnostics::inOrder(*file.sink)), own_(list_.size()) {
    counts_.seconds = file.seconds;
    giveToCases();
    writeErrors();
    for (size_t i = 0; i < file_.cases.size(); ++i) writeCase(i);
  }

  std::string text() const {
    return fmt::format("  <testsuite{} tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"{}>\n{}  </testsuite>\n",
                       attribute("name", file_.name), counts_.tests, counts_.failures, counts_.errors, counts_.skipped,
                       timeAttribute(counts_.seconds), body_);
  }
  const Counts& counts() const { return counts_; }

 private:
  static bool isError(const Diagnostic& one) { return one.kind->severity == diagnostics::Severity::error; }

  // What is said about a place in a case belongs to that case.
  void giveToCases() {
    of_case_.resize(file_.cases.size());
    const auto spanOf = [&](size_t index) { return file_.cases[index].span; };
    std::vector<size_t> by_place(file_.cases.size());
    std::iota(by_place.begin(), by_place.end(), size_t{0});
    std::sort(by_place.begin(), by_place.end(), [&](size_t a, size_t b) { return spanOf(a) < spanOf(b); });
    for (size_t k = 0; k < list_.size(); ++k) {
      // Cases are items of a file, so none is in another: only the last that begins before it may hold it.
      const source::Span place = {list_[k]->span.file, list_[k]->span.begin, UINT32_MAX};
      auto behind = std::upper_bound(by_place.begin(), by_place.end(), place, [&](auto span, size_t i) { return span < spanOf(i); });
      if (behind == by_place.begin() || !holds(spanOf(behind[-1]), list_[k]->span)) continue;
      of_case_[behind[-1]].push_back(list_[k]);
      own_[k] = 1;
    }
  }

  void open(std::string_view class_name, std::string_view name, double seconds) {
    ++counts_.tests;
    body_ += fmt::format("    <testcase{}{}{}>\n", attribute("classname", class_name), attribute("name", name),
                         timeAttribute(seconds));
  }
  void close() { body_ += "    </testcase>\n"; }

  // A case for each error that belongs to no other; one that passes when there is none.
  void writeErrors() {
    bool has_errors = false;
    for (size_t k = 0; k < list_.size(); ++k) {
      const Diagnostic& one = *list_[k];
      if (own_[k] != 0 || !isError(one)) continue;
      has_errors = true;
      std::string name = fmt::format("{} [{}]", one.message, diagnostics::codeOf(*one.kind));
      if (!one.span.isNone()) name += fmt::format(" (line {})", file_.sources->lineColumn(one.span).line);
      open(classOf(one.span), name, -1);
      body_ += problem("error", file_, one);
      ++counts_.errors;
      close();
    }
    if (has_errors) return;
    open(file_.name, "the text is right", -1);
    for (size_t k = 0; k < list_.size(); ++k) {
      if (own_[k] == 0) body_ += fmt::format("      <system-out>{}</system-out>\n", xmlText(detailOf(file_, *list_[k])));
    }
    close();
  }

  std::string classOf(source::Span span) const { return span.isNone() ? file_.name : file_.sources->file(span.file).name(); }

  void writeCase(size_t index) {
    const FindingsCase& one = file_.cases[index];
    const std::string name = fmt::format("{} (line {})", one.name, file_.sources->lineColumn(one.span).line);
    open(classOf(one.span), name, one.seconds);
    if (one.verdict == Verdict::skipped && !hasErrors(index)) {
      body_ += "      <skipped/>\n";
      ++counts_.skipped;
    } else if (one.verdict != Verdict::passed) {
      writeProblems(index);
    }
    for (const Diagnostic* warning : of_case_[index]) {
      if (isError(*warning)) continue;
      body_ += fmt::format("      <system-out>{}</system-out>\n", xmlText(detailOf(file_, *warning)));
    }
    close();
  }

  bool hasErrors(size_t index) const {
    return std::any_of(of_case_[index].begin(), of_case_[index].end(), [](const Diagnostic* one) { return isError(*one); });
  }

  // A check that does not hold is a failure, anything else that is wrong with it an error.
  void writeProblems(size_t index) {
    bool has_failures = false, has_any = false;
    for (std::string_view element : {"error", "failure"}) {
      for (const Diagnostic* one : of_case_[index]) {
        const uint16_t number = one->kind->number;
        const bool is_failure = number == diagnostics::kinds::check_failed.info.number ||
                                number == diagnostics::kinds::rejects_accepted.info.number;
        if (!isError(*one) || is_failure != (element == "failure")) continue;
        body_ += problem(element, file_, *one);
        has_any = true;
        has_failures = has_failures || is_failure;
      }
    }
    if (!has_any) body_ += "      <failure message=\"it failed by an error that is listed by itself\"/>\n";
    ++(has_failures || !has_any ? counts_.failures : counts_.errors);
  }

  const FileFindings& file_;
  std::vector<const Diagnostic*> list_;
  std::vector<char> own_;  // of each diagnostic: it belongs to a case
  std::vector<std::vector<const Diagnostic*>> of_case_;
  std::string body_;
  Counts counts_;
};

class JUnit : public Findings {
 public:
  void add(const FileFindings& file) override {
    const Suite suite(file);
    suites_ += suite.text();
    counts_.add(suite.counts());
  }

  void write(std::ostream& out, const FindingsEnd&) const override {
    out << fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"smcost\" tests=\"{}\" failures=\"{}\" errors=\"{}\"{}>\n",
                       counts_.tests, counts_.failures, counts_.errors, timeAttribute(counts_.seconds))
        << suites_ << "</testsuites>\n";
  }

 private:
  std::string suites_;
  Counts counts_;
};

}  // namespace

std::unique_ptr<Findings> makeJUnit() { return std::make_unique<JUnit>(); }

}  // namespace smcost::runtime
