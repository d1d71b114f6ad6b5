// Expressions of the checked program: a hash-consed DAG over exact rationals in base
// units. Names, units, functions and options are gone; dimensions stay as facts that
// the verifier and the printers use. Every engine computes exactly this.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/base/id.h"
#include "lang/base/layered.h"
#include "lang/base/rational.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"

namespace smcost::program {

using ExprId = base::Id<struct ExprTag>;
using ConstantId = base::Id<struct ConstantTag>;

// Numbers are rationals, truth values are 0 or 1 (dimension kNoDimension).
enum class Op : uint8_t {
  constant,  // payload: ConstantId
  param,     // payload: column of the shape
  add, sub, mul,
  div,       // a / b; b = 0 fails the row with the expression's site
  min, max,
  lt, le, eq,    // truth values
  not_,          // of a truth value
  select,        // a ? b : c; only the chosen arm can fail the row
  round,         // a to a multiple of b (a constant > 0) under `mode`
  retag,         // a's number under another dimension
};

// Failure of a row is a site: an index into Shape::sites, plus one. In a row the first
// failure counts: operands left to right, then the node itself; a select asks its
// condition, then the chosen arm. A shape asks its requirements in order, then its outputs.
struct Expr {
  Op op;
  base::RoundingMode mode = base::RoundingMode::down;
  uint16_t unused = 0;          // no byte is left unwritten: the same each time it is carried by a program
  units::DimensionId dimension;
  ExprId a, b, c;
  uint32_t payload = 0;

  bool operator==(const Expr&) const = default;
};

class ExprPool {
 public:
  ExprPool() = default;
  // Goes on from a frozen one, which must outlive it.
  explicit ExprPool(const ExprPool* below)
      : nodes_(below ? &below->nodes_ : nullptr), constants_(below ? &below->constants_ : nullptr),
        ids_(below ? &below->ids_ : nullptr), constant_ids_(below ? &below->constant_ids_ : nullptr) {}

  ExprId constant(const base::Rational& value, units::DimensionId dimension);
  ExprId param(uint32_t column, units::DimensionId dimension);
  // Folds constants (never a division by a constant zero), x*1, x+0, select of a constant.
  // The dimension is given, not inferred: the checker has proved it.
  ExprId make(Op op, units::DimensionId dimension, ExprId a, ExprId b = {}, ExprId c = {});
  // The quantum is a constant above zero.
  ExprId round(ExprId a, ExprId quantum, base::RoundingMode mode);

  const Expr& operator[](ExprId id) const { return nodes_[id.value]; }
  const base::Rational& value(ConstantId id) const { return constants_[id.value]; }
  const base::Rational& constantValue(ExprId id) const { return constants_[nodes_[id.value].payload]; }
  bool isConstant(ExprId id) const { return nodes_[id.value].op == Op::constant; }
  size_t size() const { return nodes_.size(); }

 private:
  ExprId intern(const Expr& expr);
  ExprId simplify(Op op, units::DimensionId dimension, ExprId a, ExprId b, ExprId c);
  ExprId foldConstants(const Expr& expr);
  ConstantId internConstant(const base::Rational& value);

  struct ExprHash {
    size_t operator()(const Expr& e) const noexcept;
  };
  base::Layered<Expr> nodes_;
  base::Layered<base::Rational> constants_;
  base::LayeredMap<std::unordered_map<Expr, ExprId, ExprHash>> ids_;
  base::LayeredMap<std::unordered_map<base::Rational, ConstantId, base::RationalHash>> constant_ids_;
};

// Division and requirements that can fail carry a site in the shape they are used in.
struct Requirement {
  ExprId condition;  // a truth value; 0 fails the row
  uint32_t site;     // index into Shape::sites
};

// What to say when a row fails there.
struct Site {
  enum class Kind : uint8_t { division, requirement } kind = Kind::division;
  source::Span span;
  std::string text;  // the message of a requirement, the divisor's text of a division
  ExprId node;       // the division
};

struct ShapeParam {
  std::string name;  // as the library names it: "run", "instances", "price"
  units::DimensionId dimension;
  units::DimensionId tagged = {};  // of a plain number that took the tag of its parameter

  units::DimensionId shown() const { return tagged ? tagged : dimension; }
};

// One kernel: a workload body under one pattern of arguments, an expression, a rating rule.
struct Shape {
  std::string name;
  std::vector<ShapeParam> params;
  std::vector<ExprId> outputs;
  std::vector<std::string> output_names;
  std::vector<Requirement> requirements;
  std::vector<Site> sites;
};

// The nodes that requirements and outputs reach, operands before users, in the order in
// which a row asks them. Safe for a DAG of any depth.
std::vector<ExprId> evaluationOrder(const ExprPool& pool, const Shape& shape);

// The site of each division node of a shape; divisions without one use site 0.
uint32_t siteOfDivision(const Shape& shape, ExprId node);

// Checks what every consumer relies on: operands before users, dimensions that fit,
// truth values where wanted, positive constant quanta, params inside the shape. Empty when sound.
std::string verify(const ExprPool& pool, const Shape& shape, units::Dimensions& dimensions);

// `compute = round up (run * instances) to 1`: for `--emit=program` and tests.
std::string print(const ExprPool& pool, const Shape& shape);

}  // namespace smcost::program
