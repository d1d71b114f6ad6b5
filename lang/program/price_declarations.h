// What files declare of prices: meters, allowances, plans, sources, rows and agreements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/base/interner.h"
#include "lang/base/rational.h"
#include "lang/calendar/periods.h"
#include "lang/program/ids.h"
#include "lang/program/table.h"
#include "lang/source/source.h"
#include "lang/units/dimension.h"

namespace smcost::program {

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

// What it is a rounding per: the line as a whole, inside a level, or the sum of the bill.
enum class Per : uint8_t { line, level, bill };

// What the sum of a bill is rounded to, or what it is at least, as long as it holds: [from, until).
struct BillGranule {
  base::Rational quantum;
  base::RoundingMode mode = base::RoundingMode::up;
  std::optional<uint32_t> from_day, until_day;   // days since 1970-01-01
};

struct Meter {
  std::string name;
  std::string title;                // first line of its doc comment, or empty
  units::DimensionId dimension;     // of its quantity
  std::string base_unit;            // "s", "write_unit-s": what the quantity counts
  bool has_key = false;
  // Granularity and minimum `per bill`; the others are already inside the shapes.
  std::vector<BillGranule> bill_granularity, bill_minimum;
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
  bool is_cliff = false;                 // of a tier: its price is for all that is used, not for what lies between its bounds
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

// Of several that hold in turn the one that holds throughout the period; null: none does.
template <class Dated>
const Dated* inForce(const std::vector<Dated>& all, const calendar::Period& period) {
  for (const Dated& one : all) {
    if (calendar::holdsThroughout(one.from_day, one.until_day, period)) return &one;
  }
  return nullptr;
}

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

}  // namespace smcost::program
