// The literals of one statement or check, as the cells of a row.
#pragma once

#include <algorithm>
#include <compare>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lang/check/names/scopes.h"
#include "lang/check/values/value.h"

namespace smcost::check {

// Which columns a value uses: those made while it was worked out, and between them those of values that were known by then.
struct Extent {
  uint32_t first = 0, end = 0;              // columns
  uint32_t first_reuse = 0, end_reuse = 0;  // in Row::reuses

  auto operator<=>(const Extent&) const = default;
};

// A value that a row is asked for more than once and works out once.
struct Known {
  Value value;
  Extent extent;
  bool by_schedule = false;  // it was counted by one
};

// A level that is another one at other times: a column that stands for it wherever it is used, and what it is when.
struct Course {
  struct Slot {
    std::vector<program::PlacedRange> ranges;  // when, in order; none where a part of the time is said
    base::Rational part{1};                    // of the time that these are, or of all
    ExprId level;
  };

  // Of parts it is not known when on the day they are; those of each hour lie evenly over it.
  enum class Says : uint8_t { times, parts_of_hours, parts_of_days } says = Says::times;
  ExprId level;              // the column; what it holds is of no meaning
  std::vector<Slot> slots;   // of each second, or of all parts, there is one
  bool gradual = false;      // it grows: what its slots come to is one line
  Span span;

  bool saysParts() const { return says != Says::times; }
};

struct Row {
  std::vector<program::ShapeParam> params;
  std::vector<program::Cell> cells;
  std::vector<ast::NodeId> literals;                             // per cell: the number it was read from, or none
  bool repeatable = true;      // its form depends on no literal's value: see patterns.cpp
  std::vector<std::pair<ast::NodeId, int64_t>> limits;           // but that these numbers are no greater, as digits
  std::vector<std::pair<uint32_t, program::BillRef>> bill_refs;  // column -> figure of the bill
  std::vector<std::pair<uint32_t, uint32_t>> varied;             // columns that hold variables, and which
  std::unordered_map<const Decl*, Known> lets;                   // values already brought in
  std::unordered_map<std::string, Known> calls;                  // calls already expanded
  std::vector<Known> items;                                      // of the phrase, worked out to find their parameters
  std::vector<std::pair<uint32_t, Extent>> reuses;               // before which column a known value was asked for again
  std::vector<std::pair<Span, ExprId>>* parts = nullptr;         // of a check, for its message
  std::vector<std::pair<ExprId, program::PlacementId>> placed;   // times of which it is known when they run
  std::vector<Course> courses;
  ExprId condition;                                              // of figures, under which a part of a statement counts
  program::PlacementId day;                                      // on which all of it lies, at no known time
  program::Tags tags;                                            // of its statement's own
  base::NameId region;                                           // that the statement or its file names; none: the bill's
  std::vector<program::Site> divisions;                          // of its values, while its columns may be numbered anew
  std::vector<ExprId> amounts;                                   // times computed from them that are only amounts
  // The nodes of its statement. A number that stands anywhere else is none of it: in a default, a `let`, another file,
  // whose nodes have the same numbers.
  const ast::File* tree = nullptr;
  uint32_t first = 0, end = 0;
  uint32_t by_schedule = 0;    // how many values were counted by a schedule; an option may have another one

#ifdef SMCOST_VERIFY
  std::unordered_set<uint32_t> inferred;  // nodes of its statement: each is worked out once
#endif

  bool isOwn(const ast::File& file, ast::NodeId node) const { return &file == tree && node.value >= first && node.value < end; }
  // Is the node one of its columns? What stands for an open SKU, in the proof of a body, is none.
  bool has(const program::Expr& node) const { return node.op == program::Op::param && node.payload < cells.size(); }
  bool isVaried(uint32_t column) const {
    return std::any_of(varied.begin(), varied.end(), [&](const auto& one) { return one.first == column; });
  }
  // The column of a new cell.
  uint32_t add(program::Cell cell, std::string name, DimensionId dimension, ast::NodeId literal = {}) {
    params.push_back({std::move(name), dimension});
    cells.push_back(cell);
    literals.push_back(literal);
    return static_cast<uint32_t>(cells.size() - 1);
  }
  // From here on.
  Extent extent() const {
    const auto column = static_cast<uint32_t>(cells.size()), reuse = static_cast<uint32_t>(reuses.size());
    return {column, column, reuse, reuse};
  }
  // What was made since `begin`.
  Extent since(const Extent& begin) const { return {begin.first, extent().end, begin.first_reuse, extent().end_reuse}; }
  const Value& reuse(const Known& known) {
    reuses.emplace_back(extent().end, known.extent);
    by_schedule += known.by_schedule;
    return known.value;
  }
};

}  // namespace smcost::check
