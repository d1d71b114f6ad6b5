// What can be asked about: each documented declaration of the library or of a file, in the
// words of its own `##` comment.
#pragma once

#include <string>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::session {

struct Topic {
  std::string name;       // "work"
  std::string kind;       // "workload", "option", "meter", "function", "words", "allowance", "plan"
  std::string module;     // "stdlib/units/time.smcost"
  std::string doc;        // its `##` lines; the first is the summary
  std::string signature;  // as declared, without a body
};

// Of the file that the options name and all it uses; of the whole library when they name none.
// In order of the modules and of their text. What does not read is left out, and said in `sink`.
std::vector<Topic> topics(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink);

// The first line of the doc.
std::string summaryOf(const Topic& topic);

// All that is said of one; a line for each workload, by module.
std::string describe(const Topic& topic);
std::string describeWorkloads(const std::vector<Topic>& topics);
// Of every topic with this name; nothing when there is none.
std::optional<std::string> describeNamed(const std::vector<Topic>& topics, std::string_view name);
// The names nearest to one that nothing has: "is it `a`, `b`?"; empty when none is near.
std::string meantInstead(const std::vector<Topic>& topics, const std::string& name);

}  // namespace smcost::session
