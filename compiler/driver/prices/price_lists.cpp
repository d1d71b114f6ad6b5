#include "compiler/driver/prices/price_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/diagnostics/kinds.h"
#include "runtime/lists/offer_index.h"

namespace smcost::driver {

namespace {

constexpr std::string_view kScheme = "://";
constexpr std::string_view kRegion = "{region}";
constexpr size_t kShownRegions = 12;

// "https://host/a/b" as "https://host" and "/a/b"; an address without a host is a path.
std::pair<std::string, std::string> split(std::string_view url) {
  const size_t scheme = url.find(kScheme);
  if (scheme == std::string_view::npos) return {"", std::string(url)};
  const size_t slash = std::min(url.find('/', scheme + kScheme.size()), url.size());
  return {std::string(url.substr(0, slash)), std::string(url.substr(slash))};
}

template <typename Value>
std::string namesOf(const std::map<std::string, Value>& regions) {
  std::string names;
  size_t count = 0;
  for (const auto& [region, value] : regions) {
    if (count++ == kShownRegions) return fmt::format("{} and {} more", names, regions.size() - kShownRegions);
    names += (names.empty() ? "" : ", ") + region;
  }
  return names;
}

}  // namespace

std::string shownUrl(std::string_view url) {
  const size_t scheme = url.find(kScheme);
  const size_t from = scheme == std::string_view::npos ? 0 : scheme + kScheme.size();
  const size_t at = url.substr(0, url.find('/', from)).rfind('@');
  if (at == std::string_view::npos || at < from) return std::string(url);
  return std::string(url.substr(0, from)) + std::string(url.substr(at + 1));
}

ListServer::ListServer(const program::PriceList& list, const std::string& base) : list_(list), is_given_(!base.empty()) {
  std::tie(base_, path_) = split(list.url);
  if (!is_given_) return;
  base_ = base.find(kScheme) == std::string::npos ? "https://" + base : base;
  while (base_.ends_with('/')) base_.pop_back();
}

bool ListServer::isPlain() const { return is_given_ && base_.starts_with("http://"); }

std::string ListServer::urlOf(std::string_view address) const {
  const auto [host, path] = split(address);
  return (host.empty() || is_given_ ? base_ : host) + path;
}

std::vector<ListAddress> ListServer::find(fetch::Client& client, const std::vector<std::string>& regions, const std::string& folder,
                                          diagnostics::Sink& sink) const {
  std::vector<ListAddress> found;
  if (const size_t hole = path_.find(kRegion); hole != std::string::npos) {
    for (const std::string& region : regions) {
      std::string path = path_;
      found.push_back({urlOf(path.replace(hole, kRegion.size(), region)), region, false});
    }
    return found;
  }
  // An index, read by `read`; what is wrong with it goes to the sink.
  const auto follow = [&](const std::string& url, auto read) -> decltype(read(std::string())) {
    fetch::NamelessFile file(folder);
    const fetch::Answer answer = client.get(url, "", file, {});
    if (!answer.error.empty()) {
      sink.report(source::Span(), diagnostics::kinds::cannot_fetch, shownUrl(url), answer.error);
      return {};
    }
    try {
      return read(file.path());
    } catch (const lists::ListError& error) {
      sink.report(source::Span(), diagnostics::kinds::wrong_list_index, shownUrl(url), error.what());
      return {};
    }
  };
  const lists::OfferUrls offer = follow(urlOf(path_), [&](const std::string& path) { return lists::readOfferIndex(path, list_.name); });
  if (sink.hasErrors()) return {};
  const std::string index = urlOf(offer.prices);
  const auto prices = follow(index, lists::readRegionIndex);
  if (sink.hasErrors()) return {};
  for (const std::string& region : regions) {
    const auto at = prices.find(region);
    if (at != prices.end()) found.push_back({urlOf(at->second), region, false});
    else sink.report(source::Span(), diagnostics::kinds::region_without_list, list_.service, region).hint("it has " + namesOf(prices));
  }
  if (sink.hasErrors() || offer.plans.empty()) return sink.hasErrors() ? std::vector<ListAddress>() : found;
  // Not every region has plans.
  const auto plans = follow(urlOf(offer.plans), lists::readRegionIndex);
  for (const std::string& region : regions) {
    if (const auto at = plans.find(region); at != plans.end()) found.push_back({urlOf(at->second), region, true});
  }
  return sink.hasErrors() ? std::vector<ListAddress>() : found;
}

}  // namespace smcost::driver
