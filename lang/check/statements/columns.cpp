// Columns of a row in the order of the parameters. What stands in parentheses is worked out before it is known whose
// argument it is, so that its columns come first; where they should not, all are numbered anew.

#include <algorithm>
#include <set>

#include "lang/check/statements/statements.h"
#include "lang/check/values/substitution.h"

namespace smcost::check {

using program::Op;

namespace {

constexpr uint32_t kNoColumn = UINT32_MAX;

// The columns that an extent uses, each where it is used first.
class ColumnOrder {
 public:
  explicit ColumnOrder(const Row& row) : row_(row), is_taken_(row.cells.size()) {}

  void add(const Extent& extent) {
    if (!added_.insert(extent).second) return;
    uint32_t next = extent.first;
    for (uint32_t i = extent.first_reuse; i < extent.end_reuse; ++i) {
      const auto& [at, known] = row_.reuses[i];
      take(next, at);
      add(known);
      next = at;
    }
    take(next, extent.end);
  }

  const std::vector<uint32_t>& columns() const { return columns_; }
  bool isAsMade() const { return columns_.size() == is_taken_.size() && std::is_sorted(columns_.begin(), columns_.end()); }

 private:
  void take(uint32_t first, uint32_t end) {
    for (uint32_t column = first; column < end; ++column) {
      if (is_taken_[column]) continue;
      is_taken_[column] = true;
      columns_.push_back(column);
    }
  }

  const Row& row_;
  std::vector<bool> is_taken_;
  std::set<Extent> added_;
  std::vector<uint32_t> columns_;
};

// Values over columns with other numbers; what reads a column that is left out is none.
class Renumbering {
 public:
  Renumbering(Statements& cx, const Row& row, const std::vector<uint32_t>& columns)
      : cx_(cx), to_(row.cells.size(), kNoColumn),
        substitution_(cx, [this](ExprId id) { return columnOf(id); }, [this](ExprId id) { return siteOf(id); }) {
    for (uint32_t i = 0; i < columns.size(); ++i) to_[columns[i]] = i;
    for (const program::Site& site : row.divisions) sites_.try_emplace(site.node.value, &site);
  }
  Renumbering(const Renumbering&) = delete;
  Renumbering& operator=(const Renumbering&) = delete;

  ExprId of(ExprId root) { return substitution_.of(root); }

  void apply(Value& value) {
    std::visit([&](auto& content) { apply(content); }, value.content);
  }

  void apply(Locals& locals) {
    for (auto& [name, value] : locals) apply(value);
  }

 private:
  template <class T>
  void apply(T&) {}  // it is computed from no column
  void apply(Number& number) {
    for (ExprId* expr : {&number.expr, &number.rate, &number.inner}) *expr = of(*expr);
    for (Level& level : number.levels) level.count = of(level.count);
  }
  void apply(Boolean& boolean) { boolean.expr = of(boolean.expr); }
  void apply(Key& key) { key.open = of(key.open); }
  void apply(Text& text) { text.open = of(text.open); }
  void apply(Schedule& schedule) {
    for (ExprId* expr : {&schedule.running, &schedule.span_days}) *expr = of(*expr);
  }
  void apply(Range& range) {
    for (ExprId* expr : {&range.begin, &range.end, &range.share}) *expr = of(*expr);
  }
  // Two values of one `let` share what stands in them.
  void apply(Option& option) { apply(*(option.locals = std::make_shared<Locals>(*option.locals))); }
  void apply(List& list) {
    list.items = std::make_shared<std::vector<Value>>(*list.items);
    for (Value& item : *list.items) apply(item);
  }

  std::optional<ExprId> columnOf(ExprId id) {
    const program::Expr& node = cx_.pool()[id];
    if (node.op != Op::param) return std::nullopt;
    return to_[node.payload] == kNoColumn ? ExprId() : cx_.pool().param(to_[node.payload], node.dimension);
  }
  const program::Site* siteOf(ExprId id) const {
    const auto site = sites_.find(id.value);
    return site == sites_.end() ? nullptr : site->second;
  }

  Statements& cx_;
  std::vector<uint32_t> to_;
  std::unordered_map<uint32_t, const program::Site*> sites_;
  Substitution substitution_;
};

// The elements at `columns`.
template <class T>
void pick(std::vector<T>& all, const std::vector<uint32_t>& columns) {
  std::vector<T> picked;
  picked.reserve(columns.size());
  for (const uint32_t column : columns) picked.push_back(std::move(all[column]));
  all = std::move(picked);
}

void renumber(Statements& cx, const Env& env, const std::vector<uint32_t>& columns, Locals& locals) {
  Row& row = *env.row;
  Renumbering renumbering(cx, row, columns);
  renumbering.apply(locals);
  StatementTime& time = *env.time;
  for (ExprId* expr : {&time.running, &time.span_days, &time.period_days, &time.run_time}) *expr = renumbering.of(*expr);
  for (auto& [expr, placement] : row.placed) expr = renumbering.of(expr);
  std::erase_if(row.placed, [](const auto& placed) { return !placed.first; });
  for (Course& course : row.courses) {
    course.level = renumbering.of(course.level);
    for (Course::Slot& slot : course.slots) slot.level = renumbering.of(slot.level);
  }
  std::erase_if(row.courses, [](const Course& course) { return !course.level; });
  for (ExprId& amount : row.amounts) amount = renumbering.of(amount);
  std::erase_if(row.amounts, [](ExprId amount) { return !amount; });
  std::erase_if(row.varied, [&](const auto& one) { return std::find(columns.begin(), columns.end(), one.first) == columns.end(); });
  for (auto& [column, variable] : row.varied) {
    column = static_cast<uint32_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
  }
  pick(row.params, columns);
  pick(row.cells, columns);
  pick(row.literals, columns);
}

}  // namespace

// Whatever is wrong is said now. Of what counts by the schedule, which is not known yet, only the type holds: nothing of it
// stays in the row, and it is worked out when its turn comes.
Value valueAhead(Statements& cx, const Env& statement_env, ast::NodeId node, uint32_t& item) {
  Row& row = *statement_env.row;
  cx.divided = &row.divisions;
  Row before = row;
  Env env = statement_env;
  StatementTime time = *env.time;
  env.time = &time;
  Value value = infer(cx, env, node);
  if (row.by_schedule > before.by_schedule || row.day != before.day || time != *statement_env.time) {
    row = std::move(before);
  } else {
    item = static_cast<uint32_t>(row.items.size());
    row.items.push_back({value, row.since(before.extent())});
  }
  return value;
}

void numberColumns(Statements& cx, const Env& env, uint32_t kept, const Extent& arguments, Locals& locals) {
  Row& row = *env.row;
  if (row.items.empty()) return;
  ColumnOrder order(row);
  order.add({0, kept, 0, 0});
  order.add(arguments);
  if (!order.isAsMade()) renumber(cx, env, order.columns(), locals);
  // What else the row was asked for had the old numbers.
  row.lets.clear();
  row.calls.clear();
  row.items.clear();
  row.reuses.clear();
}

}  // namespace smcost::check
