// What a workload's body gives under one pattern of arguments.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lang/check/statements/statements.h"

namespace smcost::check {

struct LineInstance {
  std::string name;
  const MeterInfo* meter = nullptr;
  ExprId quantity;
  KeySource key;
  Span span;
  uint32_t item = 0;
};

// What a body gave: lines, requirements, and what was left out.
struct BodyResult {
  std::vector<LineInstance> lines;
  std::vector<std::pair<ExprId, program::Site>> requirements;
  std::vector<program::Site> failed;  // whatever the figures
  std::vector<std::string> not_included;
  std::vector<program::Brought> brings;
  std::set<std::string> asked_modules;  // of which it matters whether the statement's file uses them
  Effects effects;
  bool sound = true;
};

// Where a body is walked for: without a statement rates count over the period.
struct BodyPlace {
  ExprId span;                  // none: nothing in it asks
  base::NameId region;
  BodyTimes* times = nullptr;
  ExprId condition;             // of figures, under which all of it counts; none: it does
};
// Is told of each statement in the body that is reached, with the arguments and the `let`s before it, and the condition of figures
// under which it counts.
using OnPart = std::function<void(const Env& body, ast::NodeId part, ExprId condition)>;

// Whatever is wrong with the body is said; the result then is not `sound`.
BodyResult walkBody(Statements& cx, const Workload& workload, Locals locals, const BodyPlace& place, const OnPart& on_part = {});

}  // namespace smcost::check
