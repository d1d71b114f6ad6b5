// The checked program: what everyone after the checker sees. Names are resolved, units
// are gone into base-unit rationals, statements are rows of tables, prices are data.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lang/base/interner.h"
#include "lang/base/layered.h"
#include "lang/calendar/periods.h"
#include "lang/program/facts.h"
#include "lang/program/expr.h"
#include "lang/program/placement.h"
#include "lang/program/query.h"
#include "lang/program/table.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"

namespace smcost::program {

using MeterId = base::Id<struct MeterTag>;
using RateRowId = base::Id<struct RateRowTag>;
using RateTextId = base::Id<struct RateTextTag>;
using SourceId = base::Id<struct PriceSourceTag>;
using StatementId = base::Id<struct StatementTag>;
using UsageTableId = base::Id<struct UsageTableTag>;
using PlanId = base::Id<struct PlanTag>;
using OfferId = base::Id<struct OfferTag>;
using AgreementId = base::Id<struct AgreementTag>;

// What a meter's price depends on besides the region: a SKU, a word, or an exact quantity
// (`2 GB`). Equal keys have equal ids; `text` is how it is shown.
struct Key {
  std::string text;
};

// A meter, for some of its keys (empty: for all).
struct Cover {
  MeterId meter;
  std::vector<KeyId> keys;
};

// A quantity in base units that a bill has free, pooled over all its usage of the meters.
struct Allowance {
  std::string name;
  std::string text;                 // "30 h always", "250 h trial 2 months"
  base::Rational quantity;
  std::vector<Cover> covers;
  uint32_t trial_months = 0;        // from the month of the account's start; 0: always
  std::vector<uint32_t> excludes;   // indices of those of which only one holds
  uint32_t turn = 0;                // they are taken by turns; those of one turn cover the same, and share
  source::Span span;
};

// What the file says about trials.
struct FreeTier {
  bool on = false;
  std::optional<uint32_t> account_since;  // days since 1970-01-01
  std::vector<uint32_t> chosen;           // allowances named where some exclude each other
};

// How a commitment is paid: which part of it before the term begins.
struct Payment {
  std::string name;
  base::Rational upfront;
};

// Usage of its meters is cheaper for whoever commits to an amount of money an hour.
struct Plan {
  std::string name;
  MeterId meter;                    // which commitments to it are metered by, in money
  std::vector<MeterId> covers;
  std::vector<uint32_t> terms;      // months
  std::vector<Payment> payments;
  source::Span span;
};

// A plan for one term, paid in one way: what has rates of its own.
struct Offer {
  PlanId plan;
  uint32_t months = 0;
  uint32_t payment = 0;             // index into Plan::payments
  std::string text;                 // "savings_plan term 1 year, no_upfront"
};

// A statement that commits to an offer; its line meters what is committed in the period.
struct Commitment {
  StatementId statement;
  OfferId offer;
};

// What it is a rounding per: the line as a whole, inside a level, or the sum of the bill.
enum class Per : uint8_t { line, level, bill };

struct Meter {
  std::string name;
  std::string title;                // first line of its doc comment, or empty
  units::DimensionId dimension;     // of its quantity
  std::string base_unit;            // "s", "write_unit-s": what the quantity counts
  bool has_key = false;
  // Granularity and minimum `per bill`; the others are already inside the shapes.
  std::optional<base::Rational> bill_quantum;
  base::RoundingMode bill_mode = base::RoundingMode::up;
  std::optional<base::Rational> bill_minimum;
  // Time-proportional prices: they are per (dimension / Time * Month). So many seconds make the month; none: as many as
  // the period has. Prices in RateRow are already divided by them.
  bool has_basis = false;
  std::optional<base::Rational> basis;
  PlanId plan;                      // set: it meters commitments to this plan
  std::optional<std::string> free_reason;
  std::optional<std::string> quote_reason;
  source::Span span;
};

struct Edition {
  std::string name, title;
};

// The price book that some of the rates come from.
struct BookUse {
  std::string published;  // "2026-10-05"
  std::string digest;     // of its text, SHA-256 in hexadecimal
  std::string path;       // where it was found; empty: the one inside the program
};

struct PriceSource {
  std::string name, title, url, retrieved, edition;
  source::Span span;
};

// How a row reads, for reports and messages: rating looks at none of it.
struct RateText {
  std::string reason;                    // why it is free, or has no public price
  std::string price;                     // "0.96", as the library wrote it
  std::string price_unit;                // "USD/h", "USD per 1M write_unit"
  std::string quantity_unit;             // "h", "GB-month", "write_unit": how quantities are shown
  base::Rational quantity_unit_scale{1}; // base units of the meter in one of it
  std::string shown;                     // what the source printed, or empty
};

// One price: a row without tiers has lower 0 and no upper. Rows of one meter, key and
// region with different lower bounds are the tiers of one rate.
struct RateRow {
  enum class Kind : uint8_t { price, free, quote } kind = Kind::price;
  OfferId offer;                         // none: the price on demand
  MeterId meter;
  KeyId key;                             // none: the meter has no key
  base::NameId region;                   // none: it holds everywhere
  base::Rational lower{0};               // base units of the meter
  std::optional<base::Rational> upper;
  Cell price;                            // currency per base unit of the meter's quantity
  base::NameId currency;                 // "USD"
  base::NameId edition;                  // none: it holds in every edition
  SourceId source;
  std::optional<uint32_t> from_day, until_day;  // days since 1970-01-01; [from, until)
  RateTextId text;
  source::Span span;
  // What applyAgreements made of it. A row that others took the place of is replaced; one made from
  // a row of the list names it, and one that an agreement brought or reduced names that.
  bool is_replaced = false;
  RateRowId list;
  AgreementId agreement;
  uint32_t reduction = UINT32_MAX;       // index into Agreement::reductions
};

// `less 8 %`: what an agreement takes off prices of the list.
struct Reduction {
  std::vector<Cover> covers;
  base::NameId region;                   // none: everywhere
  OfferId offer;                         // none: of prices on demand
  base::Rational part;                   // 2/25
  std::string text;                      // "less 8 %"
  source::Span span;
};

// `credit 500 USD/month`
struct Credit {
  base::Rational amount;                 // of a month that is billed
  std::string text;                      // "500 USD/month"
  source::Span span;
};

// `tax 19 %`
struct Tax {
  base::Rational part;                   // 19/100
  std::string text;                      // "19 %"
  source::Span span;
};

// What somebody has agreed with a provider, for the days [from, until).
struct Agreement {
  std::string name;
  std::optional<uint32_t> from_day, until_day;
  std::vector<Reduction> reductions;
  std::vector<RateRow> rows;             // of one's own, in place of those of the list
  std::optional<Credit> credit;
  std::optional<Tax> tax;
  source::Span span;                     // of the name
};

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
  std::vector<std::string> not_included;       // "training volume": left out for want of an argument
};

