#include "compiler/total/total.h"

#include <map>
#include <utility>

#include "compiler/total/rows.h"
#include "lang/base/check.h"
#include "runtime/catalog/price_changes.h"
#include "runtime/rating/gather.h"
#include "runtime/rating/group_sums.h"
#include "runtime/rating/invoice.h"
#include "runtime/rating/nodes.h"
#include "runtime/rating/payable.h"
#include "runtime/rating/rating.h"
#include "runtime/rating/rules/invoice.h"
#include "runtime/rating/rules/shares.h"
#include "runtime/rating/rules/slices.h"

namespace smcost::total {

namespace {

using program::ExprId;
using program::Op;
using runtime::kNoIndex;

class Builder {
 public:
  Builder(const program::Program& program, std::span<const FreeCell> free, runtime::BillData data, runtime::RowSet reached)
      : program_(program), free_(free), data_(std::move(data)), reached_(std::move(reached)), nodes_(function_.pool) {}

  Function run(std::span<const Wanted> wanted) {
    runtime::gatherPools(program_, data_);
    function_.shape.name = "total";
    for (uint32_t i = 0; i < free_.size(); ++i) addParam(i);
    for (uint32_t table = 0; table < program_.usage.size(); ++table) writeRows(table);
    meterPools();
    for (const program::Commitment& commitment : program_.commitments) {
      const program::Statement& statement = program_.statements[commitment.statement.value];
      committed_.push_back(quantityOf(statement.table.value, 0, statement.row));
    }
    cut();
    requireOneOfThoseThatExclude();
    addTotals();
    for (const Wanted& one : wanted) addOutput(program::statementName(program_, one.statement), totalOf(one));
    return std::move(function_);
  }

 private:
  ExprId constant(const base::Rational& value) const { return nodes_.constant(value); }
  base::Rational priceOf(program::RateRowId row) const { return program_.cells.value(program_.rates[row.value].price); }
  base::Rational cellOf(uint32_t table, uint32_t column, uint32_t row) const {
    return data_.bound.cells.value(data_.bound.tables[table].column(column)[row]);
  }
  const runtime::Rate* rateOf(uint32_t table, uint32_t line, uint32_t row) const {
    const runtime::RateId rate = data_.lines[table][line].rates[row];
    return rate ? &data_.rates[rate.value] : nullptr;
  }

  void addOutput(std::string name, ExprId value) {
    function_.shape.output_names.push_back(std::move(name));
    function_.shape.outputs.push_back(value);
  }

  void addParam(uint32_t index) {
    const FreeCell& cell = free_[index];
    const program::Shape& shape = program_.shape(program_.usage[cell.table].table.shape);
    function_.shape.params.push_back({shape.params[cell.column].name, units::kNoDimension});
    cells_[{cell.table, cell.row}][cell.column] = function_.pool.param(index, units::kNoDimension);
  }

  // As a bill looks at them: rows that fail, then lines that are below zero.
  void writeRows(uint32_t table) {
    const program::UsageTable& usage = program_.usage[table];
    const std::vector<uint32_t> rows = reached_.of(table);
    if (rows.empty()) return;
    const program::Shape& shape = program_.shape(usage.table.shape);
    RowWriter writer(program_.pool, shape, function_);
    for (const uint32_t row : rows) {
      std::vector<ExprId> cells;
      for (uint32_t column = 0; column < shape.params.size(); ++column) cells.push_back(constant(cellOf(table, column, row)));
      for (const auto& [column, param] : cells_.at({table, row})) cells[column] = param;
      outputs_[{table, row}] = writer.write(cells, usage.statements[row]);
    }
    for (const program::UsageLine& line : usage.lines) {
      for (const uint32_t row : rows) {
        const ExprId sound = nodes_.lessEqual(constant(0), outputs_.at({table, row})[line.quantity]);
        const std::string text = "usage line `" + line.name + "` is below zero";
        function_.require(sound, {program::Site::Kind::requirement, line.span, text, {}}, usage.statements[row]);
      }
    }
  }

  ExprId quantityOf(uint32_t table, uint32_t line, uint32_t row) const {
    const uint32_t output = program_.usage[table].lines[line].quantity;
    const auto own = outputs_.find({table, row});
    return own == outputs_.end() ? constant(data_.usage[table].outputs[output].value(row)) : own->second[output];
  }

  // By part of a pool, or any other number of a row: what is fixed in one sum, and what is not behind it.
  std::map<uint32_t, ExprId> sumsOf(uint32_t table, uint32_t line, std::vector<uint32_t> group) const {
    std::map<uint32_t, ExprId> sums;
    std::vector<std::pair<uint32_t, ExprId>> free;
    for (const uint32_t row : reached_.of(table)) {
      if (group[row] != kNoIndex) free.push_back({group[row], quantityOf(table, line, row)});
      group[row] = kNoIndex;
    }
    const runtime::ResultColumn& column = data_.usage[table].outputs[program_.usage[table].lines[line].quantity];
    for (const auto& [number, sum] : runtime::sumsOfGroups(column, std::move(group))) sums.emplace(number, constant(sum));
    for (const auto& [number, quantity] : free) nodes_.addTo(sums.try_emplace(number, constant(0)).first->second, quantity);
    return sums;
  }

