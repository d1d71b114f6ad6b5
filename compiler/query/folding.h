// Which lines of a file may be folded away. From its tree alone.
#pragma once

#include <vector>

#include "lang/source/source.h"
#include "lang/syntax/ast.h"

namespace smcost::query {

struct Fold {
  enum class Kind : uint8_t { region, comment, imports } kind = Kind::region;
  uint32_t begin_line = 1, end_line = 1;  // from 1 on; more than one line, both in it

  bool operator==(const Fold&) const = default;
};

// Items and blocks of several lines, runs of comment lines, runs of `use` and `include`. In order of their begin, the longer first.
std::vector<Fold> folds(const ast::File& file, const source::SourceManager& sources);

}  // namespace smcost::query
