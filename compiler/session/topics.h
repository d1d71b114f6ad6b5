// What can be asked about: each documented declaration of the library or of a file, in the
// words of its own `##` comment.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::session {

// A name that is sold; what is known of it is its facts.
inline constexpr std::string_view kSkuTopic = "SKU";

struct Topic {
  std::string name;       // "work"
  std::string kind;       // "workload", "option", "meter", "function", "words", "day list", "allowance", "plan", "SKU"
  std::string module;     // "stdlib/units/time.smcost"
  std::string doc;        // its `##` lines; the first is the summary
  std::string signature;  // as declared, without a body; none of a SKU
  // Of a workload or option: each line of its body with the meter; of a SKU: each fact with its value, as written.
  std::vector<std::pair<std::string, std::string>> parts;
  std::vector<std::pair<std::string, std::string>> statements = {};  // of a workload: those in its body, with their workloads
};

// Of the file that the options name and all it uses; of the whole library when they name none.
// In order of the modules and of their text. What does not read is left out, and said in `sink`.
std::vector<Topic> topics(const Options& options, source::SourceManager& sources, diagnostics::Sink& sink);

// The same of modules that are loaded.
std::vector<Topic> topicsOf(const source::SourceManager& sources, const check::Modules& modules);

}  // namespace smcost::session