  void meterPools() {
    for (const runtime::Pool& pool : data_.pools) pools_.push_back({pool.rate, constant(0), constant(0), {}, constant(0)});
    for (const runtime::Part& part : data_.parts) parts_.push_back({part.pool, part.placement, constant(0)});
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) {
        std::vector<uint32_t> parts = runtime::partsOfRows(data_, table, line);
        if (parts.empty()) continue;
        for (const auto& [part, sum] : sumsOf(table, line, std::move(parts))) {
          nodes_.addTo(parts_[part].metered, sum);
          nodes_.addTo(pools_[parts_[part].pool].metered, sum);
        }
      }
    }
  }

  void cut() {
    runtime::rules::Terms terms{program_, data_.rates, data_.plan_rates, {}};
    for (uint32_t i = 0; i < program_.allowances.size(); ++i) {
      // One that another excludes has no usage, or there is no bill: it takes nothing.
      if (runtime::holdingOf(program_, i) == runtime::Holding::holds) terms.allowances.push_back(i);
    }
    slices_ = runtime::rules::Cutter<runtime::Nodes>(nodes_, terms, pools_, parts_, committed_).run({});
    for (const auto& slices : slices_.of_part) {
      ExprId& cost = cost_of_part_.emplace_back(constant(0));
      for (const auto& slice : slices) {
        if (slice.row) nodes_.addTo(cost, nodes_.mul(slice.quantity, constant(priceOf(slice.row))));
      }
    }
  }

