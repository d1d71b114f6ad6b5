#include "lang/check/asks/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "lang/check/asks/asks.h"
#include "lang/check/expressions/facts.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::FactColumn;
using program::SkuQuery;

namespace {

constexpr std::string_view kPrice = "price";

// A meter whose prices are by SKU.
bool isBySku(const Asks& cx, const MeterInfo& meter) {
  return meter.key.kind == Kind::key && !cx.program.meters[meter.id.value].plan;
}

class Reader final : public QueryPrices {
 public:
  Reader(Asks& cx, const Scope& scope, NodeId node) : cx_(cx), file_(scope.module->tree), parts_(file_, node) {
    query_.span = file_.span(node);
    env_.scope = &scope;
    env_.locals = &locals_;
    env_.prices = this;
  }

  // None with its error reported.
  std::optional<SkuQuery> run() {
    for (NodeId part : parts_) readNames(part);
    if (says_price_ && !addOwnPrice()) return std::nullopt;
    in_condition_ = true;
    Value condition = truth(cx_, env_, infer(cx_, env_, parts_[0]));
    in_condition_ = false;
    Value order;
    if (parts_.size() > 1) {
      order = inferNumber(cx_, env_, parts_[1]);
      if (order.isError()) return std::nullopt;
      query_.order_dimension = order.number().dimension;
      describeOrder(parts_[1]);
    }
    if (condition.isError()) return std::nullopt;
    readConjuncts();
    query_.condition = tableOf("condition", condition.as<Boolean>().expr);
    if (parts_.size() > 1) query_.order = tableOf("order", order.number().expr);
    addRows();
    return std::move(query_);
  }

  Value of(const Env& env, NodeId name) override {
    const Decl* decl = findMeter(cx_, env, name);
    if (!decl) return {};
    const MeterInfo& meter = cx_.meters[decl->index];
    const Span at = file_.span(name);
    if (!isBySku(cx_, meter)) {
      cx_.sink->report(at, kinds::wrong_type, "a meter whose prices are by SKU", fmt::format("`{}`", meter.name));
      return {};
    }
    for (SkuQuery::PriceColumn& price : query_.prices) {
      if (price.meter != meter.id) continue;
      price.in_condition = price.in_condition || in_condition_;
      return columnValue(price.column, meter.dimension, at);
    }
    query_.prices.push_back({addColumn(fmt::format("price({})", meter.name), pricePer(meter.dimension)), meter.id, in_condition_});
    return columnValue(query_.prices.back().column, meter.dimension, at);
  }

 private:
  struct Conjunct {
    program::Shape shape;
    std::vector<uint32_t> facts;
  };

  // The facts that an expression names, and whether it says `price` of no meter.
  void readNames(NodeId part) {
    const bool is_condition = part == parts_[0];
    for (uint32_t i = file_.node(part).first; i <= part.value; ++i) {
      if (file_.nodes[i].kind != NodeKind::path || isInPriceCall(part, i)) continue;
      std::string_view name = cx_.text(file_, {i});
      if (name == kPrice) {
        says_price_ = true;
        own_in_condition_ = own_in_condition_ || is_condition;
      } else if (auto fact = cx_.program.facts.find(name)) {
        addFact(static_cast<uint32_t>(*fact), is_condition);
      }
    }
  }

  // `price(training)`: neither of its names is a fact's or a price of its own.
  bool isInPriceCall(NodeId part, uint32_t path) const {
    for (uint32_t i = path + 1; i <= part.value; ++i) {
      const ast::Node& node = file_.nodes[i];
      if (node.kind == NodeKind::call && node.first <= path && cx_.text(file_, {node.first}) == kPrice) return true;
    }
    return false;
  }

  // The parts of `a and b`, those that ask for prices aside.
  void readConjuncts() {
    if (file_.kind(parts_[0]) != NodeKind::and_) return;
    for (NodeId part : Children(file_, parts_[0])) {
      Conjunct conjunct;
      bool asks_price = false;
      for (uint32_t i = file_.node(part).first; i <= part.value; ++i) {
        if (file_.nodes[i].kind != NodeKind::path) continue;
        asks_price = asks_price || cx_.text(file_, {i}) == kPrice;
        if (auto fact = cx_.program.facts.find(cx_.text(file_, {i}))) conjunct.facts.push_back(static_cast<uint32_t>(*fact));
      }
      if (asks_price) continue;
      conjunct.shape.outputs = {truth(cx_, env_, infer(cx_, env_, part)).as<Boolean>().expr};
      conjuncts_.push_back(std::move(conjunct));
    }
  }

  void describeOrder(NodeId order) {
    query_.order_text = std::string(cx_.text(file_, order));
    if (file_.kind(order) != NodeKind::convert) return;
    const Children sides(file_, order);
    query_.order_text = std::string(cx_.text(file_, sides[0]));
    query_.order_unit = std::string(cx_.text(file_, sides[1]));
    query_.order_unit_scale = unitOf(cx_, file_, sides[1])->scale;
  }

  void addFact(uint32_t fact, bool in_condition) {
    auto known = std::find(query_.facts.begin(), query_.facts.end(), fact);
    if (in_condition && std::find(wanted_.begin(), wanted_.end(), fact) == wanted_.end()) wanted_.push_back(fact);
    if (known != query_.facts.end()) return;
    query_.facts.push_back(fact);
    const FactColumn& column = cx_.program.facts.columns[fact];
    const ExprId expr = cx_.pool().param(addColumn(column.name, column.dimension), column.dimension);
    locals_.emplace_back(cx_.program.facts.columns[fact].name, factValue(column, expr));
    columns_of_facts_.push_back(static_cast<uint32_t>(params_.size() - 1));
  }

