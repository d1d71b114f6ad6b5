// Second half of the layout pass: lines -> items. A line that is indented deeper than its
// item goes on with it; inside `{ }`, and in the parameters of a workload or an option,
// each item has its own first line; inside other brackets line ends are blanks.

#include "lang/syntax/layout.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/syntax/lexemes.h"
#include "lang/syntax/parse.h"

namespace smcost::ast {

namespace kinds = diagnostics::kinds;

namespace {

constexpr uint32_t kNoIndent = UINT32_MAX;

struct Bracket {
  uint32_t offset = 0;
  // Where the item that is being read inside began; items end only where `splits` is set.
  uint32_t indent = kNoIndent;
  bool splits = false;
  bool is_unclosed = false;
};

class Lines {
 public:
  Lines(std::string_view original, source::FileId file, diagnostics::Sink& sink, Layout& layout)
      : original_(original), file_(file), sink_(sink), layout_(layout), text_(layout.text) {}

  void read() {
    while (at_ < text_.size() && errors_ < kMaxErrors) {
      readIndentation();
      readLine();
    }
    if (in_item_) endItem();
    if (at_ < text_.size()) reportTooMany(at_, file_, sink_, layout_);
  }

 private:
  source::Span span(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  const char* here() const { return text_.data() + at_; }
  const char* textEnd() const { return text_.data() + text_.size(); }
  uint32_t column() const { return static_cast<uint32_t>(at_ - line_start_); }

  // Was something wrong with the item already? One message for an item is enough.
  bool itemHasError() {
    auto& offsets = layout_.error_offsets;
    while (next_error_ < offsets.size() && offsets[next_error_] < item_.begin) ++next_error_;
    bool has_bad_character = next_error_ < offsets.size() && offsets[next_error_] <= at_;
    return item_.is_bad || has_bad_character;
  }

  void markBad() {
    item_.is_bad = true;
    ++errors_;
  }

  void reportUnclosed(uint32_t opener) {
    if (!itemHasError()) {
      sink_.report(span(opener, opener + 1), kinds::unclosed_bracket, original_.substr(opener, 1)).primary("opened here");
    }
    markBad();
  }

  void startItem(uint32_t indent) {
    item_ = {static_cast<uint32_t>(at_), 0, false};
    base_ = indent;
    in_item_ = true;
    has_parameters_ = lexemes::wordAt(here(), textEnd(), "workload") || lexemes::wordAt(here(), textEnd(), "option");
  }

  // A line that begins with `;` ends what was before and holds no item yet.
  void beginItem() {
    if (text_[at_] != ';') startItem(line_indent_);
  }

  void endItem() {
    if (!brackets_.empty()) reportUnclosed(brackets_.front().offset);
    item_.end = content_end_;
    at_ = std::max<size_t>(at_, item_.begin);
    item_.is_bad = itemHasErrorBefore(item_.end);
    layout_.has_errors |= item_.is_bad;
    layout_.items.push_back(item_);
    brackets_.clear();
    excess_ = 0;
    in_item_ = false;
  }

  bool itemHasErrorBefore(uint32_t end) {
    auto& offsets = layout_.error_offsets;
    while (next_error_ < offsets.size() && offsets[next_error_] < item_.begin) ++next_error_;
    return item_.is_bad || (next_error_ < offsets.size() && offsets[next_error_] < end);
  }

  // Does a line begin with something that only a new item begins with?
  bool startsNewItem() const {
    const char* p = here();
    if (lexemes::declarationStart(p, textEnd())) return true;
    const char* behind = lexemes::name(p, textEnd());
    if (!behind) return false;
    behind = lexemes::skipBlanks(behind, textEnd());
    return behind < textEnd() && *behind == '=' && (behind + 1 == textEnd() || behind[1] != '=');
  }

  void readIndentation() {
    line_start_ = at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    line_indent_ = column();
    if (at_ == text_.size() || text_[at_] == '\n') return;
    settleItem();
    size_t tab = original_.substr(line_start_, at_ - line_start_).find('\t');
    if (tab == std::string_view::npos) return;
    size_t offset = line_start_ + tab;
    sink_.report(span(offset, offset + 1), kinds::tab_indentation);
    markBad();
  }

  // Goes the line on with an item, or does it begin one?
  void settleItem() {
    if (!in_item_) return beginItem();
    if (brackets_.empty()) {
      if (line_indent_ > base_) return;
      endItem();
      return beginItem();
    }
    if (brackets_.front().is_unclosed && line_indent_ <= base_ && startsNewItem()) {
      endItem();
      return beginItem();
    }
    Bracket& inner = brackets_.back();
    if (!inner.splits || excess_ > 0 || isCloser(text_[at_])) return;
    if (inner.indent != kNoIndent && line_indent_ <= inner.indent) {
      text_[line_start_ - 1] = '\n';
      inner.indent = line_indent_;
    }
  }

  static bool isCloser(char c) { return c == ')' || c == ']' || c == '}' || c == kUnmatched; }

  void readLine() {
    for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      char c = text_[at_];
      if (c == ' ') continue;
      if (c == ';' && brackets_.empty()) {
        if (in_item_) endItem();
        text_[at_] = ' ';
        continue;
      }
      if (!in_item_) startItem(line_indent_);
      readContent(c);
      // The rest of a word says nothing more.
      if (lexemes::isWordChar(c)) at_ = static_cast<size_t>(lexemes::skipWordChars(here(), textEnd()) - text_.data()) - 1;
      content_end_ = static_cast<uint32_t>(at_ + 1);
    }
    // Blank until a later line turns out to begin an item.
    if (at_ < text_.size()) text_[at_++] = ' ';
  }

