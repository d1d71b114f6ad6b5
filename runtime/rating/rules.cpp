#include "runtime/rating/rules.h"

#include "lang/base/check.h"

namespace smcost::runtime {

namespace {

using program::ExprId;
using program::Op;
using units::kNoDimension;

// Writes one shape; the same name is never written twice into a program.
class RuleWriter {
 public:
  RuleWriter(program::Program& program, std::string name) : program_(program) {
    shape_.name = std::move(name);
    for (uint32_t i = 0; i < program.shapes.size(); ++i) {
      if (program.shapes[i].name == shape_.name) known_ = program::ShapeId{i};
    }
  }

  bool isKnown() const { return static_cast<bool>(known_); }
  program::ShapeId known() const { return known_; }

  ExprId param(std::string name) {
    shape_.params.push_back({std::move(name), kNoDimension});
    return program_.pool.param(static_cast<uint32_t>(shape_.params.size() - 1), kNoDimension);
  }
  ExprId constant(const base::Rational& value) { return program_.pool.constant(value, kNoDimension); }
  ExprId make(Op op, ExprId a, ExprId b, ExprId c = {}) { return program_.pool.make(op, kNoDimension, a, b, c); }
  // a / b where b > 0, else 0.
  ExprId divide(ExprId a, ExprId b) {
    const ExprId quotient = make(Op::div, a, b);
    shape_.sites.push_back({program::Site::Kind::division, {}, "pool", quotient});
    return make(Op::select, make(Op::lt, constant(0), b), quotient, constant(0));
  }
  void output(std::string name, ExprId value) {
    shape_.output_names.push_back(std::move(name));
    shape_.outputs.push_back(value);
  }
  program::ShapeId finish() {
    program_.shapes.push_back(std::move(shape_));
    return program::ShapeId{static_cast<uint32_t>(program_.shapes.size() - 1)};
  }
  program::ExprPool& pool() { return program_.pool; }

 private:
  program::Program& program_;
  program::Shape shape_;
  program::ShapeId known_;
};

}  // namespace

program::ShapeId billRoundingRule(program::Program& program, program::MeterId id) {
  const program::Meter& meter = program.meters[id.value];
  RuleWriter rule(program, "rating: sum of " + meter.name);
  if (rule.isKnown()) return rule.known();
  const ExprId quantity = rule.param("quantity");
  ExprId billed = quantity;
  if (meter.bill_quantum) billed = rule.pool().round(billed, rule.constant(*meter.bill_quantum), meter.bill_mode);
  if (meter.bill_minimum) billed = rule.make(Op::max, billed, rule.constant(*meter.bill_minimum));
  rule.output("billed", rule.make(Op::select, rule.make(Op::lt, rule.constant(0), quantity), billed, quantity));
  return rule.finish();
}

program::ShapeId allowanceRule(program::Program& program) {
  RuleWriter rule(program, "rating: allowance");
  if (rule.isKnown()) return rule.known();
  const ExprId quantity = rule.param("quantity");
  const ExprId total = rule.param("total");
  const ExprId allowance = rule.param("allowance");
  const ExprId covered = rule.divide(rule.make(Op::mul, quantity, rule.make(Op::min, total, allowance)), total);
  rule.output("covered", covered);
  rule.output("rest", rule.make(Op::sub, quantity, covered));
  return rule.finish();
}

program::ShapeId tierRule(program::Program& program) {
  RuleWriter rule(program, "rating: tier");
  if (rule.isKnown()) return rule.known();
  const ExprId rest = rule.param("rest");
  const ExprId lower = rule.param("lower");
  const ExprId upper = rule.param("upper");
  const ExprId inside = rule.make(Op::sub, rule.make(Op::min, rest, upper), lower);
  rule.output("slice", rule.make(Op::max, inside, rule.constant(0)));
  return rule.finish();
}

program::ShapeId lastTierRule(program::Program& program) {
  RuleWriter rule(program, "rating: last tier");
  if (rule.isKnown()) return rule.known();
  const ExprId rest = rule.param("rest");
  const ExprId lower = rule.param("lower");
  rule.output("slice", rule.make(Op::max, rule.make(Op::sub, rest, lower), rule.constant(0)));
  return rule.finish();
}

program::ShapeId shareRule(program::Program& program) {
  RuleWriter rule(program, "rating: share");
  if (rule.isKnown()) return rule.known();
  const ExprId quantity = rule.param("quantity");
  const ExprId slice = rule.param("slice");
  const ExprId pool = rule.param("pool");
  const ExprId price = rule.param("price");
  const ExprId share = rule.divide(rule.make(Op::mul, quantity, slice), pool);
  rule.output("share", share);
  rule.output("cost", rule.make(Op::mul, share, price));
  return rule.finish();
}

RuleTable::RuleTable(program::Program& program, program::ShapeId shape) : program_(program) {
  table_.shape = shape;
  table_.columns.resize(program.shape(shape).params.size());
}

void RuleTable::add(std::initializer_list<base::Rational> arguments) {
  SMCOST_CHECK(arguments.size() == table_.columns.size(), "a rule's row has one argument per param");
  size_t column = 0;
  for (const base::Rational& argument : arguments) addCell(column++, program_.cells.cell(argument));
  endRow();
}

std::vector<TableResult> runRules(const program::Program& program, Engine& engine,
                                  const std::vector<const RuleTable*>& tables) {
  std::vector<TableRequest> requests;
  std::vector<size_t> places;
  for (size_t i = 0; i < tables.size(); ++i) {
    if (tables[i]->rows() == 0) continue;
    requests.push_back({&program.shape(tables[i]->table().shape), &tables[i]->table()});
    places.push_back(i);
  }
  std::vector<TableResult> results(tables.size());
  if (requests.empty()) return results;
  std::vector<TableResult> given = engine.evaluate(program.pool, program.cells, requests);
  for (size_t i = 0; i < given.size(); ++i) {
    for (const uint32_t failure : given[i].failures) SMCOST_CHECK(failure == 0, "a rating rule failed");
    results[places[i]] = std::move(given[i]);
  }
  return results;
}

}  // namespace smcost::runtime
