// What a text that is typed line by line still waits for.
#pragma once

#include <string>
#include <string_view>

namespace smcost::ast {

// A text as far as it is typed; each line is looked at once.
class Awaiting {
 public:
  // One line or more, without the last line's end.
  void add(std::string_view lines);
  // "}" while that bracket is open, "item" behind a comma or `with`, "value" behind `=` or an
  // operator; empty when the text ends where an input may end.
  std::string what() const;

 private:
  std::string open_;  // what closes the brackets that are open
  std::string last_;  // the last line that holds more than blanks and comments, without those
};

}  // namespace smcost::ast
