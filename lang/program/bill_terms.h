// What a file says of its bill as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/base/interner.h"
#include "lang/calendar/periods.h"
#include "lang/program/exchange.h"

namespace smcost::program {

// What the file says about trials.
struct FreeTier {
  bool on = false;
  std::optional<uint32_t> account_since;  // days since 1970-01-01
  std::vector<uint32_t> chosen;           // allowances named where some exclude each other
};

// The price book that some of the rates come from.
struct BookUse {
  std::string published;  // "2026-10-05"
  std::string digest;     // of its text, SHA-256 in hexadecimal
  std::string path;       // where it was found; empty: the one inside the program
};

struct Period : calendar::Period {
  bool assumed = false;
  std::string assumed_from;  // where that was set (".smcost.toml"); empty: nowhere
  uint32_t number = 1;       // of a month: which of those that are billed
};

enum class InvoicePolicy : uint8_t { lines, total };

struct BillTerms {
  Period period;
  base::NameId region;
  bool region_assumed = false;
  std::string region_assumed_from;
  std::string library, library_from;        // a standard library that was set outside the command line, and where
  base::NameId edition;
  std::optional<BookUse> book;              // none: all rates stand in specs and the library
  base::NameId currency;                    // none: the currency of the rates
  InvoicePolicy invoice = InvoicePolicy::lines;
  std::vector<std::string> group_by;        // the tags by which reports group statements, the outermost first; empty: none
  FreeTier free_tier;
  std::optional<Exchange> exchange;         // none: the bill is shown in its own currency only
};

}  // namespace smcost::program
