#include "compiler/query/tokens.h"

#include <algorithm>
#include <array>
#include <optional>

namespace smcost::query {

using ast::NodeId;
using ast::NodeKind;
using source::Span;

std::string_view tokenClassName(TokenClass token) {
  static constexpr std::array<std::string_view, kTokenClasses> kNames = {"keyword", "comment", "string", "number", "operator", "variable", "parameter", "function",
                                                                         "type", "property", "enumMember", "namespace", "class", "macro", "label"};
  return kNames[static_cast<size_t>(token)];
}

std::string_view tokenModifierName(size_t bit) {
  static constexpr std::array<std::string_view, kTokenModifiers> kNames = {"declaration", "readonly", "defaultLibrary", "documentation"};
  return kNames[bit];
}

namespace {

TokenClass classOf(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::let:
    case SymbolKind::param:
    case SymbolKind::days:
    case SymbolKind::statement:
    case SymbolKind::question:
    case SymbolKind::scenario: return TokenClass::variable;
    case SymbolKind::fn: return TokenClass::function;
    case SymbolKind::workload:
    case SymbolKind::option: return TokenClass::class_;
    case SymbolKind::words:
    case SymbolKind::dimension:
    case SymbolKind::counted: return TokenClass::type;
    case SymbolKind::parameter: return TokenClass::parameter;
    case SymbolKind::label: return TokenClass::label;
    case SymbolKind::line:
    case SymbolKind::fact:
    case SymbolKind::tag:
    case SymbolKind::payment: return TokenClass::property;
    case SymbolKind::word:
    case SymbolKind::sku:
    case SymbolKind::region:
    case SymbolKind::edition: return TokenClass::enum_member;
    case SymbolKind::file:
    case SymbolKind::alias:
    case SymbolKind::module:
    case SymbolKind::source:
    case SymbolKind::price_list: return TokenClass::namespace_;
    case SymbolKind::meter:
    case SymbolKind::allowance:
    case SymbolKind::plan: return TokenClass::macro;
    case SymbolKind::unit: return TokenClass::keyword;
  }
  return TokenClass::variable;
}

// What nobody changes where it is used.
bool isReadonly(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::let:
    case SymbolKind::days:
    case SymbolKind::word:
    case SymbolKind::sku:
    case SymbolKind::region:
    case SymbolKind::fact:
    case SymbolKind::unit: return true;
    default: return false;
  }
}

std::optional<TokenClass> classOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::num:
    case NodeKind::number:
    case NodeKind::times:
    case NodeKind::date:
    case NodeKind::month:
    case NodeKind::clock_time: return TokenClass::number;
    case NodeKind::text: return TokenClass::string;
    case NodeKind::op_add:
    case NodeKind::op_sub:
    case NodeKind::op_mul:
    case NodeKind::op_div:
    case NodeKind::op_pow:
    case NodeKind::sign: return TokenClass::op;
    // `in` too.
    case NodeKind::cmp_op: return TokenClass::op;
    case NodeKind::op_each:
    case NodeKind::op_less:
    case NodeKind::op_plus:
    case NodeKind::each_mark:
    case NodeKind::default_none:
    case NodeKind::always:
    case NodeKind::weekdays:
    case NodeKind::weekday:
    case NodeKind::otherwise:
    case NodeKind::statistic:
    case NodeKind::wants:
    case NodeKind::unit:
    case NodeKind::unit_name: return TokenClass::keyword;
    case NodeKind::head: return TokenClass::class_;
    case NodeKind::label: return TokenClass::label;
    case NodeKind::type_name: return TokenClass::type;
    case NodeKind::alias:
    case NodeKind::zone: return TokenClass::namespace_;
    case NodeKind::edition_ref: return TokenClass::enum_member;
    case NodeKind::name:
    case NodeKind::path:
    case NodeKind::word: return TokenClass::variable;
    default: return std::nullopt;
  }
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isWordChar(char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; }

class Reader {
 public:
  Reader(const ast::File& file, const source::SourceManager& sources, const Names* names) : file_(file), text_(sources.file(file.source).text()), names_(names) {}

  std::vector<Token> all() {
    for (const ast::Comment& comment : file_.comments) add(comment.begin, comment.end, TokenClass::comment, comment.is_doc ? kDocumentation : uint8_t{0});
    if (names_) occurrences();
    // Sorted by where they begin, so that leaves fill what names leave open.
    std::sort(found_.begin(), found_.end(), [](const Token& a, const Token& b) { return a.at < b.at; });
    fill([this](uint32_t begin, uint32_t end) { leaves(begin, end); });
    fill([this](uint32_t begin, uint32_t end) { words(begin, end); });
    return std::move(found_);
  }

