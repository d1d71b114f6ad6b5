#include "lang/program/evaluate.h"

#include "lang/base/check.h"
#include "lang/base/interrupt.h"
#include "lang/program/arithmetic.h"

namespace smcost::program {

namespace {

constexpr uint32_t kNoSlot = UINT32_MAX;

}  // namespace

Evaluator::Evaluator(const ExprPool& pool, const Shape& shape) {
  std::unordered_map<uint32_t, uint32_t> division_sites;
  for (size_t i = shape.sites.size(); i-- > 0;) {
    if (shape.sites[i].kind == Site::Kind::division) {
      division_sites[shape.sites[i].node.value] = static_cast<uint32_t>(i);
    }
  }
  const std::vector<ExprId> order = evaluationOrder(pool, shape);
  steps_.reserve(order.size());
  const auto slotOf = [this](ExprId id) { return id.isNone() ? kNoSlot : slots_.at(id.value); };
  for (const ExprId id : order) {
    const Expr& expr = pool[id];
    Step step{expr.op, expr.mode, slotOf(expr.a), slotOf(expr.b), slotOf(expr.c), expr.payload, nullptr};
    if (expr.op == Op::constant) step.constant = &pool.constantValue(id);
    if (expr.op == Op::div) {
      const auto site = division_sites.find(id.value);
      step.payload = (site == division_sites.end() ? 0 : site->second) + 1;
    }
    slots_.emplace(id.value, static_cast<uint32_t>(steps_.size()));
    steps_.push_back(step);
  }
  for (const Requirement& requirement : shape.requirements) {
    requirements_.push_back(slotOf(requirement.condition));
    requirement_failures_.push_back(requirement.site + 1);
  }
  for (const ExprId output : shape.outputs) outputs_.push_back(slotOf(output));
  values_.resize(steps_.size());
  done_.assign(steps_.size(), 0);
}

std::vector<uint32_t> Evaluator::packColumns() {
  std::vector<uint32_t> columns;
  for (Step& step : steps_) {
    if (step.op != Op::param) continue;
    columns.push_back(step.payload);
    step.payload = static_cast<uint32_t>(columns.size() - 1);
  }
  return columns;
}

const base::Rational& Evaluator::read(uint32_t slot) const {
  while (steps_[slot].op == Op::retag) slot = steps_[slot].a;
  const Step& step = steps_[slot];
  if (step.constant != nullptr) return *step.constant;
  return step.op == Op::param ? params_[step.payload] : values_[slot];
}

const base::Rational& Evaluator::output(size_t i) const { return read(outputs_[i]); }

const base::Rational* Evaluator::valueOf(ExprId id) const {
  const auto slot = slots_.find(id.value);
  if (slot == slots_.end() || !isDone(slot->second)) return nullptr;
  return &read(slot->second);
}

void Evaluator::startRow() {
  // A value that grew large in the last row would keep its memory for ever.
  for (const uint32_t slot : large_) base::Rational().swap(values_[slot]);
  large_.clear();
  row_bits_ = 0;
  if (++generation_ == 0) {
    done_.assign(done_.size(), 0);
    generation_ = 1;
  }
}

uint32_t Evaluator::run(std::span<const base::Rational> params) {
  params_ = params;
  startRow();
  for (size_t i = 0; i < requirements_.size(); ++i) {
    if (const uint32_t failure = evaluate(requirements_[i])) return failure;
    if (sgn(read(requirements_[i])) == 0) return requirement_failures_[i];
  }
  for (const uint32_t slot : outputs_) {
    if (const uint32_t failure = evaluate(slot)) return failure;
  }
  return 0;
}

uint32_t Evaluator::missingOperand(const Step& step) const {
  if (step.op == Op::select) {
    if (!isDone(step.a)) return step.a;
    const uint32_t chosen = sgn(read(step.a)) != 0 ? step.b : step.c;
    return isDone(chosen) ? kNoSlot : chosen;
  }
  for (const uint32_t operand : {step.a, step.b, step.c}) {
    if (operand != kNoSlot && !isDone(operand)) return operand;
  }
  return kNoSlot;
}

// Computes a node and whatever it needs, left to right. The first failure ends the row,
// so none has to be remembered.
uint32_t Evaluator::evaluate(uint32_t root) {
  if (isDone(root)) return 0;
  stack_.assign(1, root);
  while (!stack_.empty()) {
    base::checkInterrupt();
    const uint32_t slot = stack_.back();
    if (const uint32_t operand = missingOperand(steps_[slot]); operand != kNoSlot) {
      stack_.push_back(operand);
      continue;
    }
    if (const uint32_t failure = compute(slot)) return failure;
    done_[slot] = generation_;
    stack_.pop_back();
  }
  return 0;
}

uint32_t Evaluator::compute(uint32_t slot) {
  const Step& step = steps_[slot];
  switch (step.op) {
    case Op::constant:
    case Op::param:
      return checkSize(slot);
    case Op::retag:
      return 0;
    case Op::select:
      values_[slot] = read(sgn(read(step.a)) != 0 ? step.b : step.c);
      return checkSize(slot);
    default:
      break;
  }
  const auto operand = [this](uint32_t of) { return of == kNoSlot ? nullptr : &read(of); };
  if (!applyOperation(step.op, step.mode, operand(step.a), operand(step.b), operand(step.c), values_[slot])) {
    return step.payload;
  }
  return checkSize(slot);
}

uint32_t Evaluator::checkSize(uint32_t slot) {
  const size_t bits = base::bitSize(read(slot));
  if (bits <= kLargeBits) return 0;
  large_.push_back(slot);
  row_bits_ += bits;
  return bits > kMaxBits || row_bits_ > kMaxRowBits ? kTooLargeSite : 0;
}

std::optional<base::Rational> foldConstant(const ExprPool& pool, ExprId id) {
  if (pool.isConstant(id)) return pool.constantValue(id);
  Shape shape;
  shape.outputs.push_back(id);
  for (const ExprId node : evaluationOrder(pool, shape)) {
    if (pool[node].op == Op::param) return std::nullopt;
  }
  Evaluator evaluator(pool, shape);
  if (evaluator.run({}) != 0) return std::nullopt;
  return evaluator.output(0);
}

std::optional<base::Rational> valueIn(const ExprPool& pool, ExprId id, const std::function<base::Rational(uint32_t)>& column) {
  Shape shape;
  shape.outputs.push_back(id);
  Evaluator evaluator(pool, shape);
  std::vector<base::Rational> params;
  for (const uint32_t one : evaluator.packColumns()) params.push_back(column(one));
  if (evaluator.run(params) != 0) return std::nullopt;
  return evaluator.output(0);
}

}  // namespace smcost::program
