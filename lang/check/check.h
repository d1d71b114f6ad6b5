// ast::File -> program::Program: names, types and units, phrases, schedules, prices.
// The session loads the files; this folder reads none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "lang/syntax/ast.h"
#include "lang/units/unit.h"

namespace smcost::program {
struct PriceList;
}

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
  // A `test` or `rejects` block of the file: its items are checked and billed in place of the file's.
  std::optional<ast::NodeId> block;
};

// The program and what later phases need to speak of it in the user's words.
struct Checked {
  program::Program program;
  units::Units units;
  std::string scenario;           // of the file, in force; empty: the file as written
  uint32_t checks_left_out = 0;   // of the file as written, which its scenario does not evaluate
};

// The months of a period of several, each of which is a check and a bill of its own. Empty for
// one month, any other period, and a wrong one, which check() reports.
std::vector<std::string> billedMonths(const source::SourceManager& sources, const ast::File& file, const Options& options);

// The scenarios of a file in order of the text, and those that its `compare` names, if it has one.
std::vector<std::string> scenarioNames(const source::SourceManager& sources, const ast::File& file);
std::vector<std::string> comparedNames(const source::SourceManager& sources, const ast::File& file);
inline constexpr std::string_view kBaseScenario = "base";  // the file as written
inline constexpr size_t kMostScenarios = 100;              // each is a check of the whole file

// `modules` in dependency order: what a module uses stands before it; the last is the
// file itself. Always returns a program; with errors in the sink it may miss statements.
// Modules and sources must outlive the call only.
Checked check(const source::SourceManager& sources, const std::vector<Module>& modules,
              const Options& options, diagnostics::Sink& sink);

// How providers' lists are read, as far as one of the modules declares a `price_list`, in their order. What is wrong is
// in the sink and left out.
std::vector<program::PriceList> priceLists(const source::SourceManager& sources, const std::vector<Module>& modules,
                                           diagnostics::Sink& sink);

}  // namespace smcost::check
