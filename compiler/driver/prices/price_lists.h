// What a server of lists has: the way from the address that a library names to the lists of some regions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/fetch/client.h"
#include "lang/diagnostics/sink.h"
#include "lang/program/price_list.h"

namespace smcost::driver {

// A list that the server has.
struct ListAddress {
  std::string url, region;
  bool is_of_plans = false;
};

// Where a file is asked: BASE in place of scheme and host of the library's address, if the user named one.
class ListServer {
 public:
  ListServer(const program::PriceList& list, const std::string& base);

  // Asked without TLS, which only a user can want.
  bool isPlain() const;
  // "/offers/…" and "https://host/offers/…" as they are asked.
  std::string urlOf(std::string_view address) const;
  // The lists of these regions, those of plans too. The address of a library holds `{region}`, or is that of an index,
  // of which is read what is needed. What is wrong is in the sink, and then nothing is found.
  std::vector<ListAddress> find(fetch::Client& client, const std::vector<std::string>& regions, const std::string& folder,
                                diagnostics::Sink& sink) const;

 private:
  const program::PriceList& list_;
  std::string base_;         // "https://host"
  std::string path_;         // "/offers/index.json"
  bool is_given_ = false;
};

// Without the name and password that may stand in it.
std::string shownUrl(std::string_view url);

}  // namespace smcost::driver
