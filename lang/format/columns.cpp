#include "lang/format/columns.h"

#include <algorithm>

namespace smcost::format {

namespace {

using ast::NodeKind;

// A wider cell stands out of its column and moves no other: the result stays linear in the text.
constexpr size_t kMaxCell = 40;

enum class Side : uint8_t { left, right, point };

// Where a cell begins. The one before the first stop begins with the item.
struct Stop {
  size_t piece = 0;
  Side side = Side::left;
};

struct Row {
  ItemRange item;
  Columns columns = Columns::none;
  NodeKind kind = NodeKind::name;
  std::vector<Stop> stops;
};

bool isNumeric(NodeKind kind) {
  return kind == NodeKind::number || kind == NodeKind::quantity || kind == NodeKind::compound ||
         kind == NodeKind::times || kind == NodeKind::percent || kind == NodeKind::negate ||
         kind == NodeKind::default_none;
}

class Aligner {
 public:
  Aligner(Pieces& pieces, const std::vector<size_t>& widths) : pieces_(pieces), all_(pieces.all), widths_(widths) {}

  void align(const std::vector<ItemRange>& items) {
    std::vector<Row> run;
    for (const ItemRange& item : items) {
      Row row = rowOf(item);
      const Piece& first = all_[item.begin];
      bool goes_on = !run.empty() && run.back().columns == row.columns && run.back().kind == row.kind &&
                     (isTable(row.columns) || !(first.has_blank_line || first.hasRemarks()));
      if (!goes_on) finish(run);
      if (!row.stops.empty()) run.push_back(std::move(row));
      else if (!isTable(row.columns)) finish(run);
    }
    finish(run);
  }

  Row rowOf(const ItemRange& item) const {
    Row row{item, Columns::none, NodeKind::name, {}};
    uint32_t node = all_[item.begin].node;
    if (node == kNone) return row;
    row.kind = pieces_.file.nodes[node].kind;
    row.columns = styleOf(row.kind).columns;
    if (row.columns != Columns::none && !hasBlock(item)) findStops(row, {node});
    return row;
  }

 private:
  bool hasBlock(const ItemRange& item) const {
    for (size_t i = item.begin; i < item.end; ++i) {
      if (!all_[i].isOpener()) continue;
      if (all_[i].members != Members::values) return true;
      i = all_[i].partner;
    }
    return false;
  }

  void findStops(Row& row, ast::NodeId node) const {
    switch (row.columns) {
      case Columns::none: return;
      case Columns::name:
        if (all_[row.item.begin + 1].is("=")) row.stops = {{row.item.begin + 1, Side::left}};
        return;
      case Columns::sign: return findSign(row);
      case Columns::value: return findValue(row, node);
      case Columns::price: return findPrice(row, node);
      case Columns::agreed: return findAgreed(row, node);
      case Columns::cells: {
        ast::Children children(pieces_.file, node);
        for (size_t i = 1; i < children.size(); ++i) {
          bool numeric = isNumeric(pieces_.file.kind(children[i]));
          row.stops.push_back({pieces_.atNode(children[i]), numeric ? Side::right : Side::left});
        }
        return;
      }
      case Columns::words:
        row.stops = {{row.item.begin + 1, Side::right}};
        return;
    }
  }

  void findSign(Row& row) const {
    for (size_t i = row.item.begin; i < row.item.end; ++i) {
      if (all_[i].isOpener()) i = all_[i].partner;
      if (!all_[i].is("=") && !all_[i].is(":")) continue;
      row.stops = {{i, Side::left}};
      return;
    }
  }

  // `retrieved "…"`; an item of a block only if it is a word with its value.
  void findValue(Row& row, ast::NodeId node) const {
    ast::Children children(pieces_.file, node);
    if (children.size() < 2) return;
    const ast::Node& value = pieces_.file.node(children[1]);
    bool is_entry = row.kind == NodeKind::entry;
    if (is_entry && (pieces_.file.kind(children[0]) != NodeKind::word || value.kind == NodeKind::option ||
                     (value.flags & ast::kAfterComma))) {
      return;
    }
    const size_t stop = pieces_.atNode(children[1]);
    // `only in 2025-11` is one thing, not a word and its value.
    if (all_[stop].text == "in") return;
    row.stops = {{stop, Side::left}};
  }

