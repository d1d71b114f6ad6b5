// What an expression is worth to the checker: a type, the DAG node that computes it, and
// what it needs to explain itself.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/program/program.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"
#include "lang/units/unit.h"

namespace smcost::check {

using program::ExprId;
using units::DimensionId;

enum class Kind : uint8_t {
  error,      // already reported; everything that touches it stays silent
  none,       // a parameter that was left out
  number,     // with a dimension
  multiple,   // `4x`, with the dimension of its tag once bound
  boolean,
  key,        // a SKU
  region,
  word,       // a constant of a `words` set
  text,
  schedule,   // running time and span
  range,      // `0h..2h`: from when to when, of one session
  option,     // the arguments of an option
  list,       // of `with many` options, a part of each, or written out
};

struct Value;

// The bound parameters of a workload or option, by name; and a body's `let`s.
using Locals = std::vector<std::pair<std::string_view, Value>>;

// A unit that a literal was written in, where units of its dimension come in families (`GB`, `GiB`).
struct Written {
  units::UnitId unit;
  source::Span span;   // of the unit's text
};

// One `each`: how many of what.
struct Level {
  units::BaseId tag;
  ExprId count;
};

// The argument a value is, unchanged, while a body is walked: a line's key is read there anew for
// each row. Arithmetic copies it too, so it holds only while the expression is still `expr`.
struct Origin {
  int param = -1, part = -1;
  uint32_t item = 0;  // of a list of options
  ExprId expr;
};

struct Value {
  Kind kind = Kind::error;
  DimensionId dimension = units::kNoDimension;
  ExprId expr;                 // number, multiple, boolean; a schedule's running time, a range's begin; a SKU still open
  ExprId span_days;            // schedule: how many days it spans
  bool untagged = false;       // a literal without unit: takes the tag it meets
  bool percent = false;
  bool optional = false;       // of a parameter that may be left out, and was given
  bool from_bill = false;      // depends on the rated bill
  bool flow = false;           // a rate or profile counted over time: how much comes, not how much is there
  source::Span came;           // of a flow: the rate or profile
  bool is_span = false;        // `span`: how long the statement lives
  bool over_span = false;      // a flow times `span`: as if all that ever comes were there all the time
  ExprId rate;                 // that was counted over time to get it
  std::vector<Written> written;  // the families of units that it was computed from, each once
  ExprId inner;                // with levels: what one innermost thing uses; a range's end
  ExprId share;                // range in a list of options: its part of the time it shares with the others
  std::vector<Level> levels;   // innermost first
  program::KeyId key;
  std::string_view word;       // spelling of a word; the text of a `text`
  uint32_t words = UINT32_MAX; // which words set
  Origin origin;
  std::shared_ptr<Locals> option;
  std::shared_ptr<std::vector<Value>> list;
  source::Span span;           // "because of this"

  bool isError() const { return kind == Kind::error; }
  bool isNone() const { return kind == Kind::none; }
};

}  // namespace smcost::check
