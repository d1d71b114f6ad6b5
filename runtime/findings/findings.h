// What a run found, for programs that gather findings: SARIF 2.1.0 for what reviews code,
// JUnit for what counts tests. Opens no file, reads no clock.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "lang/diagnostics/sink.h"

namespace smcost::runtime {

enum class FindingsFormat : uint8_t { junit, sarif };

// One `expect`, `assert` or `budget`, or one `test` or `rejects` block.
struct FindingsCase {
  // Skipped: the text is wrong, or the command does not run such a case.
  enum class Verdict : uint8_t { passed, failed, skipped } verdict = Verdict::skipped;
  source::Span span;
  std::string name;     // its text, on one line
  double seconds = -1;  // below 0: not measured by itself
};

// A file of the command line with all that it uses.
struct FileFindings {
  std::string name;
  const diagnostics::Sink* sink = nullptr;
  const source::SourceManager* sources = nullptr;
  std::vector<FindingsCase> cases;
  double seconds = 0;
};

// Who looked, and where names of files begin.
struct FindingsTool {
  std::string version;
  std::string working_directory;
};

// How the process ends.
struct FindingsEnd {
  int exit_code = 0;
  std::string description;  // "the text is wrong"
  bool is_trouble = false;  // it could not do its work
};

// Takes over what it needs of each file, so that nothing of it has to be kept.
class Findings {
 public:
  virtual ~Findings() = default;
  virtual void add(const FileFindings& file) = 0;
  // One document with every file, also when nothing was found.
  virtual void write(std::ostream& out, const FindingsEnd& end) const = 0;
};

std::unique_ptr<Findings> makeFindings(FindingsFormat format, FindingsTool tool);

// One each; `makeFindings` chooses.
std::unique_ptr<Findings> makeSarif(FindingsTool tool);
std::unique_ptr<Findings> makeJUnit();

}  // namespace smcost::runtime
