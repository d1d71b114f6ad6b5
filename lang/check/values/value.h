// What an expression is worth to the checker: a sum of one struct for each kind, beside what explains any value.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "lang/base/check.h"
#include "lang/program/program.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"
#include "lang/units/unit.h"

namespace smcost::check {

using program::ExprId;
using units::DimensionId;

// In the order of Value::Content. A multiple is a number: it has all that one has.
enum class Kind : uint8_t { error, none, number, boolean, key, region, word, text, schedule, range, option, list, multiple };

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
  ExprId expr = {};
};

// Already reported; everything that touches it stays silent.
struct Error {};

// A parameter that was left out.
struct None {};

struct Number {
  DimensionId dimension = units::kNoDimension;  // of a multiple that of its tag, once bound
  ExprId expr = {};
  bool is_multiple = false;    // `4x`
  bool untagged = false;       // a literal without unit: takes the tag it meets
  bool percent = false;
  bool flow = false;           // a rate or profile counted over time: how much comes, not how much is there
  bool over_span = false;      // a flow times `span`: as if all that ever comes were there all the time
  source::Span came = {};      // of a flow: the rate or profile
  ExprId rate = {};            // that was counted over time to get it
  ExprId inner = {};           // with levels: what one innermost thing uses
  std::vector<Level> levels = {};     // innermost first
  std::vector<Written> written = {};  // the families of units that it was computed from, each once
};

struct Boolean {
  ExprId expr = {};
};

// A SKU.
struct Key {
  std::string_view text = {};
  program::KeyId key = {};
  ExprId open = {};            // in the proof of a body, where none is given yet: what stands for it
};

struct Region {
  std::string_view text = {};
};

// A constant of a `words` set.
struct Word {
  std::string_view text = {};
  uint32_t words = 0;          // which set
};

struct Text {
  std::string_view text = {};
  ExprId open = {};            // of a fact that is not known yet: what stands for it
};

struct Schedule {
  ExprId running = {};
  ExprId span_days = {};       // how many days it spans; none: `always`
};

// `0h..2h`: from when to when, of one session.
struct Range {
  ExprId begin = {}, end = {};
  ExprId share = {};           // in a list of options: its part of the time it shares with the others
};

// The arguments of an option.
struct Option {
  std::shared_ptr<Locals> locals = {};
};

// Of `with many` options, a part of each, or written out.
struct List {
  std::shared_ptr<std::vector<Value>> items = {};
};

struct Value {
  using Content = std::variant<Error, None, Number, Boolean, Key, Region, Word, Text, Schedule, Range, Option, List>;

  Content content = {};
  source::Span span = {};      // "because of this"
  // Where it comes from.
  Origin origin = {};
  bool optional = false;       // of a parameter that may be left out, and was given
  bool from_bill = false;      // depends on the rated bill
  bool is_span = false;        // `span`: how long the statement lives

  template <class T>
  bool is() const { return std::holds_alternative<T>(content); }
  // Null when it is of another kind.
  template <class T>
  const T* find() const { return std::get_if<T>(&content); }
  template <class T>
  T* find() { return std::get_if<T>(&content); }
  // Of a kind that is known by now.
  template <class T>
  const T& as() const { return known(find<T>()); }
  template <class T>
  T& as() { return known(find<T>()); }
  // Also of a multiple.
  const Number& number() const { return as<Number>(); }
  Number& number() { return as<Number>(); }

  Kind kind() const {
    const Number* number = find<Number>();
    return number && number->is_multiple ? Kind::multiple : static_cast<Kind>(content.index());
  }
  bool isError() const { return is<Error>(); }
  bool isNone() const { return is<None>(); }

  // The node that computes it: of a schedule its running time, of a range its begin, of a name what stands for it while
  // it is open. None: nothing does.
  ExprId expr() const;
  // How a SKU, region, word or text is spelled; of all else nothing.
  std::string_view text() const;

 private:
  template <class T>
  static T& known(T* content) {
    SMCOST_CHECK(content, "a value is read as what it is");
    return *content;
  }
};

static_assert(std::is_same_v<std::variant_alternative_t<static_cast<size_t>(Kind::list), Value::Content>, List>);
static_assert(std::variant_size_v<Value::Content> == static_cast<size_t>(Kind::multiple));

}  // namespace smcost::check
