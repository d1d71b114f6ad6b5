// What a check found declared: types, workloads and meters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/check/names/scopes.h"
#include "lang/check/values/value.h"

namespace smcost::check {

struct Type {
  Kind kind = Kind::error;
  DimensionId dimension = units::kNoDimension;
  uint32_t index = UINT32_MAX;           // words set or option
  std::string text;                      // as written
  std::optional<units::UnitId> family;   // `Data in GiB`: literals are written in units of this one's family
  std::string family_name;
  bool stock = false;                    // of a `stock` parameter: no rate is counted over time for it
};

struct Parameter {
  std::string name, label;     // label empty: the name is the label
  Type type;
  bool bare = false, with = false, many = false;
  bool kept = false;           // `kept always`: what `span` is in the body; every workload that uses it has one
  bool optional = false;       // `= none`
  ast::NodeId default_value;   // none: must be given, unless optional
  std::string each;            // name behind `each`
  Span span;

  const std::string& labelWord() const { return label.empty() ? name : label; }
};

// A statement in a workload's body, by its name. Under conditions that exclude each other it may stand several times.
struct BodyPart {
  std::string name;
  std::vector<ast::NodeId> nodes;
};

// A workload or an option: options have no body.
struct Workload {
  std::string name;
  const Decl* decl = nullptr;
  std::vector<Parameter> params;
  std::unordered_map<std::string, uint32_t> labels;  // label or name -> parameter
  std::vector<uint32_t> order;                       // of evaluation: times first, they hold the schedule
  ast::NodeId body;
  std::vector<BodyPart> parts;                       // in order of the text, also those under conditions
  bool uses_span = false;
};

struct MeterInfo {
  program::MeterId id;
  std::string name;
  Type key;                    // kind error: no key
  DimensionId dimension;
  DimensionId month_dimension; // with a month basis: dimension / Time * Month
  bool has_basis = false;
  struct Granule {
    base::Rational quantum;
    base::RoundingMode mode = base::RoundingMode::up;
    program::Per per = program::Per::line;
    units::BaseId tag;
    std::optional<uint32_t> from_day, until_day;   // [from, until)
    Span span;
  };
  std::vector<Granule> granularity, minimum;   // of each those that hold in turn
  const Decl* decl = nullptr;
};

}  // namespace smcost::check
