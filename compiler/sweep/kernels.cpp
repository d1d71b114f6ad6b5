#include "compiler/sweep/kernels.h"

#include <algorithm>
#include <utility>

#include "compiler/lower/decided.h"
#include "compiler/lower/scales.h"

namespace smcost::sweep {

namespace {

using program::ExprId;
using program::Op;

constexpr unsigned kLanes = 8;
// Inner rows whose terms are worth keeping while the outer ones go by.
constexpr uint64_t kMostInner = 8192;
constexpr uint64_t kFewInner = 256;

bool hasAbove(const lower::ZProgram& program, unsigned width) {
  return std::any_of(program.nodes.begin(), program.nodes.end(), [width](const lower::ZNode& node) { return node.width > width; });
}

size_t operationsOf(const lower::ZProgram& program) {
  return static_cast<size_t>(std::count_if(program.nodes.begin(), program.nodes.end(),
                                           [](const lower::ZNode& node) { return node.op != lower::ZOp::k && node.op != lower::ZOp::col; }));
}

// The shape with an output for each slot.
class Slotter {
 public:
  Slotter(const program::ExprPool& below, const program::Shape& shape, const lower::ZProgram& plain) : pool(&below), slotted(shape), shape_(shape), plain_(plain) {
    slotted.outputs.clear();
    slotted.output_names.clear();
    // A row fails where any output does, whatever conditions say: that each is what it is has to be known.
    for (const ExprId output : shape.outputs) {
      slotted.requirements.push_back({pool.make(Op::le, units::kNoDimension, output, output), 0});
    }
  }

  void add(size_t number, const Question& question) {
    if (question.where.empty()) return push({number, question.keeps, {}}, shape_.outputs[question.output]);
    const auto& [keeps_least, keeps_greatest, keeps_sum] = question.keeps;
    if (keeps_least) addPart(number, question, {true, false, false}, beyond(question.output, 1));
    if (keeps_greatest) addPart(number, question, {false, true, false}, beyond(question.output, -1));
    if (keeps_sum) addPart(number, question, {false, false, true}, base::Rational(0));
  }

  program::ExprPool pool;
  program::Shape slotted;
  std::vector<Slot> slots;

 private:
  // More than the output can be, or less; of a fraction it is not known.
  std::optional<base::Rational> beyond(size_t output, int direction) const {
    const lower::ZOutput& plain = plain_.outputs[output];
    if (plain.den) return std::nullopt;
    const lower::Interval& range = plain_[plain.num].range;
    return plain.scale * base::Rational(direction > 0 ? base::Integer(range.hi + 1) : base::Integer(range.lo - 1));
  }

  void push(Slot slot, ExprId output) {
    slots.push_back(std::move(slot));
    slotted.outputs.push_back(output);
    slotted.output_names.emplace_back();
  }

  void addPart(size_t number, const Question& question, lower::Kept keeps, std::optional<base::Rational> nothing) {
    const ExprId none = pool.constant(nothing.value_or(base::Rational(0)), units::kNoDimension);
    ExprId value = shape_.outputs[question.output];
    for (const size_t condition : question.where) value = pool.make(Op::select, units::kNoDimension, shape_.outputs[condition], value, none);
    push({number, keeps, std::move(nothing)}, value);
  }

