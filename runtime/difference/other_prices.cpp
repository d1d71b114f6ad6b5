#include "runtime/difference/other_prices.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/program/agreements.h"
#include "runtime/catalog/catalog.h"

namespace smcost::runtime {

namespace {

// A meter and key in a region under an offer; none is the price on demand.
using Wanted = std::tuple<program::MeterId, program::KeyId, base::NameId, program::OfferId>;

Wanted wantedBy(const program::RateRow& row) { return {row.meter, row.key, row.region, row.offer}; }

// Ids of the other program as ids of this one.
class Translation {
 public:
  Translation(program::Program& program, const program::Program& other) : program_(program), other_(other) {
    // Two modules may each have a meter of one name; the first means the first.
    std::map<std::pair<std::string, size_t>, program::MeterId> own;
    std::map<std::string, size_t> seen;
    for (uint32_t i = 0; i < program.meters.size(); ++i)
      own[{program.meters[i].name, seen[program.meters[i].name]++}] = {i};
    seen.clear();
    for (const program::Meter& meter : other.meters) {
      const auto found = own.find({meter.name, seen[meter.name]++});
      meters_.push_back(found == own.end() ? program::MeterId{} : found->second);
    }
    for (uint32_t i = 0; i < program.keys.size(); ++i) keys_.try_emplace(program.keys[i].text, program::KeyId{i});
    for (uint32_t i = 0; i < program.offers.size(); ++i)
      offers_.try_emplace(program.offers[i].text, program::OfferId{i});
  }

  program::MeterId meter(program::MeterId id) const { return meters_[id.value]; }

  program::KeyId key(program::KeyId id) {
    if (!id) return id;
    const std::string& text = other_.keys[id.value].text;
    const auto [at, is_new] = keys_.try_emplace(text, program::KeyId{static_cast<uint32_t>(program_.keys.size())});
    if (is_new) program_.keys.push_back({text});
    return at->second;
  }

  // None: the program has no such offer, so nothing of it commits to it.
  program::OfferId offer(program::OfferId id) const {
    const auto found = offers_.find(other_.offers[id.value].text);
    return found == offers_.end() ? program::OfferId{} : found->second;
  }

  base::NameId name(base::NameId id) { return id ? program_.names.intern(other_.names.text(id)) : id; }

