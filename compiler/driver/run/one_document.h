// JSON of several files as one document: {"files": [ … ]}. Where it is not wanted nothing is added.
#pragma once

#include <ostream>
#include <utility>

namespace smcost::driver {

class OneDocument {
 public:
  OneDocument(std::ostream& out, bool is_wanted) : out_(out), is_wanted_(is_wanted) {
    if (is_wanted_) out_ << "{\"files\": [";
  }

  // Before each file's own document.
  void next() {
    if (is_wanted_) out_ << (std::exchange(is_first_, false) ? "\n" : ",\n");
  }
  // Behind the last; there may be none.
  void end() {
    if (is_wanted_) out_ << "]}\n";
  }

 private:
  std::ostream& out_;
  bool is_wanted_;
  bool is_first_ = true;
};

}  // namespace smcost::driver
