// The rate rows that hold for this bill: its edition, its regions, its period. Found once
// for each meter, key and region in use, never per statement. Knows nothing of quantities.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"

namespace smcost::runtime {

// What one meter and key cost in a region.
struct Rate {
  enum class Outcome : uint8_t { priced, free, commitment, missing, ambiguous, outdated, quote, changing, currencies };

  program::MeterId meter;
  program::KeyId key;                        // none: the meter has no key
  base::NameId region;
  program::OfferId offer;                    // none: on demand
  Outcome outcome = Outcome::missing;
  // priced: the tiers ascending; changing: a price after another inside the period;
  // currencies: two that are quoted in different ones; else the rows at fault
  std::vector<program::RateRowId> rows;
  base::NameId currency;                     // none: free, or no row
  std::string reason;                        // free, quote: why
  // Rated on the sum over the bill: tiers, allowances, commitments, or rounding per bill.
  bool pooled = false;

  bool billable() const {
    return outcome == Outcome::priced || outcome == Outcome::free || outcome == Outcome::commitment ||
           outcome == Outcome::changing;
  }
};

using RateId = base::Id<struct RateTag>;

class Catalog {
 public:
  // The program must outlive the catalog.
  explicit Catalog(const program::Program& program);

  // Never fails: a rate that cannot bill says why by its outcome. Reports nothing.
  RateId find(program::MeterId meter, program::KeyId key, base::NameId region, program::OfferId offer = {});
  const Rate& operator[](RateId id) const { return rates_[id.value]; }
  size_t size() const { return rates_.size(); }
  const std::vector<Rate>& rates() const { return rates_; }

  // Says why a rate does not bill (SMC4001, 4002, 4003, 4005, 4006, 4009), at a statement's span;
  // none when it does bill.
  diagnostics::Diagnostic* report(RateId id, source::Span span, diagnostics::Sink& sink) const;

 private:
  struct Place {
    program::MeterId meter;
    program::KeyId key;
    base::NameId region;
    bool operator==(const Place&) const = default;
  };
  struct PlaceHash {
    size_t operator()(const Place& place) const;
  };
  Rate resolve(const Place& place, program::OfferId offer) const;
  void chooseRows(Rate& rate) const;
  bool isCutByAgreement(const std::vector<program::RateRowId>& rows) const;
  void settleUnpriced(Rate& rate) const;
  bool isPooled(const Rate& rate) const;
  bool holds(const program::RateRow& row) const;
  diagnostics::Diagnostic& reportMissing(const Rate& rate, source::Span span, diagnostics::Sink& sink) const;
  diagnostics::Diagnostic& reportTwoPrices(const Rate& rate, source::Span span, diagnostics::Sink& sink) const;
  std::string pasteText(const Rate& rate) const;

  const program::Program& program_;
  // Rows of each meter in order of the catalog, all keys, regions and editions.
  std::vector<std::vector<program::RateRowId>> rows_of_meter_;
  // Of each offer, prices on demand first: rows of this edition and of the regions in use, and rates.
  struct Index {
    std::unordered_map<Place, std::vector<program::RateRowId>, PlaceHash> rows;
    std::unordered_map<Place, RateId, PlaceHash> rates;
  };
  std::vector<Index> offers_;
  std::unordered_set<Place, PlaceHash> free_;  // what an allowance that holds covers; no key: all keys
  std::vector<bool> committed_;              // per meter: a commitment covers it
  std::vector<Rate> rates_;
};

// " from 2025-01-01 until 2025-03-15", " always"
std::string validityText(const program::RateRow& row);
// "METER(KEY)"; the meter's name alone when it has no key.
std::string meterText(const program::Program& program, program::MeterId meter, program::KeyId key);

}  // namespace smcost::runtime
