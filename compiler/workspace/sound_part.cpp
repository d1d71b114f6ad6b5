#include "compiler/workspace/sound_part.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "lang/syntax/layout.h"

namespace smcost::workspace {

using session::Session;

namespace {

// What speaks of an item that is left out has an error then, and is left out as well.
constexpr int kMostRounds = 4;

// Blanks for each item in which an error stands. False: one stands nowhere in this text.
bool leaveOut(const Session& session, const ast::Layout& layout, std::string& text, std::vector<uint32_t>& left_out) {
  const source::FileId file = session.tree().source;
  for (const diagnostics::Diagnostic& one : session.sink().all()) {
    if (one.kind->severity != diagnostics::Severity::error) continue;
    if (one.span.isNone() || one.span.file != file) return false;
    auto item = std::upper_bound(layout.items.begin(), layout.items.end(), one.span.begin, [](uint32_t at, const ast::Item& each) { return at < each.begin; });
    if (item == layout.items.begin() || one.span.begin > (--item)->end) return false;
    if (std::find(left_out.begin(), left_out.end(), item->begin) != left_out.end()) continue;
    left_out.push_back(item->begin);
    for (uint32_t at = item->begin; at < item->end; ++at) {
      if (text[at] != '\n' && text[at] != '\r') text[at] = ' ';
    }
  }
  return true;
}

}  // namespace

SoundPart soundPart(const Session& whole, session::Options options) {
  if (whole.modules().empty()) return {};
  std::string text(whole.sources().file(whole.tree().source).text());
  diagnostics::Sink ignored;
  const ast::Layout layout = ast::layOut(text, {}, ignored);
  options.directory = std::filesystem::path(options.path).parent_path().string();
  SoundPart part;
  const Session* last = &whole;
  std::unique_ptr<Session> made;
  for (int round = 0; round < kMostRounds; ++round) {
    if (!leaveOut(*last, layout, text, part.left_out)) return {};
    options.text = text;
    made = std::make_unique<Session>(options);
    last = made.get();
    if (!made->check()) continue;
    if (made->evaluate()) part.session = std::move(made);
    std::sort(part.left_out.begin(), part.left_out.end());
    return part;
  }
  return {};
}

}  // namespace smcost::workspace
