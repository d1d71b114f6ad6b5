// Where phases put what is wrong. A phase never stops at an error: it reports and
// goes on with something harmless.
#pragma once

#include <fmt/format.h>

#include <deque>
#include <type_traits>

#include "lang/diagnostics/diagnostic.h"
#include "lang/diagnostics/kinds.h"

namespace smcost::diagnostics {

class Sink {
 public:
  // How many errors are worth looking for what was meant.
  static constexpr size_t kMostSuggestions = 100;

  // The reference is good until the sink is cleared; add labels, notes, hints, fixes to it.
  template <class... Args>
  Diagnostic& report(source::Span span, const Kind<Args...>& kind, std::type_identity_t<Args>... args) {
    return add(kind.info, span, fmt::vformat(kind.info.text, fmt::make_format_args(args...)));
  }

  const std::deque<Diagnostic>& all() const { return diagnostics_; }
  bool hasErrors() const { return errors_ > 0; }
  size_t errorCount() const { return errors_; }
  size_t warningCount() const { return diagnostics_.size() - errors_; }
  // Takes everything out of `other` (a scratch sink of a `rejects` block stays apart).
  void append(Sink&& other);
  // The same of what is not in it yet: no other of its kind with its text stands at its place.
  void appendNew(Sink&& other);
  // Where all of them come from.
  void noteAll(const std::string& text);

 private:
  Diagnostic& add(const KindInfo& kind, source::Span span, std::string message);

  std::deque<Diagnostic> diagnostics_;
  size_t errors_ = 0;
};

}  // namespace smcost::diagnostics