 private:
  void add(uint32_t begin, uint32_t end, TokenClass kind, uint8_t modifiers = 0) {
    if (begin < end) made_.push_back({{file_.source, begin, end}, kind, modifiers});
    if (!is_filling_) take();
  }

  void take() {
    found_.insert(found_.end(), made_.begin(), made_.end());
    made_.clear();
  }

  void occurrences() {
    for (const Occurrence& one : names_->ofFile(file_.source)) {
      const Symbol& symbol = names_->symbol(one.symbol);
      uint8_t modifiers = one.is_declaration ? kDeclaration : uint8_t{0};
      if (isReadonly(symbol.kind)) modifiers |= kReadonly;
      if (symbol.is_library) modifiers |= kLibrary;
      const bool is_text = text_[one.at.begin] == '"';
      add(one.at.begin, one.at.end, is_text ? TokenClass::string : classOf(symbol.kind), modifiers);
    }
  }

  // Calls back for what no token covers, and takes what comes of it.
  template <class Look>
  void fill(Look look) {
    is_filling_ = true;
    uint32_t begin = 0;
    for (const Token& token : found_) {
      if (begin < token.at.begin) look(begin, token.at.begin);
      begin = std::max(begin, token.at.end);
    }
    if (begin < text_.size()) look(begin, static_cast<uint32_t>(text_.size()));
    is_filling_ = false;
    take();
    std::sort(found_.begin(), found_.end(), [](const Token& a, const Token& b) { return a.at < b.at; });
  }

  // Nodes in a gap, or the part of one that is: of a dotted name another part may be known. Leaves begin in order of the text.
  void leaves(uint32_t begin, uint32_t end) {
    if (leaves_.empty()) collectLeaves();
    auto at = std::lower_bound(leaves_.begin(), leaves_.end(), begin, [&](uint32_t leaf, uint32_t offset) { return file_.nodes[leaf].begin < offset; });
    if (at != leaves_.begin() && file_.nodes[at[-1]].end > begin) --at;
    uint32_t covered = begin;
    for (; at != leaves_.end() && file_.nodes[*at].begin < end; ++at) {
      const ast::Node& node = file_.nodes[*at];
      if (node.end <= covered) continue;
      addLeaf(std::max(node.begin, covered), std::min(node.end, end), *classOf(node.kind));
      covered = node.end;
    }
  }

  void addLeaf(uint32_t begin, uint32_t end, TokenClass kind) {
    while (begin < end && text_[begin] == '.') ++begin;
    while (begin < end && text_[end - 1] == '.') --end;
    add(begin, end, kind);
  }

  void collectLeaves() {
    for (uint32_t i = 0; i < file_.nodes.size(); ++i) {
      const ast::Node& node = file_.nodes[i];
      const bool is_leaf = node.first == i || node.kind == NodeKind::clock_time;
      if (is_leaf && classOf(node.kind)) leaves_.push_back(i);
    }
    // An outer one first; what lies in it is skipped.
    std::stable_sort(leaves_.begin(), leaves_.end(), [&](uint32_t a, uint32_t b) {
      const ast::Node &one = file_.nodes[a], &other = file_.nodes[b];
      return one.begin != other.begin ? one.begin < other.begin : one.end > other.end;
    });
  }

  // What is left between nodes: the words of the grammar.
  void words(uint32_t begin, uint32_t end) {
    for (uint32_t at = begin; at < end;) {
      if (!isLetter(text_[at])) {
        // A word does not begin inside of what looks like one.
        while (at < end && !isLetter(text_[at])) ++at;
        continue;
      }
      uint32_t behind = at;
      while (behind < end && isWordChar(text_[behind])) ++behind;
      add(at, behind, TokenClass::keyword);
      at = behind;
    }
  }

  const ast::File& file_;
  std::string_view text_;
  const Names* names_;
  std::vector<Token> found_, made_;
  std::vector<uint32_t> leaves_;  // by where they begin
  bool is_filling_ = false;
};

}  // namespace

std::vector<Token> tokens(const ast::File& file, const source::SourceManager& sources, const Names* names) { return Reader(file, sources, names).all(); }

}  // namespace smcost::query
