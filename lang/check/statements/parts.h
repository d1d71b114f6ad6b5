// Workloads that are built of workloads: each statement in the body of one is, of each statement made with it, a statement of its
// own, `p.fit` of `p`. Its row begins with the arguments of the whole.
#pragma once

#include "lang/check/statements/statements.h"

namespace smcost::check {

// While it lives nothing is said.
class Muted {
 public:
  explicit Muted(Names& cx) : cx_(cx), heard_(std::exchange(cx.sink, &unheard_)) {}
  ~Muted() { cx_.sink = heard_; }
  Muted(const Muted&) = delete;
  Muted& operator=(const Muted&) = delete;

  // While it lives all is said again.
  class Break {
   public:
    explicit Break(Muted& muted) : muted_(muted) { muted.cx_.sink = muted.heard_; }
    ~Break() { muted_.cx_.sink = &muted_.unheard_; }
    Break(const Break&) = delete;
    Break& operator=(const Break&) = delete;

   private:
    Muted& muted_;
  };

 private:
  Names& cx_;
  Sink unheard_;
  Sink* heard_;
};

// The parts of a statement that was just declared, as the next ones.
void declareParts(Statements& cx, program::StatementId whole, const Workload& workload);
// A part's row, from the arguments that the statement of the text has in it. Without one it is not billed: these leave it out.
void bindPart(Statements& cx, Env& env, const Workload& workload, Locals locals, Muted& muted, program::StatementId id);
// Proves the statement in a body, with the arguments that it is reached with in a row of theirs.
void provePart(Statements& cx, const Env& statement, const Env& body, ast::NodeId node);

}  // namespace smcost::check
