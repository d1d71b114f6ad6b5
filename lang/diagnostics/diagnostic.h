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

// May an edit be made without asking who wrote the text?
enum class Applicability : uint8_t {
  choice,  // a guess, or one of several readings: only the author may take it
  alone,   // the text can mean nothing else
};

// An edit: with `replacement` at `span` the text reads. Another amount, unit, machine or region is never
// offered for one that was written: an edit may change how a text is spelt, not what it comes to.
struct Fix {
  source::Span span;
  std::string replacement;
  std::string title;  // "write `right`"
  Applicability applicability = Applicability::choice;
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
  // Looking for what was meant costs as much as there are names: it pays for the first errors only.
  bool takes_suggestions = true;

  Diagnostic& label(source::Span where, std::string text);
  Diagnostic& primary(std::string text);
  Diagnostic& note(std::string text);
  Diagnostic& hint(std::string text);
  Diagnostic& fix(source::Span where, std::string replacement, std::string title,
                  Applicability applicability = Applicability::choice);
  // May a program make this edit by itself? Never one of several.
  bool appliesAlone(const Fix& fix) const { return fixes.size() == 1 && fix.applicability == Applicability::alone; }
};

}  // namespace smcost::diagnostics
