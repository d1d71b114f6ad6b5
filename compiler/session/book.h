// The price book of a session: opened when first asked, and what it has as modules for the checker.
#pragma once

#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/check/check.h"
#include "lang/diagnostics/sink.h"
#include "runtime/book/price_book.h"

namespace smcost::session {

// The compiled form of the shipped book.
std::string_view embeddedBook();

class SessionBook : public check::PriceBook {
 public:
  SessionBook(source::SourceManager& sources, diagnostics::Sink& sink) : sources_(sources), sink_(sink) {}

  bool has(std::string_view edition) override;
  Rates rates(const std::vector<Wanted>& wanted) override;   // a module lives as long as this

 private:
  const book::PriceBook& opened();

  source::SourceManager& sources_;
  diagnostics::Sink& sink_;
  std::optional<book::PriceBook> book_;
  std::deque<check::Module> modules_;   // one for each check that asked
};

}  // namespace smcost::session
