// A bulk offer file: products with their usage types, and terms with their prices, joined by SKU.
#include <cstring>

#include "runtime/lists/readers.h"

namespace smcost::lists {

namespace {

// A list of a provider's size has millions of names: that of a known length needs no call.
template <size_t size>
bool is(std::string_view name, const char (&wanted)[size]) {
  return name.size() == size - 1 && std::memcmp(name.data(), wanted, size - 1) == 0;
}

}  // namespace

void OfferProducts::readProducts(JsonReader& json) {
  // Room for as many as there may be, so that nothing is copied as they come; pages that are not touched are no memory.
  constexpr size_t kBytesEach = 1024;
  products_.reserve(json.size() / kBytesEach);
  intake_.stated.reserve(json.size() / kBytesEach);
  json.objectInParts([&](std::string_view sku) {
    const uint32_t number = skus_.add(sku);
    std::string_view usage, region, title;
    json.whole([&] {
      usage = region = title = {};
      json.object([&](std::string_view key) {
        if (!is(key, "attributes")) return json.skip();
        json.object([&](std::string_view name) {
          if (is(name, "usagetype")) usage = json.text();
          else if (is(name, "regionCode")) region = json.text();
          else if (is(name, "location")) title = json.text();
          else json.skip();
        });
      });
    });
    if (products_.size() <= number) products_.resize(number + 1);
    // What is sold nowhere in particular has no region that a bill could name.
    products_[number] = region.empty() && title.empty() ? intake_.unlisted(usage) : intake_.subject(region.empty() ? title : region, usage);
  });
}

void OfferProducts::readTerms(JsonReader& json, bool is_on_demand) {
  std::vector<ListedPrice> prices;
  uint32_t number = Words::kUnknown;
  json.objectInParts([&](std::string_view sku) {
    number = skus_.find(sku, number);   // terms have the order of the products, mostly
    json.whole([&] {
      prices.clear();
      json.object([&](std::string_view) {
        const size_t first = prices.size();
        std::string_view effective;
        json.object([&](std::string_view key) {
          if (is(key, "effectiveDate")) {
            effective = json.text();
          } else if (is(key, "priceDimensions")) {
            json.object([&](std::string_view) {
              ListedPrice& price = prices.emplace_back();
              json.object([&](std::string_view name) {
                if (is(name, "rateCode")) price.id = json.text();
                else if (is(name, "unit")) price.unit = json.text();
                else if (is(name, "beginRange")) price.lower = json.scalar();
                else if (is(name, "endRange")) price.upper = json.scalar();
                else if (is(name, "pricePerUnit")) json.object([&](std::string_view currency) {
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
