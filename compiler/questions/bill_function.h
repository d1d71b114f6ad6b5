// A spec as a function of some of its `param`s: what it bills at any values of these.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

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

// Of each point, what it comes to or why it comes to nothing.
struct Answers {
  std::vector<std::vector<base::Rational>> figures;  // per figure, per point; of a condition 1 or 0
  std::vector<uint32_t> failures;                    // per point: 0, or of `reasons` the one before
  std::vector<std::string> reasons;                  // "no run time [SMC4005]"

  bool failed(size_t point) const { return failures[point] != 0; }
  // Of one that failed.
  const std::string& reason(size_t point) const { return reasons[failures[point] - 1]; }
};

// Points that are evaluated together: few enough to be told soon, enough for compiled code.
inline constexpr uint64_t kBlock = 8192;
// Which number a reason has among those that were met, each once.
uint32_t numberOf(const std::string& reason, std::vector<std::string>& reasons);

// How a function was made, for those who want to know.
struct Made {
  uint64_t points = 0;       // evaluated
  uint64_t programs = 0;     // how often the spec was checked
};

// The spec is checked with the values of one point, and evaluated at all others for which it is the same program (see
// program::Variables); at what is left it is checked again. So what a point comes to is what the spec bills with its values, bit for
// bit, and in no order that anybody could see.
class BillFunction {
 public:
  // `spec` opens the file. The variables are its parameters by name, the figures what is wanted of each bill.
  BillFunction(session::Options spec, std::vector<std::string> variables, std::vector<Figure> figures);
  ~BillFunction();
  BillFunction(const BillFunction&) = delete;
  BillFunction& operator=(const BillFunction&) = delete;

  // A column for each variable, all of one length.
  Answers at(const std::vector<Column>& columns);
  const Made& made() const { return made_; }

 private:
  struct Piece;   // one program, and where it holds

  std::unique_ptr<Piece> makePiece(const std::vector<Column>& columns, size_t point);
  void addMonth(Piece& piece, size_t number, const std::vector<uint32_t>& numbers, bool is_sound);
  // Of these points those for which the piece holds, evaluated; the others are handed back.
  std::vector<uint32_t> evaluate(Piece& piece, const std::vector<Column>& columns, std::vector<uint32_t> points, Answers& answers);
  std::vector<uint32_t> holding(const Piece& piece, const std::vector<Column>& columns, const std::vector<uint32_t>& points,
                                std::vector<uint32_t>& others);
  // What the bill comes to at points of a piece, summed over its months: what is read of it, then the invoice.
  std::vector<std::vector<base::Rational>> readBill(const Piece& piece, const std::vector<Column>& columns, const std::vector<uint32_t>& points,
                                                    Answers& answers);
  void evaluateFigure(const Piece& piece, size_t figure, const std::vector<std::vector<base::Rational>>& read, const std::vector<Column>& columns,
                      const std::vector<uint32_t>& points, Answers& answers);

  session::Options spec_;
  std::vector<std::string> variables_;
  std::vector<Figure> figures_;
  std::unique_ptr<runtime::Engine> engine_;
  std::deque<std::unique_ptr<Piece>> pieces_;
  Made made_;
};

}  // namespace smcost::questions
