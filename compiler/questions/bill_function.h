// A spec as a function of some of its `param`s: what it bills at any values of these.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "compiler/questions/piece.h"

namespace smcost::questions {

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
  // The spec checked with these values, for who asks more of it than points.
  std::unique_ptr<Piece> pieceAt(std::vector<Value> values);
  const Made& made() const { return made_; }
  const std::vector<Figure>& figures() const { return maker_.figures(); }
  // From how many points of one program on kernels are worth their code, for the engine that was chosen: none are for those that
  // show what they compute, as the reference does.
  uint64_t worthKernels() const { return worth_kernels_; }
  // Those that were made so far and are kept; each stays where it is as long as this.
  const std::deque<std::unique_ptr<Piece>>& pieces() const { return pieces_; }
  // Is told before each call of `at` how many points were evaluated by then.
  void onPoints(std::function<void(uint64_t)> tell) { tell_ = std::move(tell); }

 private:
  // Of these points those for which the piece holds, evaluated; the others are handed back.
  std::vector<uint32_t> evaluate(const Piece& piece, const std::vector<Column>& columns, std::vector<uint32_t> points, Answers& answers) const;
  std::vector<uint32_t> holding(const Piece& piece, const std::vector<Column>& columns, const std::vector<uint32_t>& points,
                                std::vector<uint32_t>& others) const;

  std::unique_ptr<runtime::Engine> engine_;
  uint64_t worth_kernels_;
  PieceMaker maker_;
  std::deque<std::unique_ptr<Piece>> pieces_;
  Made made_;
  std::function<void(uint64_t)> tell_;
};

}  // namespace smcost::questions
