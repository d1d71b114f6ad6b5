// The kinds of lists that are read, each in a file of its own. Which one a file is, its content says.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "runtime/lists/intake.h"
#include "runtime/lists/json_reader.h"

namespace smcost::lists {

using Progress = std::function<void(size_t bytes)>;

// Everything that a file says; throws ListError. `today` is when a list that has no date was read.
void readList(const std::string& path, const std::string& name, const std::string& today, const Progress& progress, Intake& intake);

void readJson(const std::string& path, const Progress& progress, Intake& intake);
void readCsv(const std::string& path, const std::string& name, const std::string& today, const Progress& progress, Intake& intake);

// The parts of a JSON list, in the order in which a file has them.
class OfferProducts {
 public:
  explicit OfferProducts(Intake& intake) : intake_(intake) {}
  void readProducts(JsonReader& json);            // products: { SKU: … }
  void readTerms(JsonReader& json, bool is_on_demand);   // terms.OnDemand: { SKU: … }

 private:
  Intake& intake_;
  Words skus_;
  LargeVector<Subject> products_;                 // by the number of their SKU
};

class SavingsPlans {
 public:
  SavingsPlans(Intake& intake, std::string& file_region) : intake_(intake), file_region_(file_region) {}
  void readProducts(JsonReader& json);            // products: [ … ]
  void readTerms(JsonReader& json);               // terms.savingsPlan: [ … ]

 private:
  Intake& intake_;
  std::string& file_region_;
  Words skus_;
  std::vector<std::string> payments_;             // by the number of their SKU
};

// "partial_upfront" of "Partial Upfront"
std::string paymentOf(std::string_view text);
// The offer that a rate of a plan is for, as a row names it.
std::string planOffer(const Intake& intake, std::string_view duration, std::string_view unit, std::string_view payment);

void readPricePage(JsonReader& json, std::string_view component, Intake& intake);    // regions: { TITLE: { CODE: … } }

}  // namespace smcost::lists