struct Statement {
  base::NameId name;        // none: `ordinal` numbers the head ("head#2")
  base::NameId head;        // the workload; "meter" for a raw line
  uint32_t ordinal = 1;
  UsageTableId table;
  uint32_t row = 0;         // kNotBilled: it happens in other months only
  source::Span span;

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
  base::NameId region;             // that it says for its statements; none: the bill's
  static constexpr uint32_t kNone = UINT32_MAX;
};

// A figure of the bill inside a check: a total, that of a statement, or of one line.
struct BillRef {
  StatementId statement;     // none: a total
  std::string line;          // empty: all lines of the statement
  uint32_t file = IncludedFile::kNone;  // of a total: index into Program::included; none: the whole bill
  bool is_payable = false;   // the whole bill's total after credits and tax
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

struct Check {
  enum class Kind : uint8_t { expect, assert_, budget } kind = Kind::expect;
  uint32_t table = 0;        // index into Program::check_tables
  uint32_t row = 0;          // output 0: holds; budgets have output 1: still below the warning
  source::Span span;
  std::string file;          // that it stands in, of an included one: "vision"
  std::string subject;       // of a budget: what it bounds, as written
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

struct Period : calendar::Period {
  bool assumed = false;
  std::string assumed_from;  // where that was set (".smcost.toml"); empty: nowhere
};

enum class InvoicePolicy : uint8_t { lines, total };

struct Program {
  Program() = default;
  // Goes on from what was declared for it, which is frozen and shared.
  explicit Program(std::shared_ptr<const Program> below);

