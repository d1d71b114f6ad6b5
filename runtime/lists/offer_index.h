// Indices of lists: where the lists of an offer are, by region.
#pragma once

#include <map>
#include <string>

#include "runtime/lists/list_error.h"

namespace smcost::lists {

// Of one offer: the indices of its regions; empty: it has none.
struct OfferUrls {
  std::string prices;    // "/offers/v1.0/…/region_index.json"
  std::string plans;     // the rates of its commitments
};

// `{"offers": {NAME: {"currentRegionIndexUrl": …}}}`. Throws ListError, also when it has no such offer.
OfferUrls readOfferIndex(const std::string& path, const std::string& name);

// `{"regions": {R: {"currentVersionUrl": U}}}` and `{"regions": [{"regionCode": R, "versionUrl": U}]}`: U by R.
// Throws ListError.
std::map<std::string, std::string> readRegionIndex(const std::string& path);

}  // namespace smcost::lists
