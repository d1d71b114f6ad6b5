// Which kind of JSON list a file is, and the way through it. A file in which prices stand before what they are of is read
// a second time.
#include <fmt/format.h>

#include "runtime/lists/readers.h"

namespace smcost::lists {

namespace {

class JsonList {
 public:
  JsonList(JsonReader& json, Intake& intake) : json_(json), intake_(intake), offer_(intake), plans_(intake, region_) {}

  void read() {
    walk(false);
    if (terms_wait_) {
      json_.rewind();
      walk(true);
    }
    if (intake_.kind.empty()) {
      throw ListError(is_index_ ? "it is an index of lists, and has no prices itself: `smcost prices fetch` follows one"
                                : "it is no list of a known kind: neither products and terms, nor a manifest and regions");
    }
    if (is_page_ ? intake_.currency_name.empty() : !has_products_ || !has_terms_) {
      throw ListError(fmt::format("of {} it has {}", intake_.kind, is_page_ ? "no currency" : has_products_ ? "no terms" : "no products"));
    }
  }

 private:
  void walk(bool is_again) {
    json_.objectInParts([&](std::string_view name) {
      const std::string key(name);
      if (key == "terms" && (has_products_ || is_again)) return readTerms();
      if (key == "terms") terms_wait_ = true;
      if (is_again) return json_.skipInParts();
      if (key == "products") return readProducts();
      if (key == "regions" && is_page_) return readPricePage(json_, component_, intake_);
      if (key == "manifest") return readManifest();
      if (key == "offers" || key == "regions") is_index_ = true;
      if (key == "publicationDate") json_.whole([&] { intake_.publication.published = json_.text(); });
      else if (key == "version") json_.whole([&] { intake_.publication.version = json_.text(); });
      else if (key == "offerCode") json_.whole([&] { intake_.publication.list = json_.text(); });
      else if (key == "regionCode") json_.whole([&] { region_ = json_.text(); });
      else json_.skipInParts();
    });
    json_.finish();
  }

  void readProducts() {
    has_products_ = true;
    if (json_.kindInParts() == '[') {
      isPlans();
      plans_.readProducts(json_);
    } else {
      isOffer();
      offer_.readProducts(json_);
    }
  }

  void readTerms() {
    json_.objectInParts([&](std::string_view name) {
      const std::string key(name);
      has_terms_ = true;
      if (key == "savingsPlan") {
        isPlans();
        plans_.readTerms(json_);
      } else if (json_.kindInParts() == '{') {
        isOffer();
        offer_.readTerms(json_, key == "OnDemand");
      } else {
        json_.skipInParts();
      }
    });
  }

  void readManifest() {
    json_.whole([&] {
      json_.object([&](std::string_view key) {
        if (key == "currencyCode") intake_.currency_name = json_.text();
        else if (key == "hawkFilePublicationDate") intake_.publication.published = json_.text();
        else if (key == "source") component_ = json_.text();
        else json_.skip();
      });
    });
    is_page_ = true;
    become("a price page", Covers::meters_in_regions, false);
    intake_.publication.list = component_;
  }

  void isOffer() { become("an offer file", Covers::regions, false); }
  void isPlans() { become("a file of plans", Covers::regions, true); }
  void become(std::string_view kind, Covers covers, bool covers_plans) {
    if (!intake_.kind.empty() && intake_.kind != kind) throw ListError(fmt::format("it begins as {} and goes on as {}", intake_.kind, kind));
    intake_.kind = kind;
    intake_.covers = covers;
    intake_.covers_plans = covers_plans;
  }

  JsonReader& json_;
  Intake& intake_;
  std::string region_, component_;
  OfferProducts offer_;
  SavingsPlans plans_;
  bool has_products_ = false, has_terms_ = false, terms_wait_ = false, is_page_ = false, is_index_ = false;
};

}  // namespace

void readJson(const std::string& path, const Progress& progress, Intake& intake) {
  JsonReader json(path, progress);
  JsonList(json, intake).read();
}

}  // namespace smcost::lists
