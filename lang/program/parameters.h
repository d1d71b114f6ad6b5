// `param`: what a spec may be asked of with other values. What a parameter is worth here, and what else it may be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/base/interner.h"
#include "lang/base/rational.h"
#include "lang/program/ids.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"

namespace smcost::program {

// A constant of a `words` set.
struct WordName {
  base::NameId words, word;
  bool operator==(const WordName&) const = default;
};
struct RegionName {
  base::NameId region;
  bool operator==(const RegionName&) const = default;
};
// A number in base units (of a truth 1 or 0), a SKU, a word, a region. None: it is of a kind that nothing asks over, such as a
// schedule, or has no value.
using ParameterValue = std::variant<std::monostate, base::Rational, KeyId, WordName, RegionName>;

// `step 1` alone: how far apart values are.
struct Steps {
  base::Rational step;
};
// `in 1..500 step 1`; both ends are in it, and lie on steps.
struct Interval {
  base::Rational low, high;
  std::optional<base::Rational> step;
};
// `in { a, b }`, in order of the text, each once.
struct Members {
  std::vector<ParameterValue> values;
};
// `in skus where …`: which they are is known with prices.
struct SkuSet {
  uint32_t query = 0;                      // index into Program::sku_sets
};
// `~ lognormal 5M..20M step 1k`: what is not known, and how likely each value is.
struct Distribution {
  // Of `uniform` and `triangular` low and high are the ends, of `normal` and `lognormal` the 5th and 95th percentile.
  enum class Kind : uint8_t { uniform, normal, lognormal, triangular, choice } kind = Kind::uniform;
  base::Rational low, high, step;          // of all but `choice`
  std::optional<base::Rational> peak;      // of `triangular`
  std::vector<ParameterValue> values;      // of `choice`, in order of the text, each once
  std::vector<uint32_t> weights;           // as values: whole numbers without a common divisor
};
using Domain = std::variant<std::monostate, Steps, Interval, Members, SkuSet, Distribution>;

// A choice is as fine as the table of its draws.
inline constexpr uint32_t kMostShares = 65'536;

struct Parameter {
  enum class Kind : uint8_t { number, percent, multiple, truth, sku, word, region, other } kind = Kind::other;
  std::string name;                        // "users"; of an included file "prod.users"
  units::DimensionId dimension = units::kNoDimension;  // of a number; of a multiple that of its tag
  std::string unit;                        // that its value is written in; empty: none
  base::Rational unit_scale{1};            // one of it in base units
  ParameterValue value;                    // in the bill at hand: as declared, or as `with`, `set` or `-p` says
  Domain domain;
  source::Span span;                       // of its name
  source::Span value_span;                 // where its value in the bill at hand is said
};

std::string_view distributionName(Distribution::Kind kind);
std::optional<Distribution::Kind> distributionNamed(std::string_view name);

struct Program;
// "25 min", "2x", "small".
std::string printValue(const Program& program, const Parameter& parameter, const ParameterValue& value);
// "run_time : Time = 25 min in 20 min..30 min step 1 min"
std::string print(const Program& program, const Parameter& parameter);

}  // namespace smcost::program
