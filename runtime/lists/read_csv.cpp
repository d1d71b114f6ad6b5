// The CSV form of an offer file and of a file of plans: lines about the list, a header, a line for each price. Whoever
// writes lists by hand begins with the header.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/lists/csv_header.h"
#include "runtime/lists/csv_reader.h"

namespace smcost::lists {

namespace {

void readOffer(CsvReader& csv, const CsvHeader& header, Intake& intake) {
  intake.kind = "an offer file";
  intake.covers = Covers::regions;
  std::vector<std::string> cells;
  while (csv.next(cells)) {
    const CsvRow row(header, cells, csv.line());
    if (row["termtype"] != "OnDemand") {
      intake.count();
      intake.ignore("of terms that are bought ahead");
      continue;
    }
    const std::string_view region = row["regioncode"].empty() ? row["location"] : row["regioncode"];
    const Subject subject = region.empty() ? intake.unlisted(row["usagetype"]) : intake.subject(region, row["usagetype"]);
    intake.take(subject, {.unit = row["unit"], .currency = row["currency"], .price = row["priceperunit"], .lower = row["startingrange"],
                          .upper = row["endingrange"], .effective = row["effectivedate"], .id = row["ratecode"]}, intake.none());
  }
}

void readPlans(CsvReader& csv, const CsvHeader& header, Intake& intake) {
  intake.kind = "a file of plans";
  intake.covers = Covers::regions;
  intake.covers_plans = true;
  std::vector<std::string> cells;
  while (csv.next(cells)) {
    const CsvRow row(header, cells, csv.line());
    if (row["discountedservicecode"] != intake.map().list().name) {
      intake.count();
      intake.ignore("of another service");
      continue;
    }
    const uint32_t plan = intake.word(planOffer(intake, row["leasecontractlength"], row["leasecontractlengthunit"], paymentOf(row["purchaseoption"])));
    const Subject subject = intake.subject(row["discountedregioncode"], row["discountedusagetype"]);
    intake.take(subject, {.unit = row["unit"], .currency = row["currency"], .price = row["discountedrate"], .lower = {}, .upper = {},
                          .effective = row["effectivedate"], .id = row["ratecode"]}, plan);
  }
}

}  // namespace

CsvHeader::CsvHeader(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) names_.push_back(plain(cell));
}

std::string CsvHeader::plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
    else if (c != ' ' && c != '_' && c != '-') text += c;
  }
  return text;
}

std::optional<size_t> CsvHeader::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  return static_cast<size_t>(found - names_.begin());
}

void CsvHeader::need(std::initializer_list<std::string_view> names, size_t line) const {
  for (const std::string_view name : names) {
    if (!find(name)) throw ListError(fmt::format("line {}: the header has no column `{}`", line, name));
  }
}

CsvRow::CsvRow(const CsvHeader& header, const std::vector<std::string>& cells, size_t line) : header_(header), cells_(cells) {
  if (cells.size() != header.size()) throw ListError(fmt::format("line {}: it has {} cells, and the header has {}", line, cells.size(), header.size()));
}

std::string_view CsvRow::operator[](std::string_view name) const {
  const auto at = header_.find(name);
  return at ? std::string_view(cells_[*at]) : std::string_view();
}

void readCsv(const std::string& path, const std::string& name, const std::string& today, const Progress& progress, Intake& intake) {
  CsvReader csv(path, progress);
  std::vector<std::string> cells;
  if (!csv.next(cells)) throw ListError("it is empty");
  if (CsvHeader::plain(cells[0]) != "formatversion") {
    readOwnCsv(csv, CsvHeader(cells), csv.line(), name, today, intake);
    return;
  }
  while (csv.next(cells) && CsvHeader::plain(cells[0]) != "sku") {
    const std::string about = CsvHeader::plain(cells[0]);
    const std::string value = cells.size() > 1 ? cells[1] : "";
    if (about == "publicationdate") intake.publication.published = value;
    if (about == "version") intake.publication.version = value;
    if (about == "offercode") intake.publication.list = value;
  }
  if (cells.empty()) throw ListError("it ends before its header, the line that begins with `SKU`");
  const CsvHeader header(cells);
  if (header.find("discountedrate")) {
    header.need({"ratecode", "unit", "effectivedate", "currency", "discountedservicecode", "discountedusagetype", "purchaseoption",
                 "leasecontractlength", "leasecontractlengthunit"}, csv.line());
    readPlans(csv, header, intake);
  } else {
    header.need({"ratecode", "termtype", "effectivedate", "startingrange", "endingrange", "unit", "priceperunit", "currency", "usagetype"}, csv.line());
    if (!header.find("regioncode")) header.need({"location"}, csv.line());
    readOffer(csv, header, intake);
  }
}

}  // namespace smcost::lists
