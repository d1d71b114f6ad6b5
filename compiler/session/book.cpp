#include "compiler/session/book.h"

#include <fmt/format.h>

#include "lang/base/check.h"
#include "lang/syntax/parse.h"
#include "runtime/book/rates_text.h"

namespace smcost::session {

check::Options::BookRates SessionBook::rates(std::string_view edition, const std::vector<check::Options::WantedPrice>& wanted) {
  if (!is_opened_) {
    book_ = book::PriceBook::open(embeddedBook());
    SMCOST_CHECK(book_.has_value(), "the shipped price book opens");
    is_opened_ = true;
  }
  if (book_->header().edition != edition) return {};
  const auto orNone = [](std::string_view text) { return text.empty() ? book::kNone : text; };
  std::vector<book::Place> places;
  places.reserve(wanted.size());
  for (const auto& [meter, region, key, plan] : wanted) places.push_back({meter, region, orNone(key), orNone(plan)});
  std::string text = book::ratesText(*book_, places);
  if (text.empty()) return {};
  const source::FileId file = sources_.add(fmt::format("<price book {}>", edition), std::move(text));
  check::Module& module = modules_.emplace_back();
  module.name = sources_.file(file).name();
  module.tree = ast::parseFile(sources_, file, sink_);
  module.is_library = true;
  return {&module, {book_->header().published, book_->textDigest()}};
}

}  // namespace smcost::session
