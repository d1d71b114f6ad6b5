// What a check found declared: names and their scopes, types, workloads and meters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/check/check.h"
#include "lang/check/value.h"

namespace smcost::check {

using source::Span;

// --- declarations ---

enum class DeclKind : uint8_t { let, param, fn, statement, file, workload, option, words, meter, source, allowance, plan };

// Names of different kinds live apart: a head and a value may share a name.
enum class Space : char { value = 'v', head = 'h', type = 't', meter = 'm', source = 's', allowance = 'a', plan = 'p' };

struct Scope;

struct Decl {
  DeclKind kind;
  std::string name;
  ast::NodeId node;
  Span span;                   // of the name
  const Scope* scope = nullptr;
  uint32_t index = 0;          // into the store of its kind; a statement's id; of a file, into Program::included
  bool in_progress = false;    // being evaluated: meeting it again is a cycle
  const Scope* override_scope = nullptr;  // `-p name=value` and `set name = value`: where the value stands that
  ast::NodeId override_value{};           // is read in place of the declared one, and its node
  Span dropped{};              // a statement that the scenario in force drops: where it says so; it has no id
};

// The names one file (or one test block) sees.
struct Scope {
  const Scope* parent = nullptr;
  const Module* module = nullptr;
  std::unordered_map<std::string, Decl*> names;  // key: Space character, then the name
  uint32_t file = program::IncludedFile::kNone;  // of an included file: what `total` in it means
  base::NameId region{};                         // that an included file says for its statements; none: the bill's

  Decl* find(Space space, std::string_view name) const;
};

// --- types ---

struct Type {
  Kind kind = Kind::error;
  DimensionId dimension = units::kNoDimension;
  uint32_t index = UINT32_MAX;           // words set or option
  std::string text;                      // as written
  std::optional<units::UnitId> family;   // `Data in GiB`: literals are written in units of this one's family
  std::string family_name;
  bool stock = false;                    // of a `stock` parameter: no rate is counted over time for it
};

struct WordsSet {
  std::string name;
  std::vector<std::string> words;
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

// A workload or an option: options have no body.
struct Workload {
  std::string name;
  const Decl* decl = nullptr;
  std::vector<Parameter> params;
  std::unordered_map<std::string, uint32_t> labels;  // label or name -> parameter
  std::vector<uint32_t> order;                       // of evaluation: times first, they hold the schedule
  ast::NodeId body;
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
  };
  std::optional<Granule> granularity, minimum;
  const Decl* decl = nullptr;
};

}  // namespace smcost::check
