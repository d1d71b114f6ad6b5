// A file of plans: what each offer takes for an hour of a usage type on demand.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/lists/readers.h"

namespace smcost::lists {

namespace {

struct Rate {
  std::string usage, region, service;
  std::string unit, currency, price, id;
};

}  // namespace

std::string paymentOf(std::string_view text) {
  std::string payment(text);
  for (char& c : payment) c = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return payment;
}

std::string planOffer(const Intake& intake, std::string_view duration, std::string_view unit, std::string_view payment) {
  const std::string& plan = intake.map().list().plan;
  if (plan.empty()) throw ListError(fmt::format("the library names no plan of the list `{}`", intake.map().list().name));
  const std::string offer = fmt::format("{} term {} {}{}, {}", plan, duration, unit, duration == "1" || unit.ends_with('s') ? "" : "s", payment);
  if (duration.empty() || unit.empty() || payment.empty() || !isWords(offer)) throw ListError(fmt::format("`{} {}`, `{}` is no offer of a plan", duration, unit, payment));
  return offer;
}

void SavingsPlans::readProducts(JsonReader& json) {
  json.arrayInParts([&] {
    std::string_view sku, option;
    json.whole([&] {
      sku = option = {};
      json.object([&](std::string_view key) {
        if (key == "sku") sku = json.text();
        else if (key == "attributes") json.object([&](std::string_view name) {
          if (name == "purchaseOption") option = json.text();
          else json.skip();
        });
        else json.skip();
      });
    });
    const uint32_t number = skus_.add(sku);
    if (payments_.size() <= number) payments_.resize(number + 1);
    payments_[number] = paymentOf(option);
  });
}

void SavingsPlans::readTerms(JsonReader& json) {
  const std::string& service = intake_.map().list().name;
  json.arrayInParts([&] {
    std::string sku, effective, duration, unit;
    std::vector<Rate> rates;
    json.objectInParts([&](std::string_view name) {
      const std::string key(name);
      if (key == "rates") {
        json.arrayInParts([&] {
          Rate rate;
          json.whole([&] {
            rate = {};
            json.object([&](std::string_view field) {
              if (field == "discountedUsageType") rate.usage = json.text();
              else if (field == "discountedRegionCode") rate.region = json.text();
              else if (field == "discountedServiceCode") rate.service = json.text();
              else if (field == "rateCode") rate.id = json.text();
              else if (field == "unit") rate.unit = json.text();
              else if (field == "discountedRate") json.object([&](std::string_view part) {
                if (part == "price") rate.price = json.scalar();
                else if (part == "currency") rate.currency = json.text();
                else json.skip();
              });
              else json.skip();
            });
          });
          rates.push_back(std::move(rate));
        });
      } else if (key == "leaseContractLength") {
        json.whole([&] {
          json.object([&](std::string_view part) {
            if (part == "duration") duration = json.scalar();
            else if (part == "unit") unit = json.text();
            else json.skip();
          });
        });
      } else if (key == "sku") {
        json.whole([&] { sku = json.text(); });
      } else if (key == "effectiveDate") {
        json.whole([&] { effective = json.text(); });
      } else {
        json.skipInParts();
      }
    });
    const uint32_t number = skus_.find(sku);
    const uint32_t plan = intake_.word(planOffer(intake_, duration, unit, number == Words::kUnknown ? "" : payments_[number]));
    for (const Rate& rate : rates) {
      if (!rate.service.empty() && rate.service != service) {
        intake_.count();
        intake_.ignore("of another service");
        continue;
      }
      const Subject subject = intake_.subject(rate.region.empty() ? file_region_ : rate.region, rate.usage);
      intake_.take(subject, {.unit = rate.unit, .currency = rate.currency, .price = rate.price, .lower = {}, .upper = {}, .effective = effective, .id = rate.id}, plan);
    }
  });
}

}  // namespace smcost::lists
