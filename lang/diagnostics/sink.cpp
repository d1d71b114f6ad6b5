#include "lang/diagnostics/sink.h"

#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>

#include "lang/diagnostics/text.h"

namespace smcost::diagnostics {

Diagnostic& Diagnostic::label(source::Span where, std::string text) {
  labels.push_back({where, std::move(text)});
  return *this;
}

Diagnostic& Diagnostic::primary(std::string text) {
  primary_label = std::move(text);
  return *this;
}

Diagnostic& Diagnostic::note(std::string text) {
  notes.push_back(shortNumbers(std::move(text)));
  return *this;
}

Diagnostic& Diagnostic::hint(std::string text) {
  hints.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostic::fix(source::Span where, std::string replacement, std::string title, Applicability applicability) {
  fixes.push_back({where, std::move(replacement), std::move(title), applicability});
  return *this;
}

Diagnostic& Sink::add(const KindInfo& kind, source::Span span, std::string message) {
  Diagnostic& added = diagnostics_.emplace_back();
  added.kind = &kind;
  added.span = span;
  added.message = shortNumbers(std::move(message));
  errors_ += kind.severity == Severity::error ? 1 : 0;
  added.takes_suggestions = errors_ <= kMostSuggestions;
  return added;
}

void Sink::noteAll(const std::string& text) {
  for (Diagnostic& diagnostic : diagnostics_) diagnostic.note(text);
}

void Sink::append(Sink&& other) {
  std::move(other.diagnostics_.begin(), other.diagnostics_.end(), std::back_inserter(diagnostics_));
  errors_ += other.errors_;
  other.diagnostics_.clear();
  other.errors_ = 0;
}

void Sink::appendNew(Sink&& other) {
  const auto identity = [](const Diagnostic& one) {
    return fmt::format("{}:{}:{}:{}:{}", one.kind->number, one.span.file.value, one.span.begin, one.span.end, one.message);
  };
  std::unordered_set<std::string> known;
  for (const Diagnostic& diagnostic : diagnostics_) known.insert(identity(diagnostic));
  for (Diagnostic& diagnostic : other.diagnostics_) {
    if (!known.insert(identity(diagnostic)).second) continue;
    errors_ += diagnostic.kind->severity == Severity::error ? 1 : 0;
    diagnostics_.push_back(std::move(diagnostic));
  }
  other.diagnostics_.clear();
  other.errors_ = 0;
}

}  // namespace smcost::diagnostics
