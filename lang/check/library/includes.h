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
  size_t module = 0;           // which it is, and its scope
  const Scope* scope = nullptr;
  std::string prefix;          // "vision."; of the file itself empty
  const BilledFile* including = nullptr;
  source::Span span;           // where it is included
};

// The files whose statements are billed, each behind those that it includes; the file itself is the
// last. Its name stands for its total where it is included, and what it declares is known there as
// `vision.users`.
void findBilledFiles(Library& cx, const Modules& modules);
// A name of an included file is known to all that include it, in the table that `names` has of each module.
void shareName(Library& cx, const Scope& scope, const Decl& decl, const std::function<NameTable&(size_t module)>& names);

// settings.cpp: what an included file says of the bill as a whole, which the bill has to have.
void agreeSettings(Library& cx, const Modules& modules);

}  // namespace smcost::check
