// Statements and their usage: rows of tables, one table a shape.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lang/base/interner.h"
#include "lang/program/ids.h"
#include "lang/program/placement.h"
#include "lang/program/table.h"
#include "lang/source/source.h"

namespace smcost::program {

// A metered line of a usage shape: which outputs and columns are its.
struct UsageLine {
  std::string name;         // "compute"
  MeterId meter;
  uint32_t quantity = 0;    // output: metered quantity in base units, granularity done
  uint32_t cost = 0;        // output: quantity * price
  uint32_t price = 0;       // column: price in currency per base unit; empty until rates are bound
  source::Span span;        // of the `line` in the library, or of the raw `meter` statement
  uint32_t item = 0;        // of a line that a list makes several of: which, from 1
};

// What a statement usually has beside it on bills, priced by another module: "log events" of the module `logs`.
struct Brought {
  std::string module;
  std::string what;
  bool is_unread = false;  // lines of it are left out, since the statement's file does not use the module

  auto operator<=>(const Brought&) const = default;
};

// All statements of one shape: statement = row.
struct UsageTable {
  Table table;                                 // price columns are empty
  std::vector<UsageLine> lines;
  std::vector<StatementId> statements;         // per row
  std::vector<std::vector<KeyId>> keys;        // per line, per row; empty when the meter has no key
  // Per line, per row: when the line's usage happens. None: an amount, of which only the
  // quantity is known; empty: so in every row.
  std::vector<std::vector<PlacementId>> placements;
  // Per row: the day on which its amounts lie (`3h on 2025-03-14`), at no known time. Rows
  // behind the last have none.
  std::vector<PlacementId> days;
  // Per row: the region, of a statement that names its own. Rows behind the last are in the bill's.
  std::vector<base::NameId> regions;
  std::vector<Brought> brings;                 // what is usually beside it
  std::vector<std::string> not_included;       // "training volume": left out for want of an argument
};

// Whose something is: a value for each key (`team`), in order of the keys.
using Tags = std::map<std::string, std::string, std::less<>>;
using TagsId = base::Id<struct TagsTag>;

struct Statement {
  base::NameId name;        // none: `ordinal` numbers the head ("head#2")
  base::NameId head;        // the workload; "meter" for a raw line
  uint32_t ordinal = 1;
  UsageTableId table;
  uint32_t row = 0;         // kNotBilled: it happens in other months only
  TagsId tags;              // none: it has none
  StatementId part_of;      // that whose workload's body says it; behind it, with all other parts of it. None: it stands in the text
  source::Span span;        // of the text that says it: of a part, of the whole

  bool isBilled() const { return row != kNotBilled; }
  static constexpr uint32_t kNotBilled = UINT32_MAX;
};

// A file that another includes: its statements are a range of the bill's, which holds those of
// the files that it includes itself.
struct IncludedFile {
  std::string name;          // "vision"; one that an included file includes is "vision.lab"
  uint32_t first = 0, end = 0;
  uint32_t including = kNone;      // the file that includes it; none: the bill's own
  uint32_t expects_left_out = 0;   // which speak of that file by itself
  source::FileId source;           // its text
  bool is_varied = false;          // included with values or a region that it does not say, of which its `expect`s do not speak
  base::NameId region;             // that it says for its statements; none: the bill's
  static constexpr uint32_t kNone = UINT32_MAX;
};

}  // namespace smcost::program
