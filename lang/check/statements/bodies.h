// What a workload's body gives under one pattern of arguments.
#pragma once

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
  Effects effects;
  bool sound = true;
};

// Whatever is wrong with the body is said; the result then is not `sound`. Without a statement rates count over the period.
BodyResult walkBody(Statements& cx, const Workload& workload, Locals locals, ExprId span, base::NameId region, BodyTimes* times);

}  // namespace smcost::check
