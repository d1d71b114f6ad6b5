#include "compiler/query/folding.h"

#include <algorithm>

namespace smcost::query {

using ast::NodeId;
using ast::NodeKind;

namespace {

class Reader {
 public:
  Reader(const ast::File& file, const source::SourceManager& sources) : file_(file), source_(sources.file(file.source)) {}

  std::vector<Fold> all() {
    blocks();
    comments();
    imports();
    std::sort(found_.begin(), found_.end(), [](const Fold& a, const Fold& b) {
      return a.begin_line != b.begin_line ? a.begin_line < b.begin_line : a.end_line > b.end_line;
    });
    // A block that begins on the line of its item is the same fold.
    found_.erase(std::unique(found_.begin(), found_.end(), [](const Fold& a, const Fold& b) { return a.begin_line == b.begin_line; }), found_.end());
    return std::move(found_);
  }

 private:
  uint32_t lineOf(uint32_t offset) const { return source_.lineColumn(offset).line; }

  void add(Fold::Kind kind, uint32_t begin, uint32_t end) {
    const uint32_t first = lineOf(begin), last = lineOf(end > begin ? end - 1 : end);
    if (first < last) found_.push_back({kind, first, last});
  }

  void blocks() {
    for (const NodeId item : file_.items) add(Fold::Kind::region, file_.node(item).begin, file_.node(item).end);
    for (const ast::Node& node : file_.nodes) {
      const bool is_block = node.kind == NodeKind::block || node.kind == NodeKind::body || node.kind == NodeKind::if_body ||
                            node.kind == NodeKind::tagged_items || node.kind == NodeKind::statement || node.kind == NodeKind::option ||
                            node.kind == NodeKind::brings_decl;
      if (is_block) add(Fold::Kind::region, node.begin, node.end);
    }
  }

  // On lines of their own, directly below each other.
  void comments() {
    for (size_t i = 0; i < file_.comments.size(); ++i) {
      if (!isAlone(i)) continue;
      size_t last = i;
      while (last + 1 < file_.comments.size() && isAlone(last + 1) && lineOf(file_.comments[last + 1].begin) == lineOf(file_.comments[last].begin) + 1) ++last;
      add(Fold::Kind::comment, file_.comments[i].begin, file_.comments[last].end);
      i = last;
    }
  }

  bool isAlone(size_t comment) const {
    const uint32_t begin = file_.comments[comment].begin;
    const std::string_view before = source_.text(source_.lineStart(begin), begin);
    return before.find_first_not_of(' ') == std::string_view::npos;
  }

  void imports() {
    const auto isImport = [&](size_t i) { return file_.kind(file_.items[i]) == NodeKind::use_decl || file_.kind(file_.items[i]) == NodeKind::include_decl; };
    for (size_t i = 0; i < file_.items.size(); ++i) {
      if (!isImport(i)) continue;
      size_t last = i;
      while (last + 1 < file_.items.size() && isImport(last + 1)) ++last;
      if (last > i) add(Fold::Kind::imports, file_.node(file_.items[i]).begin, file_.node(file_.items[last]).end);
      i = last;
    }
  }

  const ast::File& file_;
  const source::SourceFile& source_;
  std::vector<Fold> found_;
};

}  // namespace

std::vector<Fold> folds(const ast::File& file, const source::SourceManager& sources) { return Reader(file, sources).all(); }

}  // namespace smcost::query
