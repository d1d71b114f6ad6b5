#include "runtime/lists/offer_index.h"

#include <fmt/format.h>

#include <optional>

#include "runtime/lists/json_reader.h"

namespace smcost::lists {

namespace {

// The members of an object that are texts.
using Texts = std::map<std::string, std::string, std::less<>>;

Texts readTexts(JsonReader& json) {
  return json.whole([&] {
    Texts texts;
    json.object([&](std::string_view key) {
      const std::string name(key);
      if (json.kind() == '"') texts[name] = json.text();
      else json.skip();
    });
    return texts;
  });
}

std::string textOf(const Texts& texts, std::string_view name) {
  const auto found = texts.find(name);
  return found == texts.end() ? std::string() : found->second;
}

// each(json) has the value of that member of the file; false when it has none.
template <class Each>
bool readMember(const std::string& path, std::string_view wanted, Each each) {
  JsonReader json(path, {});
  bool has = false;
  json.objectInParts([&](std::string_view key) {
    if (key != wanted) return json.skipInParts();
    has = true;
    each(json);
  });
  json.finish();
  return has;
}

}  // namespace

OfferUrls readOfferIndex(const std::string& path, const std::string& name) {
  std::optional<OfferUrls> urls;
  const bool has = readMember(path, "offers", [&](JsonReader& json) {
    json.objectInParts([&](std::string_view key) {
      if (key != name) return json.skipInParts();
      const Texts texts = readTexts(json);
      urls = OfferUrls{textOf(texts, "currentRegionIndexUrl"), textOf(texts, "currentSavingsPlanIndexUrl")};
    });
  });
  if (!has) throw ListError("it is no index of offers");
  if (!urls) throw ListError(fmt::format("it has no offer `{}`", name));
  if (urls->prices.empty()) throw ListError(fmt::format("it does not say where the regions of `{}` are", name));
  return *urls;
}

std::map<std::string, std::string> readRegionIndex(const std::string& path) {
  std::map<std::string, std::string> urls;
  const auto take = [&](std::string region, const Texts& texts, std::string_view url) {
    if (const std::string said = textOf(texts, "regionCode"); !said.empty()) region = said;
    if (textOf(texts, url).empty()) throw ListError(fmt::format("it does not say where `{}` is", region));
    urls[region] = textOf(texts, url);
  };
  const bool has = readMember(path, "regions", [&](JsonReader& json) {
    if (json.kindInParts() == '[') {
      json.arrayInParts([&] { take({}, readTexts(json), "versionUrl"); });
    } else {
      json.objectInParts([&](std::string_view key) {
        const std::string region(key);
        take(region, readTexts(json), "currentVersionUrl");
      });
    }
  });
  if (!has) throw ListError("it is no index of regions");
  return urls;
}

}  // namespace smcost::lists
