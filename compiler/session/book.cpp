#include "compiler/session/book.h"

#include <fmt/format.h>

#include "lang/base/check.h"
#include "lang/syntax/parse.h"
#include "runtime/book/rates_text.h"

namespace smcost::session {

const book::PriceBook& SessionBook::opened() {
  if (!book_) book_ = book::PriceBook::open(embeddedBook());
  SMCOST_CHECK(book_.has_value(), "the shipped price book opens");
  return *book_;
}

bool SessionBook::has(std::string_view edition) { return opened().header().edition == edition; }

check::PriceBook::Rates SessionBook::rates(const std::vector<Wanted>& wanted) {
  const book::PriceBook& book = opened();
  const auto orNone = [](std::string_view text) { return text.empty() ? book::kNone : text; };
  std::vector<book::Place> places;
  places.reserve(wanted.size());
  for (const auto& [meter, region, key, plan] : wanted) places.push_back({meter, region, orNone(key), orNone(plan)});
  std::string text = book::ratesText(book, places);
  if (text.empty()) return {};
  const source::FileId file = sources_.add(fmt::format("<price book {}>", book.header().edition), std::move(text));
  check::Module& module = modules_.emplace_back();
  module.name = sources_.file(file).name();
  module.tree = ast::parseFile(sources_, file, sink_);
  module.is_library = true;
  return {&module, {book.header().published, book.textDigest()}};
}

}  // namespace smcost::session
