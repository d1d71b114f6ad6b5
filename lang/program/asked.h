// What is asked of a bill: checks of the file, questions of a dialogue.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/base/rational.h"
#include "lang/program/ids.h"
#include "lang/program/table.h"
#include "lang/program/usage.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"

namespace smcost::program {

// A figure of the bill inside a check: a total, that of a statement, or of one line.
struct BillRef {
  StatementId statement;     // none: a total
  std::string line;          // empty: all lines of the statement
  uint32_t file = IncludedFile::kNone;  // of a total: index into Program::included; none: the whole bill
  bool is_payable = false;   // the whole bill's total after credits and tax
  std::shared_ptr<const std::vector<StatementId>> owned = {};  // of one value of a tag: what these statements come to
};

// A cell that is known only after rating.
struct BillCell {
  uint32_t column = 0;
  uint32_t row = 0;
  BillRef ref;
};

struct CheckTable {
  Table table;
  std::vector<BillCell> bill_cells;
};

// What somebody asks of a bill: a number or a truth value, the output of a row of checks.
struct Asked {
  uint32_t table = 0;        // index into Program::check_tables
  uint32_t row = 0;
  bool is_truth = false;
  units::DimensionId dimension = units::kNoDimension;
  source::Span span;
};

// What of a check's figure is compared, where its `param`s may be otherwise than as written.
struct Statistic {
  enum class Kind : uint8_t { none, low, high, percentile } kind = Kind::none;
  int percent = 0;           // of a percentile
};

struct Check {
  enum class Kind : uint8_t { expect, assert_, budget } kind = Kind::expect;
  uint32_t table = 0;        // index into Program::check_tables
  uint32_t row = 0;          // output 0: holds; budgets have output 1: still below the warning
  source::Span span;
  std::string file;          // that it stands in, of an included one: "vision"
  std::string subject;       // of a budget: what it bounds, as written
  Statistic statistic;       // else the bill as written is meant
  std::string left, sign, right;   // of one with a statistic: its comparison, as written
  std::string printed, erratum, message;
  bool is_of_payable = false;  // it names what is payable, which a file has by itself only
  // What a failed check shows: places in the text and what they are worth in this row.
  std::vector<std::pair<source::Span, ExprId>> parts;
};

// What an expression that a REPL asks for is worth: outputs of a row of a check table, and
// how they are shown.
struct Answer {
  enum class Kind : uint8_t { number, percent, multiple, truth, schedule, range, name, list } kind = Kind::number;
  std::string type;                         // "Money[USD]", "Sku"
  units::DimensionId dimension;             // of a number
  uint32_t output = 0;                      // a schedule's running time, a range's begin
  std::optional<uint32_t> second;           // days that a schedule spans, a range's end
  std::string text;                         // of a name: SKU, region, word, text
  std::string unit;                         // `as GB`: the unit it is wanted in, and its size
  base::Rational unit_scale{1};
  std::vector<std::string> written;         // units, of each family that it was computed from
  std::vector<Answer> items;                // of a list
};

struct Question {
  uint32_t table = 0;                       // index into Program::check_tables
  uint32_t row = 0;
  uint32_t outputs = 0;                     // how many its answer reads
  source::Span span;
  Answer answer;
};

// A question over many bills that the file declares. It is not answered with the bill.
struct DeclaredQuestion {
  enum class Kind : uint8_t { sweep, solve, minimise, maximise, sample } kind = Kind::sweep;
  std::string name;
  std::string asked;         // what stands behind its name, in one line and without comments: "total over users = 10..50 step 10"
  source::Span span;
};

std::string_view questionWord(DeclaredQuestion::Kind kind);
std::optional<DeclaredQuestion::Kind> questionNamed(std::string_view word);

}  // namespace smcost::program