  void readContent(char c) {
    if (isCloser(c)) return close(c);
    if (!brackets_.empty() && brackets_.back().indent == kNoIndent) brackets_.back().indent = column();
    if (c == '"') {
      // The first half has closed every text; a search that misses must not go back to the begin.
      at_ = std::min(text_.find('"', at_ + 1), text_.size() - 1);
    } else if (c == '(' || c == '[' || c == '{' || c == kUnclosed) {
      open(c);
    }
  }

  void open(char c) {
    char opener = original_[at_];
    text_[at_] = opener;
    if (brackets_.size() == kMaxDepth) {
      if (!itemHasError()) sink_.report(span(at_, at_ + 1), kinds::nested_too_deep, kMaxDepth);
      markBad();
      ++excess_;
      return;
    }
    bool splits = opener == '{' || (opener == '(' && has_parameters_ && brackets_.empty());
    brackets_.push_back({static_cast<uint32_t>(at_), kNoIndent, splits, c == kUnclosed});
  }

  void close(char c) {
    if (c == kUnmatched) {
      text_[at_] = original_[at_];
      if (!itemHasError()) {
        sink_.report(span(at_, at_ + 1), kinds::unmatched_bracket, original_.substr(at_, 1))
            .fix(span(at_, at_ + 1), "", fmt::format("leave out `{}`", original_.substr(at_, 1)));
      }
      return markBad();
    }
    if (excess_ > 0) {
      --excess_;
      return;
    }
    while (!brackets_.empty() && brackets_.back().is_unclosed) {
      reportUnclosed(brackets_.back().offset);
      brackets_.pop_back();
    }
    if (!brackets_.empty()) {
      brackets_.pop_back();
    } else {
      // It closes a bracket of an item that was given up.
      text_[at_] = ' ';
    }
  }

  std::string_view original_;
  source::FileId file_;
  diagnostics::Sink& sink_;
  Layout& layout_;
  std::string& text_;
  std::vector<Bracket> brackets_;
  size_t at_ = 0;
  size_t line_start_ = 0;
  size_t next_error_ = 0;
  size_t errors_ = 0;
  size_t excess_ = 0;
  Item item_;
  uint32_t base_ = 0;         // indentation of the item's first line
  uint32_t line_indent_ = 0;
  uint32_t content_end_ = 0;  // behind the last character that is no blank
  bool in_item_ = false;
  bool has_parameters_ = false;
};

}  // namespace

Layout layOut(std::string_view text, source::FileId file, diagnostics::Sink& sink) {
  Layout layout;
  if (text.size() > kMaxFileBytes) {
    sink.report({file, 0, 0}, kinds::file_too_large, kMaxFileBytes);
    layout.has_errors = true;
    return layout;
  }
  if (readCharacters(text, file, sink, layout)) Lines(text, file, sink, layout).read();
  else reportTooMany(layout.error_offsets.back(), file, sink, layout);
  return layout;
}

void reportTooMany(size_t offset, source::FileId file, diagnostics::Sink& sink, Layout& layout) {
  auto at = static_cast<uint32_t>(offset);
  // At the file's begin, so that it is among those that are shown.
  sink.report({file, 0, 0}, kinds::too_many_errors, kMaxErrors)
      .label({file, at, at}, "read until here")
      .hint("mend what is listed first");
  layout.is_cut = true;
}

}  // namespace smcost::ast
