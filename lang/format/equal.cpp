// Two files that say the same. Trees are flat and in the same order, so they are compared
// node by node.

#include <algorithm>

#include "lang/format/format.h"

namespace smcost::format {

namespace {

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The text of a leaf or a piece without what the layout does not count: comments, line ends, and blanks
// but those between two words.
std::string essence(std::string_view text) {
  std::string result;
  bool has_gap = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#') i = std::min(text.find('\n', i), text.size() - 1);
    if (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r' || text[i] == '#') {
      has_gap = true;
      continue;
    }
    if (has_gap && !result.empty() && isWordChar(result.back()) && isWordChar(text[i])) result += ' ';
    has_gap = false;
    result += text[i];
  }
  return result;
}

class Comparison {
 public:
  Comparison(const ast::File& a, std::string_view text_a, const ast::File& b, std::string_view text_b)
      : a_(a), text_a_(text_a), b_(b), text_b_(text_b) {}

  bool run() const {
    if (a_.has_errors != b_.has_errors || a_.items != b_.items || a_.nodes.size() != b_.nodes.size()) return false;
    for (uint32_t i = 0; i < a_.nodes.size(); ++i) {
      if (!sameNode(i)) return false;
    }
    return comments(a_, text_a_) == comments(b_, text_b_);
  }

 private:
  bool sameNode(uint32_t i) const {
    const ast::Node& a = a_.nodes[i];
    const ast::Node& b = b_.nodes[i];
    if (a.kind != b.kind || a.flags != b.flags || a.first != b.first) return false;
    if (a.first != i && !ast::isPiece(a.kind)) return true;
    std::string_view text_a = text_a_.substr(a.begin, a.end - a.begin),
                     text_b = text_b_.substr(b.begin, b.end - b.begin);
    return text_a == text_b || (a.kind != ast::NodeKind::text && essence(text_a) == essence(text_b));
  }

  // In order of their texts: one may have come to stand behind another.
  static std::vector<std::string_view> comments(const ast::File& file, std::string_view text) {
    std::vector<std::string_view> result;
    for (const ast::Comment& comment : file.comments) {
      std::string_view own = text.substr(comment.begin, comment.end - comment.begin);
      result.push_back(own.substr(0, own.find_last_not_of(" \t\r") + 1));
    }
    std::sort(result.begin(), result.end());
    return result;
  }

  const ast::File& a_;
  std::string_view text_a_;
  const ast::File& b_;
  std::string_view text_b_;
};

}  // namespace

bool equal(const ast::File& a, std::string_view text_a, const ast::File& b, std::string_view text_b) {
  return Comparison(a, text_a, b, text_b).run();
}

}  // namespace smcost::format
