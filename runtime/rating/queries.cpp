#include "runtime/rating/queries.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lang/base/check.h"
#include "runtime/bill/bill.h"
#include "runtime/catalog/catalog.h"

namespace smcost::runtime {

namespace {

using program::SkuQuery;

std::string skus(size_t count) { return std::to_string(count) + (count == 1 ? " SKU" : " SKUs"); }

class Answerer {
 public:
  Answerer(const program::Program& program, const SkuQuery& query, Engine& engine, diagnostics::Sink& sink)
      : program_(program), query_(query), condition_(query.condition), order_(query.order), engine_(engine), sink_(sink), catalog_(program) {}

  std::optional<QueryAnswer> run() {
    const size_t errors = sink_.errorCount();
    for (const SkuQuery::LeftOut& left : query_.left_out) {
      answer_.left_out.push_back(skus(left.skus) + " whose `" + program_.facts.columns[left.fact].name + "` is not known");
    }
    findPrices();
    selectRows();
    if (sink_.errorCount() > errors) return std::nullopt;
    if (order_) orderRows();
    for (const auto& [why, keys] : left_out_) answer_.left_out.push_back(skus(keys.size()) + " " + why);
    return std::move(answer_);
  }

 private:
  program::MeterId meterOf(const SkuQuery::PriceColumn& price, uint32_t row) const {
    return price.meter ? price.meter : query_.rows[row].meter;
  }
  RateId rateOf(const SkuQuery::PriceColumn& price, uint32_t row) {
    return catalog_.find(meterOf(price, row), query_.rows[row].sku, program_.region);
  }

  // What is asked of prices, into the columns of both tables.
  void findPrices() {
    for (const SkuQuery::PriceColumn& price : query_.prices) {
      for (uint32_t row = 0; row < query_.rows.size(); ++row) {
        const Rate& rate = catalog_[rateOf(price, row)];
        if (rate.outcome != Rate::Outcome::priced) continue;
        const program::Cell cell = program_.rates[rate.rows.front().value].price;
        condition_.columns[price.column][row] = cell;
        if (order_) order_->columns[price.column][row] = cell;
      }
    }
  }

  // Why a rate gives no price; empty when it does.
  std::string whyUnpriced(const Rate& rate) const {
    switch (rate.outcome) {
      case Rate::Outcome::priced:
        if (rate.currency == program_.currency) return {};
        return "priced in " + std::string(program_.names.text(rate.currency));
      case Rate::Outcome::free: return {};
      case Rate::Outcome::quote: return "no public price: " + rate.reason;
      case Rate::Outcome::currencies: return "its rows are in two currencies";
      case Rate::Outcome::changing: return "its price changes within " + program_.period.name;
      default: return kNoPrice;
    }
  }

  // A price that a bill would refuse, although there are rows.
  static bool isAtFault(const Rate& rate) {
    return rate.outcome == Rate::Outcome::ambiguous || rate.outcome == Rate::Outcome::outdated ||
           (rate.outcome == Rate::Outcome::missing && !rate.rows.empty());
  }

  void selectRows() {
    if (query_.rows.empty()) return;
    const TableResult result = evaluate(condition_);
    const program::Shape& shape = program_.shape(query_.condition.shape);
    findOwnPrices();
    for (uint32_t row = 0; row < query_.rows.size(); ++row) {
      const program::KeyId sku = query_.rows[row].sku;
      if (!stands(row)) continue;
      if (const std::string why = whyUnasked(row); !why.empty()) {
        left_out_[why].insert(sku);
        continue;
      }
      if (!result.failures.empty() && result.failures[row] != 0) {
        left_out_["for which " + shape.sites[result.failures[row] - 1].text].insert(sku);
        continue;
      }
      if (result.outputs[0].isZero(row)) continue;
      addRow(row);
    }
  }

  // Why nobody knows whether the row matches: the condition asks for a price that it has not.
  std::string whyUnasked(uint32_t row) {
    for (const SkuQuery::PriceColumn& price : query_.prices) {
      if (!price.in_condition) continue;
      const Rate& rate = catalog_[rateOf(price, row)];
      if (isAtFault(rate)) report(price, row);
      if (!whyUnpriced(rate).empty()) {
        return price.meter ? "without a price for `" + program_.meters[price.meter.value].name + "` here" : "without a price here";
      }
    }
    return {};
  }

  // Of the meters that `price` may be of, a SKU has those that price it; of none, a row that says so.
  bool stands(uint32_t row) {
    const SkuQuery::Row& asked = query_.rows[row];
    return !asked.meter || hasRows(asked) || (!priced_.contains(asked.sku) && unpriced_.insert(asked.sku).second);
  }

