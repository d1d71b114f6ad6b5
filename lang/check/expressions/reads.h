// Which arguments the expressions of a body read.
#pragma once

#include <compare>
#include <set>
#include <string_view>

#include "lang/check/values/value.h"
#include "lang/syntax/ast.h"

namespace smcost::check {

struct Names;

// A local of a body by its index, or one part of an option.
struct ReadLocal {
  size_t local = 0;
  int part = -1;  // none: the whole of it

  auto operator<=>(const ReadLocal&) const = default;
};
using Reads = std::set<ReadLocal>;

// What `path` reads of the locals: `storage`, `watch.time`, of a list `app.time`.
void noteRead(const Locals& locals, std::string_view path, Reads& reads);
// What the expressions at and below a node would read.
void noteReadsBelow(Names& cx, const ast::File& file, ast::NodeId node, const Locals& locals, Reads& reads);

}  // namespace smcost::check
