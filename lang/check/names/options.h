// What a check is asked for, besides the files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/check/names/module.h"
#include "lang/program/program.h"

namespace smcost::check {

// A value that stands for a name which no file declares; a number of base units, or a name.
struct Given {
  std::string name;
  program::Answer::Kind kind = program::Answer::Kind::number;  // number, percent, multiple, truth or name
  base::Rational value;
  std::vector<std::pair<std::string, int>> dimension;          // powers of base dimensions
  std::string text;
  std::vector<std::string> written;                            // units, of each family that it was computed from
};

// What stands for a setting that neither the file nor the command line gives.
struct Assumed {
  std::string value;
  std::string from;   // ".smcost.toml": where somebody set it
  std::string place;  // ".smcost.toml:3"
};

// Where prices are that no module declares.
class PriceBook {
 public:
  // A price that the bill may need; `key` and `plan` empty: none. Of a meter with keys, none asks for all of them there.
  struct Wanted {
    std::string_view meter, region, key, plan;
  };
  // `rates` and their sources, as a module that outlives the check. Null: there is nothing of these.
  struct Rates {
    const Module* module = nullptr;
    program::BookUse book;
  };

  // Which edition the bill is of; the rest is asked only if there is a book of it.
  virtual bool has(std::string_view edition) = 0;
  // Whether something has a price under this key.
  virtual bool hasKey(std::string_view key) = 0;
  virtual Rates rates(const std::vector<Wanted>& wanted) = 0;

 protected:
  ~PriceBook() = default;
};

class Mentions;

struct Options {
  std::optional<std::string> period;
  std::optional<std::string> month;   // of a period of several: the one to check
  bool with_checks = true;            // `expect` and its kin: of several months the first has them
  std::optional<std::string> region;
  std::optional<Assumed> assumed_period, assumed_region;
  // A folder to name in reports: of a library that is not the shipped one, or that nobody named on the
  // command line (which alone has a place).
  std::optional<Assumed> assumed_library;
  // Values of `-p name=value`: a name, the tree of the value and where it stands.
  struct Param {
    std::string name;
    ast::File tree;
  };
  std::vector<Param> params;
  // `param`s of the file that stay variables: "users", "prod.users". A number in base units in place of the one that the text or
  // `-p` says; none: that one.
  struct Variable {
    std::string name;
    std::optional<base::Rational> value = {};
  };
  std::vector<Variable> variables;
  std::vector<ast::File> asked;         // what is wanted of each bill: values over its figures, as parseValue reads them
  std::optional<std::vector<std::string>> group_by;  // tags, by which reports group; in place of the file's
  bool groups_beside = false;           // `group_by` is of several bills: a tag of it that none here has, another may have
  std::optional<std::string> scenario;  // of the file, checked in place of the file as written
  bool strict = false;
  PriceBook* price_book = nullptr;  // none: all rates stand in specs and the library
  std::vector<std::string> priced_meters;  // whose prices in the bill's region are wanted for all keys
  // A question about figures from outside: it becomes the program's only check, and no statement is bound.
  struct Condition {
    ast::File tree;                                            // the value, as parseValue reads it
    std::vector<std::pair<std::string, base::Rational>> money;  // names that it may use, in the file's currency
    // Names for the quotient of two of these, as a percentage.
    struct Percentage {
      std::string name, of, base;
    };
    std::vector<Percentage> percentages;
  };
  std::optional<Condition> condition;
  std::vector<Given> given;
  // A REPL's text: what begins before this offset is its input. Statements behind it are billed
  // only if the input asks for money of the bill or adds to it.
  std::optional<uint32_t> input_end;
  // Where it is written down what each name means; what no bill asks for is read too. None: nowhere.
  Mentions* mentions = nullptr;
  // A `test` or `rejects` block of the file: its items are checked and billed in place of the file's.
  std::optional<ast::NodeId> block;
};

}  // namespace smcost::check
