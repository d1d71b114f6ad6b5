#include "runtime/rating/pools.h"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/rating/allowance_use.h"
#include "runtime/rating/gather.h"
#include "runtime/rating/group_sums.h"
#include "runtime/rating/shares.h"
#include "runtime/rating/slices.h"

namespace smcost::runtime {

namespace {

class PoolRater {
 public:
  PoolRater(const program::Program& program, BillData& data, Engine& engine) : program_(program), data_(data), engine_(engine) {}

  void run() {
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      for (uint32_t line = 0; line < program_.usage[table].lines.size(); ++line) meterLine(table, line);
    }
    noteNotPlaced();
    readCommitments();
    if (data_.pooled.empty()) return;
    tryOtherOrders();
    const Slices slices = cutSlices(program_, data_, committed_);
    noteAllowances(slices);
    share(slices);
    chargeCommitments(slices);
  }

 private:
  base::Rational quantityOf(const PooledPlace& place) const {
    const program::UsageLine& usage = program_.usage[place.table].lines[place.line];
    return data_.usage[place.table].outputs[usage.quantity].value(place.row);
  }

  void meterLine(uint32_t table, uint32_t line) {
    std::vector<uint32_t> parts = partsOfRows(data_, table, line);
    if (parts.empty()) return;
    const uint32_t quantity = program_.usage[table].lines[line].quantity;
    for (const auto& [part, sum] : sumsOfGroups(data_.usage[table].outputs[quantity], std::move(parts))) {
      data_.parts[part].metered += sum;
      data_.pools[data_.parts[part].pool].metered += sum;
    }
  }

  // What a commitment could cover, if it were known when it runs.
  void noteNotPlaced() {
    if (program_.commitments.empty()) return;
    const std::vector<bool> committed = committedMeters(program_);
    for (size_t i = 0; i < places_.size(); ++i) {
      if (data_.pooled[i].part == kNoIndex) continue;
      const Part& part = data_.parts[data_.pooled[i].part];
      if (part.placement || !committed[data_.rates[data_.pools[part.pool].rate.value].meter.value]) continue;
      if (quantityOf(places_[i]) == 0) continue;
      data_.not_placed.push_back({program_.usage[places_[i].table].statements[places_[i].row], places_[i].line});
    }
  }

  void readCommitments() {
    for (const program::Commitment& commitment : program_.commitments) {
      const program::Statement& statement = program_.statements[commitment.statement.value];
      committed_.push_back(quantityOf({statement.table.value, 0, statement.row}));
    }
  }

  // What is not enough for all its keys could have been taken otherwise. Allowances that share a
  // turn are taken as one.
  void tryOtherOrders() {
    struct Turn {
      base::Rational quantity = 0;
      std::vector<AllowanceUse*> uses;
    };
    std::map<uint32_t, Turn> turns;
    for (AllowanceUse& use : data_.allowances) {
      if (use.holding != Holding::holds) continue;
      Turn& turn = turns[program_.allowances[use.allowance].turn];
      turn.quantity += program_.allowances[use.allowance].quantity;
      turn.uses.push_back(&use);
    }
    Covering pools;
    for (uint32_t i = 0; i < data_.pools.size(); ++i) {
      const Rate& rate = data_.rates[data_.pools[i].rate.value];
      if (data_.pools[i].metered != 0) pools.add(rate.meter, rate.key, i);
    }
    for (const auto& [number, turn] : turns) {
      const AllowanceUse& first = *turn.uses.front();
      if (first.usage <= turn.quantity || pools.coveredBy(program_.allowances[first.allowance]).size() < 2) continue;
      const base::Rational dearest = cutSlices(program_, data_, committed_, {number, true}).cost;
      const base::Rational cheapest = cutSlices(program_, data_, committed_, {number, false}).cost;
      for (AllowanceUse* use : turn.uses) {
        use->least = std::min(dearest, cheapest);
        use->greatest = std::max(dearest, cheapest);
      }
    }
  }

  // The other orders gave the cost of the pools; their totals differ from the bill's by as much.
  void noteAllowances(const Slices& slices) {
    std::map<uint32_t, base::Rational> taken_of;
    for (const Pool& pool : data_.pools) {
      for (const Taken& taken : pool.taken) taken_of[taken.allowance] += taken.quantity;
    }
    for (AllowanceUse& use : data_.allowances) {
      use.taken += taken_of[use.allowance];
      if (use.least) *use.least -= slices.cost;
      if (use.greatest) *use.greatest -= slices.cost;
    }
  }

  // Each line's part of each slice of its part, all lines in one table.
  void share(const Slices& slices) {
    struct Cells {
      program::Cell quantity, price;
    };
    std::vector<std::vector<Cells>> cells(data_.parts.size());
    std::vector<program::Cell> metered;
    program::CellStore& store = data_.bound.cells;
    const program::Cell nothing = store.cell(0);
    for (size_t i = 0; i < data_.parts.size(); ++i) {
      metered.push_back(store.cell(data_.parts[i].metered));
      for (const Slice& slice : slices.of_part[i]) {
        cells[i].push_back({store.cell(slice.quantity), slice.row ? program_.rates[slice.row.value].price : nothing});
      }
    }
    ShareTable table(store);
    for (size_t i = 0; i < places_.size(); ++i) {
      PooledLine& line = data_.pooled[i];
      if (line.part == kNoIndex) continue;
      const program::Cell quantity = store.cell(quantityOf(places_[i]));
      line.first = table.rows();
      line.count = static_cast<uint32_t>(cells[line.part].size());
      for (uint32_t k = 0; k < line.count; ++k) {
        const Slice& slice = slices.of_part[line.part][k];
        table.add(quantity, cells[line.part][k].quantity, metered[line.part], cells[line.part][k].price);
        data_.pooled_charges.push_back({slice.reason, slice.index, slice.row, 0, 0});
      }
    }
    if (table.rows() == 0) return;
    const TableResult result = table.run(engine_);
    for (uint32_t row = 0; row < table.rows(); ++row) {
      data_.pooled_charges[row].quantity = result.outputs[0].value(row);
      data_.pooled_charges[row].cost = result.outputs[1].value(row);
    }
  }

  // What usage took is charged there; a commitment's own line has the rest.
  void chargeCommitments(const Slices& slices) {
    for (uint32_t i = 0; i < program_.commitments.size(); ++i) {
      const program::Statement& statement = program_.statements[program_.commitments[i].statement.value];
      const CommitmentUse& use = data_.commitments.emplace_back(slices.commitments[i]);
      PooledLine& line = data_.pooled[data_.lines[statement.table.value][0].pooled[statement.row]];
      line.first = static_cast<uint32_t>(data_.pooled_charges.size());
      line.count = 2;
      data_.pooled_charges.push_back({Reason::applied, i, {}, use.used, 0});
      data_.pooled_charges.push_back({Reason::unused, i, {}, use.unused, use.unused});
    }
  }

  const program::Program& program_;
  BillData& data_;
  Engine& engine_;
  const std::vector<PooledPlace> places_ = gatherPools(program_, data_);  // in order of BillData::pooled
  std::vector<base::Rational> committed_;  // money in the period, per commitment
};

}  // namespace

void ratePools(const program::Program& program, BillData& data, Engine& engine, diagnostics::Sink& sink) {
  const size_t errors = sink.errorCount();
  findAllowances(program, data, sink);
  if (sink.errorCount() == errors) PoolRater(program, data, engine).run();
}

}  // namespace smcost::runtime
