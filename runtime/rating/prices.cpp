#include "runtime/rating/prices.h"

#include <map>
#include <utility>

#include "runtime/catalog/catalog.h"

namespace smcost::runtime {

namespace {

// A rate that cannot bill, at the first statement of the scope that needs it.
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
  Binder(program::Program& program, BillData& data, ScopeReports& reports)
      : program_(program), data_(data), reports_(reports), catalog_(program), nothing_(program.cells.cell(0)) {}

  void run() {
    data_.lines.resize(program_.usage.size());
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      program::UsageTable& usage = program_.usage[table];
      data_.lines[table].resize(usage.lines.size());
      for (uint32_t line = 0; line < usage.lines.size(); ++line) bindLine(usage, line, data_.lines[table][line]);
    }
    reportTroubles();
    reportCurrencies();
    data_.rates = catalog_.rates();
  }

 private:
  void bindLine(program::UsageTable& usage, uint32_t index, LineRates& rates) {
    const program::UsageLine& line = usage.lines[index];
    std::vector<program::Cell>& prices = usage.table.columns[line.price];
    prices.assign(usage.table.rows, nothing_);
    rates.rates.assign(usage.table.rows, RateId{});
    // Neighbouring rows mostly share their key: ask the index only when it changes.
    program::KeyId last_key;
    RateId rate_id;
    for (uint32_t row = 0; row < usage.table.rows; ++row) {
      const program::StatementId statement = usage.statements[row];
      const program::ScopeId scope = program_.statements[statement.value].scope;
      if (!reports_.wanted(scope)) continue;
      const program::KeyId key = usage.keys[index].empty() ? program::KeyId{} : usage.keys[index][row];
      if (!rate_id || key != last_key) rate_id = catalog_.find(line.meter, key);
      last_key = key;
      rates.rates[row] = rate_id;
      const Rate& rate = catalog_[rate_id];
      if (!rate.billable()) {
        troubles_[{scope, rate_id}].add(statement);
      } else if (rate.outcome == Rate::Outcome::priced) {
        currencies_[{scope, rate.currency}].add(statement);
        if (!rate.pooled) prices[row] = program_.rates[rate.rows.front().value].price;
      }
    }
  }

  void reportTroubles() {
    std::map<std::pair<program::StatementId, RateId>, std::pair<program::ScopeId, uint32_t>> in_order;
    for (const auto& [place, trouble] : troubles_) {
      in_order[{trouble.first, place.second}] = {place.first, trouble.statements};
    }
    for (const auto& [place, where] : in_order) {
      const auto& [statement, rate] = place;
      const uint32_t further = where.second - 1;
      reports_.report(where.first, [&, statement = statement, rate = rate](diagnostics::Sink& sink) {
        const source::Span span = program_.statements[statement.value].span;
        diagnostics::Diagnostic* message = catalog_.report(rate, span, sink);
        if (further == 0 || message == nullptr) return;
        message->note(std::to_string(further) + (further == 1 ? " further line needs" : " further lines need") + " it too");
      });
    }
  }

  // One currency a scope: its sum would have no meaning otherwise.
  void reportCurrencies() {
    std::map<program::ScopeId, std::map<program::StatementId, base::NameId>> by_scope;
    for (const auto& [place, use] : currencies_) by_scope[place.first][use.first] = place.second;
    for (const auto& [scope, uses] : by_scope) {
      const auto& [first, currency] = *uses.begin();
      const base::NameId wanted = program_.currency ? program_.currency : currency;
      if (scope.value == 0) data_.currency = wanted;
      for (const auto& [statement, other] : uses) {
        if (other == wanted) continue;
        reports_.report(scope, [&, first = first, statement = statement, other = other](diagnostics::Sink& sink) {
          auto& message = sink.report(program_.statements[statement.value].span, diagnostics::kinds::currency_mismatch,
                                      program_.names.text(wanted), program_.names.text(other));
          if (!program_.currency) {
            message.label(program_.statements[first.value].span,
                          std::string(program_.names.text(wanted)) + " because of this statement");
          }
          message.hint("keep the two apart: a bill has one currency");
        });
        break;
      }
    }
  }

  program::Program& program_;
  BillData& data_;
  ScopeReports& reports_;
  Catalog catalog_;
  program::Cell nothing_;
  std::map<std::pair<program::ScopeId, RateId>, Trouble> troubles_;
  std::map<std::pair<program::ScopeId, base::NameId>, Trouble> currencies_;
};

}  // namespace

void bindPrices(program::Program& program, BillData& data, ScopeReports& reports) {
  Binder(program, data, reports).run();
}

}  // namespace smcost::runtime
