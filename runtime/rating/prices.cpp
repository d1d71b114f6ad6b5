#include "runtime/rating/prices.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "runtime/catalog/catalog.h"
#include "runtime/catalog/price_changes.h"

namespace smcost::runtime {

namespace {

// What a rate or a currency is used by: the first statement, and how many.
struct Trouble {
  program::StatementId first;
  uint32_t statements = 0;

  void add(program::StatementId statement) {
    if (!first || statement < first) first = statement;
    ++statements;
  }
};

class Binder {
 public:
  Binder(const program::Program& program, BillData& data, diagnostics::Sink& sink)
      : program_(program), data_(data), sink_(sink), catalog_(program), nothing_(data.bound.cells.cell(0)) {}

  void run() {
    data_.lines.resize(program_.usage.size());
    for (const program::Commitment& commitment : program_.commitments) offers_.insert(commitment.offer);
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      const program::UsageTable& usage = program_.usage[table];
      data_.lines[table].resize(usage.lines.size());
      TableRequest& request = data_.bound.tables.emplace_back(TableRequest{&program_.shape(usage.table.shape), &usage.table});
      for (uint32_t line = 0; line < usage.lines.size(); ++line) {
        bindLine(usage, line, request.fill(usage.lines[line].price), data_.lines[table][line]);
      }
    }
    reportTroubles();
    reportCurrencies();
    data_.rates = catalog_.rates();
  }

 private:
  void bindLine(const program::UsageTable& usage, uint32_t index, std::vector<program::Cell>& prices, LineRates& rates) {
    const program::UsageLine& line = usage.lines[index];
    prices.assign(usage.table.rows, nothing_);
    rates.rates.assign(usage.table.rows, RateId{});
    // Neighbouring rows mostly share their key: ask the index only when it changes.
    program::KeyId last_key;
    base::NameId last_region;
    RateId rate_id;
    for (uint32_t row = 0; row < usage.table.rows; ++row) {
      const program::StatementId statement = usage.statements[row];
      const program::KeyId key = usage.keys[index].empty() ? program::KeyId{} : usage.keys[index][row];
      const base::NameId region = program_.regionOf(usage, row);
      if (!rate_id || key != last_key || region != last_region) rate_id = catalog_.find(line.meter, key, region);
      last_key = key;
      last_region = region;
      rates.rates[row] = rate_id;
      if (!program_.commitments.empty() && program_.placement(usage, index, row)) bindPlans(rate_id, statement);
      const Rate& rate = catalog_[rate_id];
      if (!rate.billable()) {
        troubles_[rate_id].add(statement);
      } else if (rate.outcome == Rate::Outcome::changing) {
        currencies_[rate.currency].add(statement);
        const program::Placement* window = program_.window(usage, index, row);
        if (window == nullptr || rate.pooled) troubles_[rate_id].add(statement);
        else prices[row] = data_.bound.cells.cell(priceByTime(program_, partsByTime(program_, rate, *window)));
      } else if (rate.outcome == Rate::Outcome::priced) {
        currencies_[rate.currency].add(statement);
        if (!rate.pooled) prices[row] = program_.rates[rate.rows.front().value].price;
      }
    }
  }

  // What the commitments charge for usage that is placed: a rate that is missing would leave
  // usage at the price on demand without a word.
  void bindPlans(RateId rate_id, program::StatementId statement) {
    if (catalog_[rate_id].outcome != Rate::Outcome::priced) return;
    for (const program::OfferId offer : offers_) {
      const program::Plan& plan = program_.plans[program_.offers[offer.value].plan.value];
      const program::MeterId meter = catalog_[rate_id].meter;
      if (std::find(plan.covers.begin(), plan.covers.end(), meter) == plan.covers.end()) continue;
      std::vector<RateId>& rates = data_.plan_rates[offer];
      if (rates.size() <= rate_id.value) rates.resize(rate_id.value + 1);
      if (!rates[rate_id.value]) rates[rate_id.value] = catalog_.find(meter, catalog_[rate_id].key, catalog_[rate_id].region, offer);
      const Rate& rate = catalog_[rates[rate_id.value]];
      if (rate.outcome == Rate::Outcome::priced) currencies_[rate.currency].add(statement);
      else troubles_[rates[rate_id.value]].add(statement);
    }
  }

  void reportTroubles() {
    std::map<std::pair<program::StatementId, RateId>, uint32_t> in_order;
    for (const auto& [rate, trouble] : troubles_) in_order[{trouble.first, rate}] = trouble.statements;
    for (const auto& [place, statements] : in_order) {
      const auto& [statement, rate] = place;
      diagnostics::Diagnostic* message = catalog_.report(rate, program_.statements[statement.value].span, sink_);
      const uint32_t further = statements - 1;
      if (further == 0 || message == nullptr) continue;
      message->note(std::to_string(further) + (further == 1 ? " further line needs" : " further lines need") + " it too");
    }
  }

  // One currency a bill: its sum would have no meaning otherwise.
  void reportCurrencies() {
    std::map<program::StatementId, base::NameId> uses;
    for (const auto& [currency, use] : currencies_) uses[use.first] = currency;
    if (uses.empty()) return;
    const auto& [first, currency] = *uses.begin();
    data_.currency = program_.currency ? program_.currency : currency;
    for (const auto& [statement, other] : uses) {
      if (other == data_.currency) continue;
      const std::string_view wanted = program_.names.text(data_.currency);
      auto& message = sink_.report(program_.statements[statement.value].span, diagnostics::kinds::currency_mismatch,
                                   wanted, program_.names.text(other));
      if (!program_.currency) {
        message.label(program_.statements[first.value].span, std::string(wanted) + " because of this statement");
      }
      message.hint("keep the two apart: a bill has one currency");
      break;
    }
  }

  const program::Program& program_;
  BillData& data_;
  diagnostics::Sink& sink_;
  Catalog catalog_;
  program::Cell nothing_;
  std::set<program::OfferId> offers_;  // that somebody commits to
  std::map<RateId, Trouble> troubles_;
  std::map<base::NameId, Trouble> currencies_;
};

}  // namespace

void bindPrices(const program::Program& program, BillData& data, diagnostics::Sink& sink) {
  Binder(program, data, sink).run();
}

}  // namespace smcost::runtime