 private:
  program::Program& program_;
  const program::Program& other_;
  std::vector<program::MeterId> meters_;
  std::unordered_map<std::string, program::KeyId> keys_;
  std::unordered_map<std::string, program::OfferId> offers_;
};

// None: the program has no such meter or offer.
std::optional<program::RateRow> translated(program::Program& program, const program::Program& other, program::RateRow row,
                                           Translation& translation) {
  row.meter = translation.meter(row.meter);
  if (!row.meter) return std::nullopt;
  if (row.offer && !(row.offer = translation.offer(row.offer))) return std::nullopt;
  row.key = translation.key(row.key);
  row.region = translation.name(row.region);
  row.currency = translation.name(row.currency);
  row.edition = translation.name(row.edition);
  row.text = program.addRateText(other.textOf(row));
  row.is_replaced = false;
  if (row.kind == program::RateRow::Kind::price) row.price = program.cells.cell(other.cells.value(row.price));
  return row;
}

void takeRows(program::Program& program, const program::Program& other, Translation& translation) {
  std::vector<program::RateRow>& rates = program.rates.edit();
  rates.clear();
  for (const program::RateRow& row : other.rates) {
    // Of the list only: agreements are another matter.
    if (row.list || row.agreement) continue;
    if (auto own = translated(program, other, row, translation)) rates.push_back(std::move(*own));
  }
  std::vector<program::Meter>& meters = program.meters.edit();
  for (uint32_t i = 0; i < other.meters.size(); ++i) {
    const program::MeterId own = translation.meter({i});
    if (!own) continue;
    meters[own.value].free_reason = other.meters[i].free_reason;
    meters[own.value].quote_reason = other.meters[i].quote_reason;
  }
  program.region = translation.name(other.region);
  program.edition = translation.name(other.edition);
}

// Allowances on meters that the program does not have are left out.
void takeAllowances(program::Program& program, const program::Program& other, Translation& translation) {
  std::vector<program::Allowance>& allowances = program.allowances.edit();
  allowances.clear();
  std::vector<uint32_t> places(other.allowances.size(), UINT32_MAX);
  for (size_t i = 0; i < other.allowances.size(); ++i) {
    program::Allowance allowance = other.allowances[i];
    std::vector<program::Cover> covers;
    for (program::Cover cover : allowance.covers) {
      cover.meter = translation.meter(cover.meter);
      for (program::KeyId& key : cover.keys) key = translation.key(key);
      if (cover.meter) covers.push_back(std::move(cover));
    }
    if (covers.empty()) continue;
    allowance.covers = std::move(covers);
    places[i] = static_cast<uint32_t>(allowances.size());
    allowances.push_back(std::move(allowance));
  }
  const auto renumber = [&](std::vector<uint32_t>& indices) {
    for (uint32_t& index : indices) index = places[index];
    std::erase(indices, UINT32_MAX);
  };
  for (program::Allowance& allowance : allowances) renumber(allowance.excludes);
  program.free_tier = other.free_tier;
  renumber(program.free_tier.chosen);
}

// What the program's lines, and its commitments for them, ask the catalog.
std::set<Wanted> wantedOf(const program::Program& program) {
  std::set<Wanted> all;
  for (const program::UsageTable& usage : program.usage) {
    for (uint32_t line = 0; line < usage.lines.size(); ++line) {
      const std::vector<program::KeyId>& keys = usage.keys[line];
      for (uint32_t row = 0; row < usage.table.rows; ++row) {
        all.insert({usage.lines[line].meter, keys.empty() ? program::KeyId{} : keys[row], program.regionOf(usage, row), {}});
      }
    }
  }
  const std::set<Wanted> on_demand = all;
  for (const program::Commitment& commitment : program.commitments) {
    const auto& covered = program.plans[program.offers[commitment.offer.value].plan.value].covers;
    for (const auto& [meter, key, region, none] : on_demand) {
      if (std::find(covered.begin(), covered.end(), meter) != covered.end()) all.insert({meter, key, region, commitment.offer});
    }
  }
  return all;
}

// Where the rows taken over do not bill what is wanted, the rows that the program had stay; those
// of its region are now of the other's.
// Its own agreements go on taking something off what its lists say.
void keepOwnRows(program::Program& program, const std::vector<program::RateRow>& own, base::NameId region,
                 base::NameId edition) {
  std::set<Wanted> missing;
  program::applyAgreements(program);
  Catalog catalog(program);
  for (const Wanted& wanted : wantedOf(program)) {
    const auto& [meter, key, in, offer] = wanted;
    if (!catalog[catalog.find(meter, key, in, offer)].billable()) missing.insert(wanted);
  }
  if (missing.empty()) return;
  // What holds everywhere is not billable where it is missing, and stays for the regions where it is.
  std::erase_if(program.rates.edit(), [&](const program::RateRow& row) {
    return row.list || row.agreement || (row.region && missing.count(wantedBy(row)) > 0);
  });
  for (program::RateRow row : own) {
    if (row.list || row.agreement) continue;
    if (row.edition && row.edition != edition) continue;
    row.edition = {};
    std::set<base::NameId> places;
    if (row.region) places.insert(row.region);
    else for (const auto& [meter, key, in, offer] : missing) places.insert(in);
    if (row.region && row.region == region) places.insert(program.region);
    for (const base::NameId place : places) {
      row.region = place;
      if (missing.count(wantedBy(row)) > 0) program.rates.push_back(row);
    }
  }
  program::applyAgreements(program);
}

// What an agreement says of prices, whatever the order of the text.
std::multiset<std::string> termsOf(const program::Program& program) {
  std::multiset<std::string> terms;
  for (const program::Agreement& agreement : program.agreements) {
    const auto add = [&](program::MeterId meter, program::KeyId key, base::NameId region, program::OfferId offer, const std::string& what) {
      std::string text = agreement.name;
      for (const std::optional<uint32_t>& day : {agreement.from_day, agreement.until_day}) text += '|' + (day ? std::to_string(*day) : "");
      text += '|' + meterText(program, meter, key) + '|' + (region ? std::string(program.names.text(region)) : "") + '|';
      terms.insert(text + (offer ? program.offers[offer.value].text : "") + '|' + what);
    };
    for (const program::Reduction& reduction : agreement.reductions) {
      const std::string part = "less " + base::toExactString(reduction.part);
      for (const program::Cover& cover : reduction.covers) {
        if (cover.keys.empty()) add(cover.meter, {}, reduction.region, reduction.offer, part);
        for (const program::KeyId key : cover.keys) add(cover.meter, key, reduction.region, reduction.offer, part);
      }
    }
    for (const program::RateRow& row : agreement.rows) {
      const std::string price = row.kind == program::RateRow::Kind::price ? base::toExactString(program.cells.value(row.price)) : program.textOf(row).reason;
      add(row.meter, row.key, row.region, row.offer,
          base::toExactString(row.lower) + '|' + (row.currency ? std::string(program.names.text(row.currency)) : "") + price);
    }
  }
  return terms;
}

}  // namespace

bool agreeOnPrices(const program::Program& one, const program::Program& other) { return termsOf(one) == termsOf(other); }

void takeAgreements(program::Program& program, const program::Program& other) {
  Translation translation(program, other);
  program.agreements = other.agreements;
  for (program::Agreement& agreement : program.agreements) {
    std::vector<program::Reduction> reductions;
    for (program::Reduction& reduction : agreement.reductions) {
      std::erase_if(reduction.covers, [&](program::Cover& cover) {
        cover.meter = translation.meter(cover.meter);
        for (program::KeyId& key : cover.keys) key = translation.key(key);
        return !cover.meter;
      });
      reduction.region = translation.name(reduction.region);
      const bool has_offer = static_cast<bool>(reduction.offer);
      if (has_offer) reduction.offer = translation.offer(reduction.offer);
      if (!reduction.covers.empty() && (!has_offer || reduction.offer)) reductions.push_back(std::move(reduction));
    }
    agreement.reductions = std::move(reductions);
    std::vector<program::RateRow> rows;
    for (const program::RateRow& row : agreement.rows) {
      if (auto own = translated(program, other, row, translation)) rows.push_back(std::move(*own));
    }
    agreement.rows = std::move(rows);
  }
  program::applyAgreements(program);
}

void takePrices(program::Program& program, const program::Program& other) {
  std::vector<program::RateRow> own(program.rates.begin(), program.rates.end());
  // Where a price is from stays known: what has no source is no list's.
  for (program::RateRow& row : own) {
    if (row.source) row.source.value += static_cast<uint32_t>(other.sources.size());
  }
  std::vector<program::PriceSource>& sources = program.sources.edit();
  sources.insert(sources.begin(), other.sources.begin(), other.sources.end());
  const base::NameId region = program.region;
  const base::NameId edition = program.edition;
  Translation translation(program, other);
  takeRows(program, other, translation);
  takeAllowances(program, other, translation);
  keepOwnRows(program, own, region, edition);
}

}  // namespace smcost::runtime
