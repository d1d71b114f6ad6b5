// One array with every diagnostic; places count from 1, `begin` and `end` are bytes.
#include <fmt/format.h>

#include <algorithm>

#include "lang/diagnostics/styles.h"
#include "lang/diagnostics/text.h"

namespace smcost::diagnostics {

namespace {

std::string placeFields(source::Span span, const source::SourceManager& sources) {
  if (span.isNone()) {
    return R"("file": null, "line": null, "column": null, "end_line": null, "end_column": null)";
  }
  const source::SourceFile& file = sources.file(span.file);
  const source::LineColumn begin = file.lineColumn(span.begin);
  const source::LineColumn end = file.lineColumn(std::max(span.begin, span.end));
  return fmt::format(R"("file": {}, "line": {}, "column": {}, "end_line": {}, "end_column": {})",
                     jsonString(file.name()), begin.line, begin.column, end.line, end.column);
}

template <class Items, class Write>
std::string array(const Items& items, Write write) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ", ";
    out += write(item);
  }
  return out + "]";
}

std::string labelJson(const Label& label, const source::SourceManager& sources) {
  return fmt::format(R"({{{}, "text": {}}})", placeFields(label.span, sources), jsonString(label.text));
}

std::string fixJson(const Diagnostic& one, const Fix& fix, const source::SourceManager& sources) {
  const source::SourceFile& file = sources.file(fix.span.file);
  const source::LineColumn at = file.lineColumn(fix.span.begin);
  return fmt::format(R"({{"file": {}, "begin": {}, "end": {}, "line": {}, "column": {}, "replacement": {}, "title": {}, "applicability": "{}"}})",
                     jsonString(file.name()), fix.span.begin, fix.span.end, at.line, at.column,
                     jsonString(fix.replacement), jsonString(fixTitle(fix, sources)),
                     one.appliesAlone(fix) ? "alone" : "choice");
}

// An edit without a place cannot be applied, so a program does not see it.
std::vector<Fix> placedFixes(const Diagnostic& one) {
  std::vector<Fix> placed;
  for (const Fix& fix : one.fixes) {
    if (!fix.span.isNone()) placed.push_back(fix);
  }
  return placed;
}

std::string diagnosticJson(const Diagnostic& one, const source::SourceManager& sources) {
  return fmt::format(
      R"({{"code": "{}", "severity": "{}", "message": {}, {}, "label": {}, "labels": {}, "notes": {}, "hints": {}, "fixes": {}}})",
      codeOf(*one.kind), severityName(one.kind->severity), jsonString(one.message), placeFields(one.span, sources),
      jsonString(one.primary_label), array(one.labels, [&](const Label& l) { return labelJson(l, sources); }),
      array(one.notes, jsonString), array(one.hints, jsonString),
      array(placedFixes(one), [&](const Fix& f) { return fixJson(one, f, sources); }));
}

}  // namespace

std::string renderJson(const List& list, const source::SourceManager& sources) {
  std::string out = "[";
  for (const Diagnostic* one : list) {
    out += out.size() > 1 ? ",\n  " : "\n  ";
    out += diagnosticJson(*one, sources);
  }
  return out + (list.empty() ? "]\n" : "\n]\n");
}

}  // namespace smcost::diagnostics
