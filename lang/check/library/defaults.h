// What is taken where a file does not say it. The order of the text never chooses between files: where those that
// are used differ, the file has to say which.
#pragma once

#include <string>
#include <vector>

#include "lang/check/names/scopes.h"

namespace smcost::check {

struct Library;

// What the files that a file uses would have taken where it says nothing: of a file the first that it declares, unless
// one that it uses has it already. A module of the library chooses between those of others with `use … @ EDITION`.
struct Defaults {
  struct Usual {
    std::string name;
    Span from;        // the `use` or declaration that brings it
    std::string way;  // in which a file says it
  };
  std::vector<Usual> editions, regions;  // in order of the text; more than one name: they differ
};
// Of the file itself, once the modules are known.
Defaults defaultsOf(const Library& cx);

// That there are several of `what`, none of them said. Nothing is reported where all are the same.
void reportSeveral(Library& cx, std::string_view what, const std::vector<Defaults::Usual>& usual);

}  // namespace smcost::check
