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

}  // namespace smcost::session
