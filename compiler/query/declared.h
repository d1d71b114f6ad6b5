// What the trees of the loaded modules declare, as completion needs it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/session/session.h"

namespace smcost::query {

struct Parameter {
  std::string label;             // the word before its value
  std::string name;
  std::string type;              // "Multiple[instance]"
  bool is_bare = false;          // may stand without its label
  bool is_option = false;        // given by `with NAME`
  bool repeats = false;          // `with many`
  bool is_optional = false;
  std::vector<std::string> meters;  // that its value is the key of
};

// A workload, or an option by its type's name.
struct Phrase {
  std::string name;
  std::string summary;
  std::vector<Parameter> parameters;
};

std::vector<Phrase> workloads(const session::Session& session);
std::vector<Phrase> options(const session::Session& session);
// The words of a `words` set; none when no set is called so.
std::vector<std::string> wordsOf(const session::Session& session, const std::string& type);
// Values a file's expression can name: `let`, `param`, statements, functions with "(".
std::vector<std::string> valueNames(const session::Session& session);
// Regions with their titles, in order of the text.
std::vector<std::pair<std::string, std::string>> regions(const session::Session& session);
// What `use` may name of the library.
std::vector<std::string> libraryModules(const session::Session& session);

}  // namespace smcost::query
