// Pieces of a spec's function: one program each, and where it holds.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/questions/closed_function.h"
#include "compiler/questions/points.h"
#include "compiler/session/session.h"

namespace smcost::questions {

// What is wanted of a bill: an expression over its figures, "total", "api + p.fit.compute", "total <= 14 USD"; the total of the
// invoice; or whether one of the file's checks holds.
struct Figure {
  std::string text;
  enum class Of : uint8_t { bill, invoice, check } of = Of::bill;
  size_t check = 0;                                   // index into Program::checks
};

struct Piece {
  std::vector<Value> made_at;   // per variable
  std::vector<bool> fixed;      // per variable: it holds where this one is the same
  ClosedFunction function;
  std::string refused;          // why there is no bill, and `figures` says nothing; empty: there is one
};

class PieceMaker {
 public:
  // `spec` opens the file; the engine outlives the maker. The variables are its parameters by name.
  PieceMaker(session::Options spec, std::vector<std::string> variables, std::vector<Figure> figures, runtime::Engine& engine);

  // Checks the spec with these values, one for each variable.
  std::unique_ptr<Piece> make(std::vector<Value> values) const;
  const std::vector<std::string>& variables() const { return variables_; }
  const std::vector<Figure>& figures() const { return figures_; }

 private:
  session::Options spec_;
  std::vector<std::string> variables_;
  std::vector<Figure> figures_;
  runtime::Engine& engine_;
};

}  // namespace smcost::questions