  const program::Shape& shape_;
  const lower::ZProgram& plain_;
};

}  // namespace

Domain gridOf(std::vector<Axis> axes) {
  Domain domain;
  for (const Axis& axis : axes) domain.facts.push_back(axis.facts());
  size_t inner = axes.size();
  uint64_t size = 1;
  while (inner > 0 && (size < kFewInner || size * axes[inner - 1].count <= kMostInner)) size *= axes[--inner].count;
  const auto middle = axes.begin() + static_cast<ptrdiff_t>(inner);
  domain.is_outer.assign(axes.size(), false);
  std::fill_n(domain.is_outer.begin(), inner, true);
  domain.outer = std::make_unique<Product>(0, std::vector<Axis>(axes.begin(), middle));
  domain.inner = std::make_unique<Product>(static_cast<uint32_t>(inner), std::vector<Axis>(middle, axes.end()));
  return domain;
}

std::unique_ptr<Kernels> Kernels::make(const program::ExprPool& pool, const program::Shape& shape, const Domain& domain,
                                       const std::vector<Question>& questions, jit::Compiler& compiler) {
  std::unique_ptr<Kernels> kernels(new Kernels(domain, compiler));
  if (!kernels->prepare(pool, shape, questions)) return nullptr;
  kernels->compile();
  return kernels;
}

bool Kernels::prepare(const program::ExprPool& pool, const program::Shape& shape, const std::vector<Question>& questions) {
  const std::optional<lower::ZProgram> plain = lower::bindShape(pool, shape, domain_.facts);
  if (!plain) return false;
  const lower::ZProgram tight = lower::withoutDecided(*plain);
  Slotter slotter(pool, shape, tight);
  for (size_t i = 0; i < questions.size(); ++i) slotter.add(i, questions[i]);
  // Where a fraction has conditions, nobody can say what stands for none.
  for (const Slot& slot : slotter.slots) {
    if (!questions[slot.question].where.empty() && !slot.nothing) return false;
  }
  const std::optional<lower::ZProgram> slotted = lower::bindShape(slotter.pool, slotter.slotted, domain_.facts);
  if (!slotted) return false;
  slots_ = std::move(slotter.slots);
  stages_ = lower::stagesOf(lower::withoutDecided(*slotted), domain_.is_outer);
  const bool is_wide = hasAbove(stages_.outer, 128) || hasAbove(stages_.inner, 128) || hasAbove(stages_.both, 128);
  lanes_ = is_wide ? 1 : kLanes;
  for (size_t i = 0; i < slots_.size(); ++i) {
    slots_[i].is_reduced = isReducible(output(i), slots_[i].keeps);
  }
  return true;
}

// What is compared with others in 128 bits, or summed up from halves of 64.
bool Kernels::isReducible(const lower::ZOutput& output, const lower::Kept& keeps) const {
  return !output.den && widthOf(output.num) <= (keeps.sum ? 64U : 128U);
}

lower::KernelForm Kernels::storingForm() const {
  lower::KernelForm form{lanes_, {}, {}};
  for (const lower::Term& term : stages_.terms) form.uniform.push_back(term.is_outer);
  return form;
}

void Kernels::compile() {
  const lower::KernelForm plain{lanes_, {}, {}};
  std::vector<jit::Source> sources = {{&stages_.outer, plain}, {&stages_.inner, plain}};
  lower::KernelForm reduced = storingForm();
  bool any_reduced = false;
  for (const Slot& slot : slots_) {
    reduced.kept.push_back(slot.is_reduced ? slot.keeps : lower::Kept{});
    any_reduced = any_reduced || slot.is_reduced;
  }
  if (any_reduced) sources.push_back({&stages_.both, reduced});
  const auto compiled = compiler_.compile(sources);
  modules_.push_back(compiled.module);
  outer_ = compiled.kernels[0];
  inner_ = compiled.kernels[1];
  if (any_reduced) reduced_ = compiled.kernels[2];
}

lower::Kernel Kernels::stored() {
  const std::lock_guard lock(compiling_);
  if (stored_) return stored_;
  const auto compiled = compiler_.compile({{&stages_.both, storingForm()}});
  modules_.push_back(compiled.module);
  return stored_ = compiled.kernels.front();
}

Kernels::~Kernels() {
  for (const jit::Compiler::ModuleId module : modules_) compiler_.remove(module);
}

Facts Kernels::facts() const {
  Facts facts;
  facts.lanes = lanes_;
  for (const lower::ZProgram* program : {&stages_.outer, &stages_.inner, &stages_.both}) {
    for (const lower::ZNode& node : program->nodes) facts.width = std::max(facts.width, unsigned{node.width});
  }
  facts.outer_terms = stages_.outer.outputs.size();
  facts.inner_terms = stages_.inner.outputs.size();
  facts.operations = operationsOf(stages_.both);
  return facts;
}

}  // namespace smcost::sweep
