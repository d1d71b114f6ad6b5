// A program made by hand, so that rating is tested without parser and checker: one
// workload shape "use" with a line "line" whose quantity is its argument.
#pragma once

#include <string>
#include <vector>

#include "lang/program/program.h"

namespace smcost {

// Prices are USD per base unit; quantities are base units (seconds).
class HandMade {
 public:
  HandMade() {
    program.spec = "hand.smcost";
    program.region = program.names.intern("here");
    program.edition = program.names.intern("first");
    program.period = {{"2025-03", 744 * 3600, 31, 20148}, false, ""};
    time = program.dimensions.of(program.dimensions.base("Time"));
    money = program.dimensions.of(program.dimensions.base("Money[USD]"));
    program.sources.push_back({"page", "Prices", "https://prices.example", "2025-01-01", "first", {}});
  }

  program::MeterId meter(const std::string& name) {
    program::Meter made;
    made.name = name;
    made.dimension = time;
    made.has_key = true;
    program.meters.push_back(made);
    return {static_cast<uint32_t>(program.meters.size() - 1)};
  }

  program::KeyId key(const std::string& text) {
    for (uint32_t i = 0; i < program.keys.size(); ++i) {
      if (program.keys[i].text == text) return {i};
    }
    program.keys.push_back({text});
    return {static_cast<uint32_t>(program.keys.size() - 1)};
  }

  program::RateRow& row(program::MeterId meter_id, const std::string& key_text, const base::Rational& price) {
    program::RateRow made;
    made.meter = meter_id;
    made.key = key(key_text);
    made.region = program.region;
    made.price = program.cells.cell(price);
    program::RateText reads;
    reads.price = base::toExactString(price);
    reads.price_unit = "USD/s";
    reads.quantity_unit = "s";
    made.text = program.addRateText(std::move(reads));
    made.currency = program.names.intern("USD");
    made.edition = program.edition;
    made.source = program::SourceId{0};
    program.rates.push_back(made);
    return program.rates.edit().back();
  }

  void allowance(const base::Rational& quantity, std::vector<program::Cover> covers) {
    program::Allowance made;
    made.name = "some";
    made.text = base::toExactString(quantity) + " s always";
    made.quantity = quantity;
    made.covers = std::move(covers);
    program.allowances.push_back(made);
  }

  // Statements `NAME = use QUANTITY` with one line on the meter, one table each call.
  struct Use {
    std::string name, key;
    base::Rational quantity;
  };
  void use(program::MeterId meter_id, const std::vector<Use>& uses) {
    using program::Op;
    program::ExprPool& pool = program.pool;
    const auto price_dimension = program.dimensions.divide(money, time);
    const auto amount = pool.param(0, time);
    const auto price = pool.param(1, price_dimension);
    program::Shape shape;
    shape.name = "use";
    shape.params = {{"amount", time}, {"price", price_dimension}};
    shape.outputs = {amount, pool.make(Op::mul, money, amount, price)};
    shape.output_names = {"line", "line cost"};
    program.shapes.push_back(shape);

    program::UsageTable usage;
    usage.table.shape = {static_cast<uint32_t>(program.shapes.size() - 1)};
    usage.table.columns.resize(2);
    usage.lines.push_back({"line", meter_id, 0, 1, 1, {}});
    usage.keys.resize(1);
    usage.placements.resize(1);
    for (const Use& one : uses) {
      program::Statement statement;
      statement.name = program.names.intern(one.name);
      statement.head = program.names.intern("use");
      statement.table = {static_cast<uint32_t>(program.usage.size())};
      statement.row = usage.table.rows++;
      program.statements.push_back(statement);
      usage.statements.push_back({static_cast<uint32_t>(program.statements.size() - 1)});
      usage.table.columns[0].push_back(program.cells.cell(one.quantity));
      usage.keys[0].push_back(key(one.key));
    }
    program.usage.push_back(usage);
  }

  program::Program program;
  units::DimensionId time, money;
};

}  // namespace smcost
