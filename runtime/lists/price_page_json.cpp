// What a provider's price page is made of: prices by the titles of regions. It has neither usage types nor units, so
// that the library reads `COMPONENT:INSTANCE` as a usage type, and its unit is taken.
#include <fmt/format.h>

#include "runtime/lists/readers.h"

namespace smcost::lists {

void readPricePage(JsonReader& json, std::string_view component, Intake& intake) {
  json.objectInParts([&](std::string_view title_read) {
    const std::string title(title_read);
    const program::ListRegion* const region = intake.map().regionTitled(title);
    json.objectInParts([&](std::string_view) {
      std::string_view code, price, instance, part;
      json.whole([&] {
        code = price = instance = part = {};
        json.object([&](std::string_view key) {
          if (key == "rateCode") code = json.text();
          else if (key == "price") price = json.scalar();
          else if (key == "Instance") instance = json.text();
          else if (key == "Component") part = json.text();
          else json.skip();
        });
      });
      const std::string usage = fmt::format("{}:{}", part.empty() ? component : part, instance);
      if (!region) {
        intake.count();
        intake.unknown(fmt::format("{} (region `{}`)", usage, title));
        return;
      }
      const Subject subject = intake.subject(*region, usage, false);
      const std::string_view unit = subject.type ? std::string_view(subject.type->unit) : std::string_view();
      intake.take(subject, {.unit = unit, .currency = intake.currency_name, .price = price, .lower = {}, .upper = {}, .effective = {}, .id = code}, intake.none());
    });
  });
}

}  // namespace smcost::lists
