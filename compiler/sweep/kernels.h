// A function compiled for millions of rows: terms apart by what they depend on, several rows at once, and of the figures only what is asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "compiler/jit/compiler.h"
#include "compiler/lower/stages.h"
#include "compiler/sweep/rows.h"
#include "lang/program/expr.h"

namespace smcost::sweep {

// Rows that are gone through together: small enough for the nearest cache, long enough to be worth a call.
inline constexpr uint64_t kRun = 1024;

// All pairs of an outer and an inner row; a point's number is outer * inner size + inner.
struct Domain {
  std::unique_ptr<Rows> outer, inner;
  std::vector<lower::ColumnFacts> facts;   // per param
  std::vector<bool> is_outer;              // per param

  uint64_t size() const { return outer->size() * inner->size(); }
};

// The axes are the params in their order, the last one's values behind each other.
Domain gridOf(std::vector<Axis> axes);

// How it runs, for those who want to know.
struct Facts {
  unsigned lanes = 1;
  unsigned width = 64;                    // of the widest number, in bits
  size_t outer_terms = 0, inner_terms = 0, operations = 0;   // operations: of a point, terms left out
};

// What is kept of one output, over the rows in which others, which are truth values, hold.
struct Question {
  size_t output = 0;
  std::vector<size_t> where;
  lower::Kept keeps;
};

// A column of the code: one figure, and what is kept of it.
struct Slot {
  size_t question = 0;
  lower::Kept keeps;
  std::optional<base::Rational> nothing;   // stands where the conditions of the question do not hold
  bool is_reduced = false;                 // in the code; else it is looked at row by row
};

class Kernels {
 public:
  // None when it does not prove within 256 bits. Domain and compiler must outlive the kernels.
  static std::unique_ptr<Kernels> make(const program::ExprPool& pool, const program::Shape& shape, const Domain& domain,
                                       const std::vector<Question>& questions, jit::Compiler& compiler);

  // Frees the code.
  ~Kernels();
  Kernels(const Kernels&) = delete;
  Kernels& operator=(const Kernels&) = delete;

  const Domain& domain() const { return domain_; }
  const std::vector<Slot>& slots() const { return slots_; }
  const lower::Stages& stages() const { return stages_; }
  const lower::ZOutput& output(size_t slot) const { return stages_.both.outputs[slot]; }
  unsigned widthOf(lower::ZId id) const { return stages_.both[id].width; }
  unsigned lanes() const { return lanes_; }
  Facts facts() const;

  // Terms of the outer and the inner rows; what is kept of rows, none when nothing is reduced; all outputs, row by row.
  lower::Kernel outer() const { return outer_; }
  lower::Kernel inner() const { return inner_; }
  lower::Kernel reduced() const { return reduced_; }
  // Compiled when it is first asked for. From any thread.
  lower::Kernel stored();

 private:
  Kernels(const Domain& domain, jit::Compiler& compiler) : domain_(domain), compiler_(compiler) {}
  bool prepare(const program::ExprPool& pool, const program::Shape& shape, const std::vector<Question>& questions);
  bool isReducible(const lower::ZOutput& output, const lower::Kept& keeps) const;
  void compile();
  lower::KernelForm storingForm() const;

  const Domain& domain_;
  jit::Compiler& compiler_;
  std::vector<Slot> slots_;
  lower::Stages stages_;
  unsigned lanes_ = 1;
  lower::Kernel outer_ = nullptr, inner_ = nullptr, reduced_ = nullptr, stored_ = nullptr;
  std::vector<jit::Compiler::ModuleId> modules_;
  std::mutex compiling_;
};

}  // namespace smcost::sweep
