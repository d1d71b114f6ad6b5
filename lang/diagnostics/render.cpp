#include "lang/diagnostics/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "lang/diagnostics/styles.h"
#include "lang/diagnostics/text.h"

namespace smcost::diagnostics {

namespace {

// The longest quote of the text that a made-up title shows.
constexpr size_t kMaxQuote = 60;

std::string plural(size_t count, std::string_view word) {
  return fmt::format("{} more {}{}", count, word, count == 1 ? "" : "s");
}

// Keeps the first `max` entries; says what was left out. An error is never pushed out
// by warnings: they are dropped first.
std::string cutTo(size_t max, List& list) {
  auto isError = [](const Diagnostic* one) { return one->kind->severity == Severity::error; };
  if (list.size() <= max) return "";
  size_t room = max;
  size_t errors = 0;
  size_t warnings = 0;
  const auto all_errors = static_cast<size_t>(std::count_if(list.begin(), list.end(), isError));
  size_t warning_room = max > all_errors ? max - all_errors : 0;
  List kept;
  for (const Diagnostic* one : list) {
    size_t& left = isError(one) ? room : warning_room;
    if (left > 0) {
      --left;
      kept.push_back(one);
    } else {
      ++(isError(one) ? errors : warnings);
    }
  }
  list = std::move(kept);
  std::string line = "… and ";
  if (errors > 0) line += plural(errors, "error");
  if (errors > 0 && warnings > 0) line += " and ";
  if (warnings > 0) line += plural(warnings, "warning");
  return line + "\n";
}

}  // namespace

// Sorted by place, one of each: two phases may see the same mistake at the same place.
List inOrder(const Sink& sink) {
  using Key = std::tuple<source::Span, uint16_t, std::string_view>;
  std::set<Key> seen;
  List list;
  for (const Diagnostic& one : sink.all()) {
    if (seen.emplace(one.span, one.kind->number, one.message).second) list.push_back(&one);
  }
  std::stable_sort(list.begin(), list.end(), [](auto* a, auto* b) { return a->span < b->span; });
  return list;
}

std::string_view severityName(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

std::string codeOf(const KindInfo& kind) { return fmt::format("SMC{:04}", kind.number); }

std::string placeOf(source::Span span, const source::SourceManager& sources) {
  const source::LineColumn at = sources.lineColumn(span);
  return fmt::format("{}:{}:{}", safeLine(sources.file(span.file).name()), at.line, at.column);
}

std::string fixTitle(const Fix& fix, const source::SourceManager& sources) {
  if (!fix.title.empty() || fix.span.isNone()) return fix.title;
  const std::string old_text = shorten(sources.text(fix.span), kMaxQuote);
  const std::string new_text = shorten(fix.replacement, kMaxQuote);
  if (old_text.empty()) return fmt::format("insert `{}`", new_text);
  if (new_text.empty()) return fmt::format("remove `{}`", old_text);
  return fmt::format("replace `{}` by `{}`", old_text, new_text);
}

std::string renderShort(const List& list, const source::SourceManager& sources) {
  std::string out;
  for (const Diagnostic* one : list) {
    if (!one->span.isNone()) out += placeOf(one->span, sources) + ": ";
    out += fmt::format("{}: {} [{}]\n", severityName(one->kind->severity),
                       safeLine(shorten(one->message, kMaxMessage)), codeOf(*one->kind));
  }
  return out;
}

std::string render(const Sink& sink, const source::SourceManager& sources, const RenderOptions& options) {
  return render(inOrder(sink), sources, options);
}

std::string render(List list, const source::SourceManager& sources, const RenderOptions& options) {
  // A reader of JSON is a program, which wants every entry and nothing between them.
  if (options.style == Style::json) return renderJson(list, sources);
  const std::string rest = cutTo(options.max_errors, list);
  if (options.style == Style::short_) return renderShort(list, sources) + rest;
  std::string out = renderRich(list, sources, options.color);
  if (!out.empty() && !rest.empty()) out += '\n';
  return out + rest;
}

}  // namespace smcost::diagnostics