  std::shared_ptr<const Program> declared;  // what the stores below go on from; none: all is their own
  std::string spec;                         // the file's name
  units::Dimensions dimensions;
  base::Interner names;
  ExprPool pool;
  CellStore cells;
  std::vector<Shape> shapes;
  base::Layered<Key> keys;
  Facts facts;
  base::Layered<Meter> meters;
  base::Layered<Allowance> allowances;      // in order of declaration
  base::Layered<Plan> plans;
  base::Layered<Offer> offers;
  base::Layered<Edition> editions;
  base::Layered<PriceSource> sources;
  base::Layered<RateText> rate_texts;
  base::Layered<RateRow> rates;             // with those that applyAgreements made, at the end
  std::vector<Agreement> agreements;        // in order of the text, those of used files first
  std::vector<Statement> statements;        // in order of the text; those of included files first
  std::vector<IncludedFile> included;       // in order of the text, behind those that they include
  std::vector<std::pair<StatementId, std::string>> not_billed;  // of other months; "only in 2025-04"
  std::vector<UsageTable> usage;
  PlacementStore placements;                // what UsageTable::placements names
  std::vector<Commitment> commitments;      // in order of the text
  std::vector<CheckTable> check_tables;
  std::vector<Check> checks;
  std::vector<Question> questions;          // of a REPL's input, in order of the text
  std::vector<SkuQuery> queries;            // in order of the text
  Period period;
  base::NameId region;
  bool region_assumed = false;
  std::string region_assumed_from;
  std::string library, library_from;        // a standard library that was set outside the command line, and where
  base::NameId edition;
  std::optional<BookUse> book;              // none: all rates stand in specs and the library
  base::NameId currency;                    // none: the currency of the rates
  InvoicePolicy invoice = InvoicePolicy::lines;
  FreeTier free_tier;

  // When a line of a row runs; null for an amount, also for one on a known day.
  const Placement* placement(const UsageTable& table, uint32_t line, uint32_t row) const {
    if (line >= table.placements.size() || table.placements[line].empty()) return nullptr;
    const PlacementId id = table.placements[line][row];
    return id ? &placements[id] : nullptr;
  }
  // When it runs, or the day on which an amount lies; null when neither is known.
  const Placement* window(const UsageTable& table, uint32_t line, uint32_t row) const {
    if (const Placement* exact = placement(table, line, row)) return exact;
    return row < table.days.size() && table.days[row] ? &placements[table.days[row]] : nullptr;
  }
  // Where a row's usage happens.
  base::NameId regionOf(const UsageTable& table, uint32_t row) const {
    return row < table.regions.size() && table.regions[row] ? table.regions[row] : region;
  }
  const Shape& shape(ShapeId id) const { return shapes[id.value]; }
  const RateText& textOf(const RateRow& row) const { return rate_texts[row.text.value]; }
  // Empty: the bill has none.
  std::string_view editionName() const { return edition ? names.text(edition) : std::string_view(); }

  RateTextId addRateText(RateText text) {
    rate_texts.push_back(std::move(text));
    return {static_cast<uint32_t>(rate_texts.size() - 1)};
  }
};

// The bill's region and those of statements that name their own.
std::set<base::NameId> regionsInUse(const Program& program);

// "name", "head", "head#2".
std::string statementName(const Program& program, StatementId id);
// "compute"; the second of a list is "compute#2".
std::string lineName(const UsageLine& line);

// The whole program as text, for `--emit=program`.
std::string print(const Program& program);

}  // namespace smcost::program
