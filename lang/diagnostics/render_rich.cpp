// The rich style: the head line, the source lines with their marks, and what follows.
// caret_lines.cpp draws the lines.
#include <fmt/format.h>

#include <algorithm>

#include "lang/diagnostics/caret_lines.h"
#include "lang/diagnostics/styles.h"
#include "lang/diagnostics/text.h"

namespace smcost::diagnostics {

namespace {

std::string_view toneOf(Severity severity) { return severity == Severity::error ? tone::error : tone::warning; }

// "   = note: first line", the next lines below the first's text, exactly as they are.
std::string remark(std::string_view word, std::string_view text, size_t gutter, const Painter& paint) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const std::string safe = safeLines(shorten(text, kMaxMessage));
  const std::string continued(gutter + 6 + word.size(), ' ');
  std::string out = std::string(gutter + 2, ' ') + paint(tone::gutter, "=") + " " +
                    paint(tone::strong, std::string(word) + ":") + " ";
  for (size_t i = 0; i < safe.size(); ++i) {
    out += safe[i];
    const bool line_follows = safe[i] == '\n' && safe[i + 1] != '\n';
    if (line_follows) out += continued;
  }
  return out + "\n";
}

// The marks of a diagnostic, one list for each file, the primary's file first.
std::vector<FileMarks> marksByFile(const Diagnostic& one) {
  std::vector<FileMarks> files;
  auto add = [&files](source::Span span, bool is_primary, const std::string& text) {
    if (span.isNone()) return;
    auto found = std::find_if(files.begin(), files.end(), [&](const FileMarks& f) { return f.file == span.file; });
    if (found == files.end()) found = files.insert(files.end(), FileMarks{span.file, {}});
    found->marks.push_back({span.begin, span.end, is_primary, text});
  };
  add(one.span, true, one.primary_label);
  for (const Label& label : one.labels) add(label.span, false, label.text);
  return files;
}

std::string remarks(const Diagnostic& one, const source::SourceManager& sources, size_t gutter, const Painter& paint) {
  std::string out;
  for (const Label& label : one.labels) {
    if (label.span.isNone()) out += remark("note", label.text, gutter, paint);
  }
  for (const std::string& note : one.notes) out += remark("note", note, gutter, paint);
  for (const std::string& hint : one.hints) out += remark("hint", safeLine(hint), gutter, paint);
  for (const Fix& fix : one.fixes) out += remark("fix", safeLine(fixTitle(fix, sources)), gutter, paint);
  return out;
}

std::string oneRich(const Diagnostic& one, const source::SourceManager& sources, const Painter& paint) {
  const std::string_view main_tone = toneOf(one.kind->severity);
  std::string out = paint(main_tone, severityName(one.kind->severity)) + ": " +
                    paint(tone::strong, safeLine(shorten(one.message, kMaxMessage))) + " [" + codeOf(*one.kind) + "]\n";
  const std::vector<FileMarks> files = marksByFile(one);
  size_t gutter = 0;
  for (const FileMarks& file : files) gutter = std::max(gutter, gutterWidth(sources.file(file.file), file.marks));
  const std::string bar = std::string(gutter + 2, ' ') + paint(tone::gutter, "|") + "\n";
  for (size_t i = 0; i < files.size(); ++i) {
    const Mark& first = files[i].marks.front();
    const std::string place = placeOf({files[i].file, first.begin, first.end}, sources);
    out += std::string(gutter + 1, ' ') + paint(tone::gutter, i == 0 ? "-->" : ":::") + " " + place + "\n" + bar;
    out += drawMarks(sources.file(files[i].file), files[i].marks, gutter, main_tone, paint);
  }
  return out + remarks(one, sources, gutter, paint);
}

}  // namespace

std::string renderRich(const List& list, const source::SourceManager& sources, bool color) {
  const Painter paint{color};
  std::string out;
  for (const Diagnostic* one : list) {
    if (!out.empty()) out += '\n';
    out += oneRich(*one, sources, paint);
  }
  return out;
}

}  // namespace smcost::diagnostics
