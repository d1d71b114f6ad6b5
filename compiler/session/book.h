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

class SessionBook {
 public:
  SessionBook(source::SourceManager& sources, diagnostics::Sink& sink) : sources_(sources), sink_(sink) {}

  // No module: the book has nothing, or is of another edition. A module lives as long as this.
  check::Options::BookRates rates(std::string_view edition, const std::vector<check::Options::WantedPrice>& wanted);

 private:
  source::SourceManager& sources_;
  diagnostics::Sink& sink_;
  bool is_opened_ = false;
  std::optional<book::PriceBook> book_;
  std::deque<check::Module> modules_;   // one for each check that asked
};

}  // namespace smcost::session