  // What a bill uses of all that an allowance covers.
  std::vector<ExprId> usageOfAllowances() const {
    runtime::Covering covering;
    std::vector<ExprId> usage_of_rate(data_.rates.size(), constant(0));
    for (uint32_t i = 0; i < data_.rates.size(); ++i) {
      if (!data_.rates[i].offer) covering.add(data_.rates[i].meter, data_.rates[i].key, i);
    }
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) {
        std::vector<uint32_t> group;
        for (const runtime::RateId rate : data_.lines[table][line].rates) group.push_back(rate.value);
        for (const auto& [rate, sum] : sumsOf(table, line, std::move(group))) nodes_.addTo(usage_of_rate[rate], sum);
      }
    }
    std::vector<ExprId> usage;
    for (const program::Allowance& allowance : program_.allowances) {
      usage.push_back(constant(0));
      for (const uint32_t rate : covering.coveredBy(allowance)) nodes_.addTo(usage.back(), usage_of_rate[rate]);
    }
    return usage;
  }

  void requireOneOfThoseThatExclude() {
    std::vector<ExprId> usage;
    for (uint32_t i = 0; i < program_.allowances.size(); ++i) {
      if (runtime::holdingOf(program_, i) != runtime::Holding::holds) continue;
      const program::Allowance& one = program_.allowances[i];
      for (const uint32_t other : one.excludes) {
        if (runtime::holdingOf(program_, other) != runtime::Holding::holds) continue;
        if (usage.empty()) usage = usageOfAllowances();
        const ExprId either = nodes_.min(usage[i], usage[other]);
        const std::string text = "allowances `" + one.name + "` and `" + program_.allowances[other].name + "` exclude each other";
        function_.require(nodes_.lessEqual(either, constant(0)), {program::Site::Kind::requirement, one.span, text, {}}, {});
      }
    }
  }

  void addTotals() {
    ExprId plain = constant(0);
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (const program::UsageLine& line : program_.usage[table].lines) nodes_.addTo(plain, fixedCost(table, line.cost));
    }
    std::map<runtime::InvoicePlace, ExprId> invoice;
    for (const auto& [place, cost] : runtime::plainCharges(data_, reached_)) invoice.emplace(place, constant(cost));
    forEachReachedLine([&](uint32_t table, uint32_t line, uint32_t row) { addPlain(table, line, row, plain, invoice); });
    addPooled(invoice);
    std::vector<ExprId> amounts;
    for (const auto& [place, exact] : invoice) amounts.push_back(runtime::rules::invoiceLine(nodes_, exact, program_.invoice));
    const ExprId total = nodes_.add(plain, slices_.cost);
    const ExprId invoiced = runtime::rules::invoiceTotal(nodes_, amounts, program_.invoice);
    const runtime::TermsBehindTotal terms = runtime::termsBehindTotal(program_);
    addOutput("total", total);
    addOutput("invoice total", invoiced);
    addOutput("payable", runtime::rules::behindTotal(nodes_, total, terms.offered, terms.tax).payable);
    addOutput("invoice payable", runtime::rules::behindInvoice(nodes_, invoiced, terms.offered, terms.tax).payable);
  }

  // Of the rows that nothing free reaches; pooled ones have price 0 there.
  ExprId fixedCost(uint32_t table, uint32_t output) const {
    const runtime::ResultColumn& costs = data_.usage[table].outputs[output];
    if (!reached_.hasAny(table)) return constant(costs.sum());
    std::vector<uint32_t> group(program_.usage[table].table.rows, 0);
    for (const uint32_t row : reached_.of(table)) group[row] = kNoIndex;
    return constant(costs.sumByGroup(group, 1).front());
  }

  template <class Callback>
  void forEachReachedLine(const Callback& callback) const {
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) {
        for (const uint32_t row : reached_.of(table)) callback(table, line, row);
      }
    }
  }

  void addPlain(uint32_t table, uint32_t line, uint32_t row, ExprId& plain, std::map<runtime::InvoicePlace, ExprId>& invoice) const {
    const runtime::Rate* rate = rateOf(table, line, row);
    if (!rate || rate->pooled || rate->outcome == runtime::Rate::Outcome::free) return;
    const runtime::RateId id = data_.lines[table][line].rates[row];
    const auto add = [&](program::RateRowId priced, const ExprId cost) {
      nodes_.addTo(plain, cost);
      nodes_.addTo(invoice.try_emplace(runtime::invoicePlace(id, priced), constant(0)).first->second, cost);
    };
    const ExprId quantity = quantityOf(table, line, row);
    if (rate->outcome != runtime::Rate::Outcome::changing) {
      return add(rate->rows.front(), nodes_.mul(quantity, constant(priceOf(rate->rows.front()))));
    }
    for (const runtime::PricedPart& part : runtime::partsByTime(program_, *rate, *program_.window(program_.usage[table], line, row))) {
      add(part.row, nodes_.mul(quantity, constant(base::Rational(part.share * priceOf(part.row)))));
    }
  }

  // A commitment's line has all that it charges: used or not, what was committed.
  void addPooled(std::map<runtime::InvoicePlace, ExprId>& invoice) const {
    for (uint32_t i = 0; i < committed_.size(); ++i) invoice.emplace(runtime::invoicePlace(i), committed_[i]);
    for (size_t part = 0; part < slices_.of_part.size(); ++part) {
      for (const auto& slice : slices_.of_part[part]) {
        if (slice.reason != runtime::Reason::tier) continue;
        const runtime::InvoicePlace place = runtime::invoicePlace(pools_[parts_[part].pool].rate, slice.row);
        nodes_.addTo(invoice.try_emplace(place, constant(0)).first->second, nodes_.mul(slice.quantity, constant(priceOf(slice.row))));
      }
    }
  }

  ExprId totalOf(const Wanted& wanted) const {
    const program::StatementId id = wanted.statement;
    const program::Statement& statement = program_.statements[id.value];
    SMCOST_CHECK(statement.isBilled(), "a statement of another month has no total");
    ExprId total = constant(0);
    for (uint32_t i = 0; i < program_.commitments.size(); ++i) {
      if (program_.commitments[i].statement == id) nodes_.addTo(total, slices_.commitments[i].unused);
    }
    const uint32_t table = statement.table.value;
    std::map<runtime::InvoicePlace, ExprId> nowhere;
    for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) {
      if (!wanted.line.empty() && program_.usage[table].lines[line].name != wanted.line) continue;
      const std::vector<uint32_t>& pooled = data_.lines[table][line].pooled;
      if (pooled.empty() || pooled[statement.row] == kNoIndex) {
        addPlain(table, line, statement.row, total, nowhere);
      } else if (const uint32_t part = data_.pooled[pooled[statement.row]].part; part != kNoIndex) {
        nodes_.addTo(total, shareOfPart(part, quantityOf(table, line, statement.row)));
      }
    }
    return total;
  }

  // A line alone has all of its part.
  ExprId shareOfPart(uint32_t part, ExprId quantity) const {
    if (quantity == parts_[part].metered) return cost_of_part_[part];
    return runtime::rules::shareOf(nodes_, quantity, cost_of_part_[part], parts_[part].metered);
  }

  const program::Program& program_;
  const std::span<const FreeCell> free_;
  runtime::BillData data_;
  const runtime::RowSet reached_;
  Function function_;
  const runtime::Nodes nodes_;
  std::map<std::pair<uint32_t, uint32_t>, std::map<uint32_t, ExprId>> cells_;   // per table and row: the free ones, by column
  std::map<std::pair<uint32_t, uint32_t>, std::vector<ExprId>> outputs_;        // per table and row that something free reaches
  std::vector<runtime::PoolOf<ExprId>> pools_;
  std::vector<runtime::PartOf<ExprId>> parts_;
  std::vector<ExprId> committed_;
  runtime::rules::SlicesOf<ExprId> slices_;
  std::vector<ExprId> cost_of_part_;
};

}  // namespace

std::optional<Function> build(const program::Program& program, runtime::Engine& engine, std::span<const FreeCell> free,
                              std::span<const Wanted> wanted, diagnostics::Sink& sink) {
  runtime::RowSet reached;
  for (const FreeCell& cell : free) reached.add(cell.table, cell.row);
  std::optional<runtime::BillData> data = runtime::meterUsage(program, engine, reached, sink);
  if (!data) return std::nullopt;
  return Builder(program, free, std::move(*data), std::move(reached)).run(wanted);
}

}  // namespace smcost::total