  // `price` is that of the row's own meter: all of them measure the same, or it has no type.
  bool addOwnPrice() {
    const MeterInfo* first = nullptr;
    for (const MeterInfo& meter : cx_.meters) {
      if (!isBySku(cx_, meter)) continue;
      own_meters_.push_back(meter.id);
      if (!first) first = &meter;
      if (meter.dimension == first->dimension) continue;
      cx_.sink->report(query_.span, kinds::wrong_type, "meters that measure the same behind `price`",
                       fmt::format("`{}` and `{}`", first->name, meter.name))
          .hint(fmt::format("say of which meter, `price({})`", first->name));
      return false;
    }
    if (!first) {
      cx_.sink->report(query_.span, kinds::unknown_name, kPrice).hint("no meter has prices by SKU");
      return false;
    }
    const uint32_t column = addColumn(std::string(kPrice), pricePer(first->dimension));
    query_.prices.push_back({column, {}, own_in_condition_});
    locals_.emplace_back(kPrice, columnValue(column, first->dimension, {}));
    return true;
  }

  uint32_t addColumn(std::string name, DimensionId dimension) {
    params_.push_back({std::move(name), dimension});
    return static_cast<uint32_t>(params_.size() - 1);
  }

  DimensionId pricePer(DimensionId measured) { return cx_.dimensions().divide(cx_.money(), measured); }
  Value columnValue(uint32_t column, DimensionId measured, Span at) {
    const DimensionId price = pricePer(measured);
    return {Number{price, cx_.pool().param(column, price)}, at};
  }

  program::Table tableOf(const char* name, ExprId output) {
    program::Shape shape;
    shape.name = fmt::format("query: {}", name);
    shape.params = params_;
    shape.outputs = {output};
    shape.output_names = {name};
    collectSites(cx_, shape);
    program::Table table;
    table.shape = {static_cast<uint32_t>(cx_.program.shapes.size())};
    table.columns.resize(params_.size());
    cx_.program.shapes.push_back(std::move(shape));
    return table;
  }

  void addRows() {
    readUnreadFacts(cx_);
    for (const program::KeyId sku : cx_.program.facts.skus) {
      if (isRuledOut(sku)) continue;
      auto unknown = std::find_if(wanted_.begin(), wanted_.end(),
                                  [&](uint32_t fact) { return !cx_.program.facts.value(sku, fact); });
      if (unknown != wanted_.end()) {
        leaveOut(*unknown);
        continue;
      }
      if (own_meters_.empty()) addRow(sku, {});
      for (const program::MeterId meter : own_meters_) addRow(sku, meter);
    }
  }

  // Some part of the condition is known, and false: then nothing else matters.
  bool isRuledOut(program::KeyId sku) {
    std::vector<base::Rational> cells(params_.size());
    for (size_t i = 0; i < query_.facts.size(); ++i) {
      if (const base::Rational* known = cx_.program.facts.value(sku, query_.facts[i])) cells[columns_of_facts_[i]] = *known;
    }
    return std::any_of(conjuncts_.begin(), conjuncts_.end(), [&](const Conjunct& conjunct) {
      for (const uint32_t fact : conjunct.facts) {
        if (!cx_.program.facts.value(sku, fact)) return false;
      }
      program::Evaluator evaluator(cx_.pool(), conjunct.shape);
      return evaluator.run(cells) == 0 && evaluator.output(0) == 0;
    });
  }

  void leaveOut(uint32_t fact) {
    for (SkuQuery::LeftOut& known : query_.left_out) {
      if (known.fact != fact) continue;
      ++known.skus;
      return;
    }
    query_.left_out.push_back({fact, 1});
  }

  void addRow(program::KeyId sku, program::MeterId meter) {
    SkuQuery::Row row{sku, meter, std::nullopt};
    std::vector<program::Cell> cells(params_.size(), cx_.program.cells.cell(0));
    for (size_t i = 0; i < query_.facts.size(); ++i) {
      const base::Rational* known = cx_.program.facts.value(sku, query_.facts[i]);
      if (known) cells[columns_of_facts_[i]] = cx_.program.cells.cell(*known);
      else if (!row.unknown_fact) row.unknown_fact = query_.facts[i];
    }
    query_.rows.push_back(row);
    append(query_.condition, cells);
    if (query_.order) append(*query_.order, cells);
  }

  static void append(program::Table& table, const std::vector<program::Cell>& cells) {
    for (size_t i = 0; i < cells.size(); ++i) table.columns[i].push_back(cells[i]);
    ++table.rows;
  }

  Asks& cx_;
  const ast::File& file_;
  const Children parts_;
  Env env_;
  Locals locals_;
  SkuQuery query_;
  std::vector<program::ShapeParam> params_;
  std::vector<uint32_t> columns_of_facts_;       // as query_.facts
  std::vector<uint32_t> wanted_;                 // facts that the condition asks for
  std::vector<Conjunct> conjuncts_;
  std::vector<program::MeterId> own_meters_;     // of which `price` may be
  bool says_price_ = false;
  bool own_in_condition_ = false;
  bool in_condition_ = false;
};

}  // namespace

std::optional<SkuQuery> readQuery(Asks& cx, const Scope& scope, NodeId node) { return Reader(cx, scope, node).run(); }

void addQuery(Asks& cx, const Scope& scope, NodeId node) {
  if (auto query = readQuery(cx, scope, node)) cx.program.queries.push_back(std::move(*query));
}

}  // namespace smcost::check