  void findPrice(Row& row, ast::NodeId node) const {
    const ast::File& file = pieces_.file;
    ast::Children children(file, node);
    size_t at = file.kind(children[0]) == NodeKind::rate_key ? 1 : 0;
    NodeKind kind = file.kind(children[at]);
    if (kind == NodeKind::tier) return;
    size_t price = pieces_.atNode(children[at]);
    bool is_plain = kind == NodeKind::quantity && all_[price + 1].lead == Lead::blank;
    if (at == 1 || is_plain) row.stops.push_back({price, is_plain ? Side::point : Side::left});
    if (!is_plain) return;
    row.stops.push_back({price + 1, Side::left});
    if (at + 1 < children.size()) row.stops.push_back({pieces_.atNode(children[at + 1]), Side::left});
  }

  // `training(box) region here`, and what it costs.
  void findAgreed(Row& row, ast::NodeId node) const {
    for (const ast::NodeId child : ast::Children(pieces_.file, node)) {
      const NodeKind kind = pieces_.file.kind(child);
      if (kind == NodeKind::cover || kind == NodeKind::region_clause || kind == NodeKind::plan_ref) continue;
      if (kind != NodeKind::tier) row.stops = {{pieces_.atNode(child), Side::left}};
      return;
    }
  }

  // The cell behind stop `k`; `k` = 0 is the one before the first stop.
  size_t cellBegin(const Row& row, size_t k) const { return k == 0 ? row.item.begin : row.stops[k - 1].piece; }
  size_t cellEnd(const Row& row, size_t k) const { return k == row.stops.size() ? row.item.end : row.stops[k].piece; }
  size_t cellWidth(const Row& row, size_t k) const {
    size_t begin = cellBegin(row, k);
    if (begin == cellEnd(row, k)) return 0;
    return widths_[cellEnd(row, k)] - widths_[begin] - widthOf(all_[begin].lead);
  }

  static size_t pointOf(std::string_view number) {
    size_t digits = number.find_first_not_of("0123456789_");
    return digits == std::string_view::npos ? number.size() : digits;
  }

  void finish(std::vector<Row>& run) {
    size_t columns = 0;
    for (const Row& row : run) columns = std::max(columns, row.stops.size() + 1);
    if (run.size() > 1) {
      for (size_t k = 0; k < columns; ++k) alignCells(run, k);
    }
    run.clear();
  }

  // Plain prices stand at their points, whatever else is in the column; elsewhere one text
  // makes a column of texts.
  static Side sideOf(const std::vector<Row>& run, size_t k) {
    if (k == 0) return Side::left;
    bool has_left = false, has_right = false;
    for (const Row& row : run) {
      if (k > row.stops.size()) continue;
      if (row.stops[k - 1].side == Side::point) return Side::point;
      has_left |= row.stops[k - 1].side == Side::left;
      has_right |= row.stops[k - 1].side == Side::right;
    }
    return has_right && !has_left ? Side::right : Side::left;
  }

  void alignCells(const std::vector<Row>& run, size_t k) {
    Side side = sideOf(run, k);
    size_t widest = 0, widest_whole = 0, widest_rest = 0;
    for (const Row& row : run) {
      if (!takesPart(row, k, side)) continue;
      size_t width = cellWidth(row, k), whole = pointOf(all_[cellBegin(row, k)].text);
      widest = std::max(widest, width);
      widest_whole = std::max(widest_whole, whole);
      widest_rest = std::max(widest_rest, width - std::min(whole, width));
    }
    for (const Row& row : run) {
      if (!takesPart(row, k, side)) continue;
      size_t width = cellWidth(row, k), whole = pointOf(all_[cellBegin(row, k)].text);
      if (side == Side::point) {
        pad(cellBegin(row, k), widest_whole - whole);
        if (k < row.stops.size()) pad(cellEnd(row, k), widest_rest - (width - std::min(whole, width)));
      } else {
        pad(side == Side::left ? cellEnd(row, k) : cellBegin(row, k), widest - width);
      }
    }
  }

  // The last cell has nothing behind it that must line up.
  bool takesPart(const Row& row, size_t k, Side side) const {
    bool has_cell = k < row.stops.size() || (k == row.stops.size() && side != Side::left);
    bool has_side = side != Side::point || row.stops[k - 1].side == side;
    return has_cell && has_side && cellWidth(row, k) <= kMaxCell;
  }

  void pad(size_t piece, size_t blanks) { all_[piece].pad += static_cast<uint32_t>(blanks); }

  Pieces& pieces_;
  std::vector<Piece>& all_;
  const std::vector<size_t>& widths_;
};

}  // namespace

void align(Pieces& pieces, const std::vector<size_t>& widths, const std::vector<ItemRange>& items) {
  Aligner(pieces, widths).align(items);
}

bool isRow(const Pieces& pieces, const ItemRange& item) {
  uint32_t node = pieces.all[item.begin].node;
  return node != kNone && styleOf(pieces.file.nodes[node].kind).columns == Columns::cells;
}

}  // namespace smcost::format
