// What `include` makes of other files: each is billed under its name, with a `total` and a region of its own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lang/check/names/scopes.h"

namespace smcost::check {

struct Library;

// A file whose statements are billed: one that is included under its name, or the file itself,
// which is the last.
struct BilledFile {
  const Scope* scope = nullptr;
  std::string prefix;          // "vision."; of the file itself empty
  const BilledFile* including = nullptr;
  source::Span span;           // where it is included
  ast::NodeId node;            // by which item of the including file
};

// The files whose statements are billed, each behind those that it includes; the file itself is the
// last. Its name stands for its total where it is included, and what it declares is known there as
// `vision.users`.
void findBilledFiles(Library& cx, const Modules& modules);
// A name of an included file is known to all that include it, in the table that `names` has of each scope.
void shareName(Library& cx, const Scope& scope, const Decl& decl, const std::function<NameTable&(const Scope&)>& names);
// `as prod with replicas = 3x`: the `param`s of included files have the values that are given where each is included.
void setIncludedParams(Library& cx);
// The file that includes it; of the file itself none asks.
const BilledFile& includingOf(const Library& cx, const BilledFile& file);
// `as prod with region there`: the name, or none.
ast::NodeId includedRegion(const Library& cx, const BilledFile& file);

// settings.cpp: what an included file says of the bill as a whole, which the bill has to have.
void agreeSettings(Library& cx, const Modules& modules);

}  // namespace smcost::check
