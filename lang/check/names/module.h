// The files that a check is of.
#pragma once

#include <string>
#include <vector>

#include "lang/base/layered.h"
#include "lang/source/source.h"
#include "lang/syntax/ast.h"

namespace smcost::check {

// A `use` or `include` of a file: what to load before it can be checked.
struct ModuleRef {
  std::string path;          // "a.b" or "./other.smcost" (quoted in the text)
  bool is_file = false;      // quoted: relative to the file that says it
  bool is_include = false;   // bills the other file's statements
  std::string alias;         // `as y`; empty: names as they are
  std::string edition;       // `@ e`; empty: the default
  source::Span span;
  source::Span edition_span;
  ast::NodeId node;          // the item that says it; none: what every file uses
};

std::vector<ModuleRef> moduleRefs(const ast::File& file, const source::SourceManager& sources);

// A loaded file. `imports[i]` is the index of the module that `refs[i]` means.
struct Module {
  std::string name;          // "a.b", or the file name
  ast::File tree;
  std::vector<ModuleRef> refs;
  std::vector<size_t> imports;
  bool is_library = false;   // from the standard library
};

// What a module uses stands before it; those below are of a library that was read before, and shared.
using Modules = base::LayeredDeque<Module>;

}  // namespace smcost::check