  void findOwnPrices() {
    for (const SkuQuery::Row& row : query_.rows) {
      if (row.meter && hasRows(row)) priced_.insert(row.sku);
    }
  }

  bool hasRows(const SkuQuery::Row& row) {
    const Rate& rate = catalog_[catalog_.find(row.meter, row.sku, program_.region)];
    // What is free as a whole, or agreed, prices no SKU of its own.
    const bool has_none = rate.outcome == Rate::Outcome::missing || rate.outcome == Rate::Outcome::quote || rate.outcome == Rate::Outcome::free;
    return !has_none || !rate.rows.empty();
  }

  void addRow(uint32_t row) {
    const SkuQuery::Row& asked = query_.rows[row];
    QueryRow answer;
    answer.row = row;
    for (const SkuQuery::PriceColumn& price : query_.prices) {
      const Rate& rate = catalog_[rateOf(price, row)];
      if (isAtFault(rate)) report(price, row);
      if (answer.why.empty()) answer.why = whyUnpriced(rate);
      const bool priced = rate.outcome == Rate::Outcome::priced;
      answer.prices.push_back(priced ? rate.rows.front() : program::RateRowId{});
      if (priced && rate.rows.size() > 1) answer.notes.push_back(tierText(program_, program_.rates[rate.rows.front().value]));
      if (rate.outcome == Rate::Outcome::free) answer.notes.push_back("free: " + rate.reason);
    }
    if (answer.why.empty() && asked.unknown_fact) {
      answer.why = "`" + program_.facts.columns[*asked.unknown_fact].name + "` is not known";
    }
    answer_.rows.push_back(std::move(answer));
  }

  void report(const SkuQuery::PriceColumn& price, uint32_t row) {
    const RateId rate = rateOf(price, row);
    if (reported_.insert(rate).second) catalog_.report(rate, query_.span, sink_);
  }

  void orderRows() {
    program::Table asked;
    asked.shape = order_->shape;
    asked.columns.resize(order_->columns.size());
    std::vector<QueryRow*> rows;
    for (QueryRow& row : answer_.rows) {
      if (!row.why.empty()) continue;
      for (size_t i = 0; i < asked.columns.size(); ++i) asked.columns[i].push_back(order_->columns[i][row.row]);
      ++asked.rows;
      rows.push_back(&row);
    }
    if (asked.rows > 0) {
      const TableResult result = evaluate(asked);
      for (uint32_t i = 0; i < asked.rows; ++i) {
        const uint32_t failure = result.failures.empty() ? 0 : result.failures[i];
        if (failure == 0) rows[i]->value = result.outputs[0].value(i);
        else rows[i]->why = program_.shape(asked.shape).sites[failure - 1].text;
      }
    }
    std::stable_sort(answer_.rows.begin(), answer_.rows.end(), [&](const QueryRow& a, const QueryRow& b) {
      if (a.value && b.value && *a.value != *b.value) return *a.value < *b.value;
      return std::tuple(!a.value, nameOf(a), meterNameOf(a)) < std::tuple(!b.value, nameOf(b), meterNameOf(b));
    });
  }

  const std::string& nameOf(const QueryRow& row) const { return program_.keys[query_.rows[row.row].sku.value].text; }
  std::string meterNameOf(const QueryRow& row) const {
    const program::MeterId meter = query_.rows[row.row].meter;
    return meter ? program_.meters[meter.value].name : "";
  }

  TableResult evaluate(const program::Table& table) {
    const TableRequest request{&program_.shape(table.shape), &table};
    std::vector<TableResult> results = engine_.evaluate(program_.pool, program_.cells, {&request, 1});
    SMCOST_CHECK(results.size() == 1, "an engine answers every table");
    return std::move(results[0]);
  }

  const program::Program& program_;
  const SkuQuery& query_;
  program::Table condition_;                // of the query, with prices
  std::optional<program::Table> order_;
  Engine& engine_;
  diagnostics::Sink& sink_;
  Catalog catalog_;
  QueryAnswer answer_;
  std::map<std::string, std::set<program::KeyId>> left_out_;  // why, and which
  std::set<program::KeyId> priced_, unpriced_;                 // SKUs that some meter of `price` prices, and others seen
  std::set<RateId> reported_;
};

}  // namespace

std::optional<QueryAnswer> answerQuery(const program::Program& program, const program::SkuQuery& query, Engine& engine,
                                       diagnostics::Sink& sink) {
  return Answerer(program, query, engine, sink).run();
}

}  // namespace smcost::runtime
