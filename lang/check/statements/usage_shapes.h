// The usage shapes that workloads' bodies gave, and what each depends on besides its arguments.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/check/expressions/env.h"
#include "lang/check/statements/effects.h"
#include "lang/program/program.h"

namespace smcost::check {

// Where a line's key comes from: a parameter, an option's parameter, or always the same.
struct KeySource {
  int param = -1;
  int part = -1;
  uint32_t item = 0;  // of a list of options
  program::KeyId fixed;
  ExprId computed;    // by the body from figures of the row
  DimensionId dimension;  // of what is computed
  Span span;
};

// Which of a row's placed times each line runs by, for rows with the same placed times.
struct LinePlaces {
  std::vector<ExprId> placed, amounts;  // of the row
  std::vector<uint32_t> sources;        // per line: index into `placed`, or kNotPlaced
};
inline constexpr uint32_t kNotPlaced = UINT32_MAX;

// A usage shape already made for one pattern of arguments.
struct UsageShape {
  program::UsageTableId table;
  std::vector<KeySource> keys;     // per line
  std::vector<LinePlaces> places;  // most shapes have one
  bool by_keys = false;            // the pattern has a shape for each of its SKUs
  std::set<std::string> modules;   // and for each way in which files use these
  TimesAsked times;                // and for each way in which its statements have these
  std::vector<ExprId> amounts;     // of the body
  std::vector<program::Site> failed;  // requirements that no such row meets
  Effects effects;
};

// Those made so far.
class UsageShapes {
 public:
  // That of a pattern; without a table when none was made of it yet. It stays where it is.
  UsageShape& of(const std::string& pattern) { return shapes_[pattern]; }

 private:
  std::unordered_map<std::string, UsageShape> shapes_;
};

}  // namespace smcost::check
