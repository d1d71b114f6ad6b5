// What a message is: a registered kind, its text with the arguments filled in, and
// everything the renderers may show beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.h"

namespace smcost::diagnostics {

enum class Severity : uint8_t { error, warning };

// The entry of a kind in the table, without its argument types.
struct KindInfo {
  uint16_t number;        // 3001, shown as SMC3001
  Severity severity;
  std::string_view name;  // "unit_mismatch"
  std::string_view text;  // the message with {} for the arguments
};

// A registered kind; a wrong argument at `Sink::report` does not compile.
template <class... Args>
struct Kind {
  KindInfo info;
};

// A second place with a word of its own ("`Time` because of this").
struct Label {
  source::Span span;
  std::string text;
};

// A machine-applicable edit: replacing `span` by `replacement` mends the text.
struct Fix {
  source::Span span;
  std::string replacement;
  std::string title;  // "write `right`"
};

struct Diagnostic {
  const KindInfo* kind = nullptr;
  source::Span span;
  std::string message;
  std::string primary_label;        // behind the carets, may be empty
  std::vector<Label> labels;
  std::vector<std::string> notes;   // may have several lines (aligned unit factors)
  std::vector<std::string> hints;   // one sentence each, how to mend it
  std::vector<Fix> fixes;

  Diagnostic& label(source::Span where, std::string text);
  Diagnostic& primary(std::string text);
  Diagnostic& note(std::string text);
  Diagnostic& hint(std::string text);
  Diagnostic& fix(source::Span where, std::string replacement, std::string title);
};

}  // namespace smcost::diagnostics
