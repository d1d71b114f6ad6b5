// A bulk offer file: products with their usage types, and terms with their prices, joined by SKU.
#include "runtime/lists/readers.h"

namespace smcost::lists {

void OfferProducts::readProducts(JsonReader& json) {
  // Room for as many as there may be, so that nothing is copied as they come; pages that are not touched are no memory.
  constexpr size_t kBytesEach = 1024;
  skus_.reserve(json.size() / kBytesEach / 2);
  products_.reserve(json.size() / kBytesEach);
  intake_.stated.reserve(json.size() / kBytesEach);
  json.objectInParts([&](std::string_view sku) {
    skus_.append(sku);
    std::string_view usage, region, title;
    json.whole([&] {
      usage = region = title = {};
      json.members([&](JsonReader::Name key) {
        if (!key.is("attributes")) return json.skip();
        json.members([&](JsonReader::Name name) {
          if (name.is("usagetype")) usage = json.text();
          else if (name.is("regionCode")) region = json.text();
          else if (name.is("location")) title = json.text();
          else json.skip();
        });
      });
    });
    // What is sold nowhere in particular has no region that a bill could name.
    products_.push_back(region.empty() && title.empty() ? intake_.unlisted(usage) : intake_.subject(region.empty() ? title : region, usage));
  });
  // Of a product that comes twice the last one holds.
  std::vector<std::pair<uint32_t, uint32_t>> twice;
  skus_.index([&](uint32_t first, uint32_t again) { twice.emplace_back(first, again); });
  for (const auto& [first, again] : twice) products_[first] = products_[again];
  for (const auto& [first, again] : twice) products_[again] = products_[first];
}

void OfferProducts::readTerms(JsonReader& json, bool is_on_demand) {
  std::vector<ListedPrice> prices;
  uint32_t number = Words::kUnknown;
  json.objectInParts([&](std::string_view sku) {
    number = skus_.find(sku, number);   // terms have the order of the products, mostly
    json.whole([&] {
      prices.clear();
      json.members([&](JsonReader::Name) {
        const size_t first = prices.size();
        std::string_view effective;
        json.members([&](JsonReader::Name key) {
          if (key.is("effectiveDate")) {
            effective = json.text();
          } else if (key.is("priceDimensions")) {
            json.members([&](JsonReader::Name) {
              ListedPrice& price = prices.emplace_back();
              json.members([&](JsonReader::Name name) {
                if (name.is("rateCode")) price.id = json.text();
                else if (name.is("unit")) price.unit = json.text();
                else if (name.is("beginRange")) price.lower = json.scalar();
                else if (name.is("endRange")) price.upper = json.scalar();
                else if (name.is("pricePerUnit")) json.object([&](std::string_view currency) {
                  price.currency = currency;
                  price.price = json.scalar();
                });
                else json.skip();
              });
            });
          } else {
            json.skip();
          }
        });
        for (size_t i = first; i < prices.size(); ++i) prices[i].effective = effective;
      });
    });
    for (const ListedPrice& price : prices) {
      if (!is_on_demand) {
        intake_.count();
        intake_.ignore("of terms that are bought ahead");
      } else if (number == Words::kUnknown || number >= products_.size()) {
        intake_.count();
        intake_.unknown("a product that the list does not have");
      } else {
        intake_.take(products_[number], price, intake_.none());
      }
    }
  });
}

}  // namespace smcost::lists
