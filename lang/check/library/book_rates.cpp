// Prices that no module declares: a price book is asked for what the statements use, and answers in
// `rates` of the language, which are read like any other.

#include <algorithm>
#include <set>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::NodeId;
using ast::NodeKind;

namespace {

struct Place {
  program::MeterId meter;
  program::KeyId key;
  program::OfferId offer;
  base::NameId region;

  auto operator<=>(const Place&) const = default;
};

// A book prices the library's meters only: a meter of the same name in a spec is another one.
bool isOfLibrary(const MeterInfo& meter) { return meter.decl && meter.decl->scope->module->is_library; }

class WantedPlaces {
 public:
  explicit WantedPlaces(Library& cx) : cx_(cx), is_library_(cx.program.meters.size()) {
    for (const MeterInfo& meter : cx.meters) is_library_[meter.id.value] = isOfLibrary(meter);
  }

  std::set<Place> find() {
    for (const program::UsageTable& usage : cx_.program.usage) {
      for (size_t line = 0; line < usage.lines.size(); ++line) addLine(usage, line);
    }
    for (const program::SkuQuery& query : cx_.program.queries) addQuery(query);
    for (const program::SkuQuery& query : cx_.program.sku_sets) addQuery(query);
    for (const MeterInfo& meter : cx_.meters) {
      const auto& all = cx_.options.priced_meters;
      if (std::find(all.begin(), all.end(), meter.name) != all.end()) want({meter.id, {}, {}, cx_.program.region});
    }
    leaveOutDeclared();
    return std::move(wanted_);
  }

 private:
  void addQuery(const program::SkuQuery& query) {
    for (const program::SkuQuery::Row& row : query.rows) {
      for (const program::SkuQuery::PriceColumn& price : query.prices) {
        const program::MeterId meter = price.meter ? price.meter : row.meter;
        if (meter) want({meter, row.sku, {}, cx_.program.region});
      }
    }
  }

  void addLine(const program::UsageTable& usage, size_t line) {
    Place last;
    for (uint32_t row = 0; row < usage.table.rows; ++row) {
      const program::KeyId key = row < usage.keys[line].size() ? usage.keys[line][row] : program::KeyId{};
      const Place place{usage.lines[line].meter, key, {}, cx_.program.regionOf(usage, row)};
      // Statements of one shape mostly are of one place.
      if (row > 0 && place == last) continue;
      last = place;
      want(place);
      wantOffers(place);
    }
  }

  void wantOffers(Place place) {
    for (const program::Commitment& commitment : cx_.program.commitments) {
      const auto& covers = cx_.program.plans[cx_.program.offers[commitment.offer.value].plan.value].covers;
      if (std::find(covers.begin(), covers.end(), place.meter) == covers.end()) continue;
      place.offer = commitment.offer;
      want(place);
    }
  }

  void want(const Place& place) {
    if (is_library_[place.meter.value]) wanted_.insert(place);
  }

  // A row of the text comes first.
  void leaveOutDeclared() {
    std::vector<bool> is_wanted(is_library_.size());
    for (const Place& place : wanted_) is_wanted[place.meter.value] = true;
    for (const program::RateRow& row : cx_.program.rates) {
      if (!is_wanted[row.meter.value] || (row.edition && row.edition != cx_.program.edition)) continue;
      const Place place{row.meter, row.key, row.offer, row.region};
      if (row.region) {
        wanted_.erase(place);
        continue;
      }
      const auto isEverywhere = [&](const Place& one) { return one.meter == row.meter && one.key == row.key && one.offer == row.offer; };
      auto first = wanted_.lower_bound({row.meter, row.key, row.offer, base::NameId{0}});
      while (first != wanted_.end() && isEverywhere(*first)) first = wanted_.erase(first);
      wanted_.erase(place);
    }
  }

  Library& cx_;
  std::vector<bool> is_library_;
  std::set<Place> wanted_;
};

}  // namespace

void nameLibraryMeters(Library& cx) {
  auto scope = std::make_shared<Scope>();
  for (const MeterInfo& meter : cx.meters) {
    if (!isOfLibrary(meter)) continue;
    const std::string name = keyOf(Space::meter, meter.name);
    // What a plan is metered by is no meter of its own.
    if (const auto found = meter.decl->scope->names.find(name); found != meter.decl->scope->names.end()) scope->names.insert(*found);
  }
  for (const Decl& decl : cx.decls) {
    if (decl.kind == DeclKind::plan) scope->names.emplace(keyOf(Space::plan, decl.name), &decl);
  }
  cx.library_meters = std::move(scope);
}

void declareBookKeys(Library& cx, const Modules& modules) {
  PriceBook* const prices = cx.options.price_book;
  if (!prices || !prices->has(cx.program.editionName())) return;
  std::set<std::string, std::less<>> found;
  const auto addOf = [&](const ast::File& file) {
    for (const ast::Node& node : file.nodes) {
      if (node.kind != NodeKind::word && node.kind != NodeKind::path) continue;
      const std::string_view text = cx.sources.text({file.source, node.begin, node.end});
      // Names without a dot are of a file's own, or misspelt.
      if (text.find('.') == std::string_view::npos || cx.skus.has(text) || found.count(text)) continue;
      if (prices->hasKey(text)) found.emplace(text);
    }
  };
  for (const Module& module : modules) {
    if (!module.is_library) addOf(module.tree);
  }
  for (const Options::Param& param : cx.options.params) addOf(param.tree);
  // They have no facts, and are not among those of which `skus where` tells.
  for (const std::string& key : found) {
    addKey(cx, key);
    cx.skus.add(key);
  }
}

void declareBookRates(Library& cx) {
  PriceBook* const prices = cx.options.price_book;
  if (!prices || cx.sink->hasErrors() || !prices->has(cx.program.editionName())) return;
  std::vector<PriceBook::Wanted> wanted;
  const program::Program& program = cx.program;
  for (const auto& [meter, key, offer, region] : WantedPlaces(cx).find()) {
    wanted.push_back({program.meters[meter.value].name, program.names.text(region), key ? std::string_view(program.keys[key.value].text) : "",
                      offer ? std::string_view(program.offers[offer.value].text) : ""});
  }
  if (wanted.empty()) return;
  const auto [module, book] = prices->rates(wanted);
  cx.program.book = book;
  if (!module) return;
  Scope& scope = cx.scopes.emplace_back();
  scope.parent = cx.library_meters.get();
  scope.module = module;
  for (NodeId item : module->tree.items) {
    if (module->tree.kind(item) != NodeKind::source_decl) continue;
    const NodeId name = ast::Children(module->tree, item)[0];
    Decl source{DeclKind::source, std::string(cx.text(module->tree, name)), item, module->tree.span(name)};
    source.scope = &scope;
    if (Decl* kept = declare(cx, scope, Space::source, std::move(source))) declareSource(cx, *kept);
  }
  for (NodeId item : module->tree.items) {
    if (module->tree.kind(item) == NodeKind::rates_decl) declareRates(cx, scope, item);
  }
}

}  // namespace smcost::check
