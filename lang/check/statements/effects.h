// Which arguments of a phrase its lines and requirements depend on. One that changes nothing is an
// error: whoever gave it meant something by it.
#pragma once

#include <vector>

#include "lang/check/expressions/reads.h"

namespace smcost::check {

struct Argument;
struct Scope;
struct Statements;
struct Workload;

// What a body did with the arguments under one pattern of them.
struct Effects {
  // Where an argument would have counted: a line left out, a branch not taken.
  struct Missed {
    Reads reads;
    Reads wanting;      // of these the ones that were not given
    source::Span span;  // of the line, or of the branch's condition
    bool is_line = false;
  };
  bool known = false;  // not of a body with an error
  Reads used;
  std::vector<Missed> missed;
};

// Reports each argument of the statement on which nothing depends, though it could have been left out. Of a statement that a scenario
// changes only what the scenario says: it may well take away what the others were for. False if one was.
bool refuseIdle(Statements& cx, const Scope& scope, const Workload& workload, const std::vector<Argument>& arguments,
                const Effects& effects, bool by_scenario);

}  // namespace smcost::check
