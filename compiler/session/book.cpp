#include "compiler/session/book.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/config/toml_file.h"
#include "compiler/load/files.h"
#include "lang/base/check.h"
#include "lang/syntax/parse.h"
#include "runtime/book/rates_text.h"

namespace smcost::session {

namespace kinds = diagnostics::kinds;

namespace {

// Whose digest a lock says; of what is no lock nothing is believed.
struct Pins {
  std::vector<config::Entry> entries;
  bool is_sound = true;
};

Pins readPins(const source::SourceManager& sources, source::FileId file, const std::string& name, diagnostics::Sink& sink) {
  constexpr size_t kDigest = 64;
  const size_t errors = sink.errorCount();
  Pins pins{config::parseToml(sources, file, sink)};
  for (const config::Entry& entry : pins.entries) {
    const bool is_digest = entry.type == config::Entry::Type::text && entry.text.size() == kDigest &&
                           entry.text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_digest) sink.report(entry.value_span, kinds::wrong_price_lock, name, "a line is \"SERVICE @ EDITION\" = \"SHA-256 of the book's text\"");
  }
  pins.is_sound = sink.errorCount() == errors;
  return pins;
}

}  // namespace

std::string lockName(const book::Header& header) { return header.service + " @ " + header.edition; }

bool SessionBook::isPriced(const book::Header& header, std::string_view edition) const {
  if (header.edition != edition) return false;
  // A service is a module, or a folder of them.
  const auto isOfService = [&](const check::ModuleRef& ref) {
    return !ref.is_file && (ref.path == header.service || ref.path.starts_with(header.service + "."));
  };
  return std::any_of(modules_loaded_.begin(), modules_loaded_.end(), [&](const check::Module& module) {
    return std::any_of(module.refs.begin(), module.refs.end(), isOfService);
  });
}

bool SessionBook::isWrong(const FoundBook& found) {
  if (found.fault) sink_.report({}, kinds::wrong_price_book, found.shown, found.fault->line, found.fault->what);
  else if (!found.error.empty()) sink_.report({}, kinds::cannot_read, found.shown, found.error);
  else return false;
  return true;
}

SessionBook::Book SessionBook::openFound(const BookPlaces& places, const FoundBook& found) {
  books::Opened opened = places.open(found);
  FoundBook whole = found;
  whole.error = opened.error;
  whole.fault = opened.fault;
  return isWrong(whole) ? nullptr : opened.book;
}

// The first place that has one; what is wrong there is an error, never a reason to look further.
SessionBook::Book SessionBook::find(const BookPlaces& places, std::string_view edition) {
  if (const std::optional<FoundBook> named = places.named()) {
    if (isWrong(*named)) return nullptr;
    if (isPriced(*named->header, edition)) return openFound(places, *named);
    sink_.report({}, kinds::price_book_not_used, named->shown, named->header->service, named->header->edition, edition);
  }
  for (const BookPlaces::Folder& folder : places.folders()) {
    const FoundBook* first = nullptr;
    const std::vector<FoundBook> found = places.booksIn(folder);
    for (const FoundBook& book : found) {
      // Nobody knows of what it would be.
      if (isWrong(book)) return nullptr;
      if (!isPriced(*book.header, edition)) continue;
      if (first == nullptr) {
        first = &book;
        continue;
      }
      sink_.report({}, kinds::two_price_books, first->shown, book.shown, book.header->service, edition);
      return nullptr;
    }
    if (first != nullptr) return openFound(places, *first);
  }
  Book own = books::openForm(embeddedBook());
  SMCOST_CHECK(own != nullptr, "the shipped price book opens");
  return own->header().edition == edition ? own : nullptr;
}

bool SessionBook::isPinned(const BookPlaces& places, const books::OpenBook& book) {
  const std::optional<BookPlaces::Lock> lock = places.lock();
  const std::string name = lockName(book.header());
  const auto unpinned = [&] {
    if (!options_.locked) return true;
    sink_.report({}, kinds::no_price_lock, book.header().service, book.header().edition).hint("`smcost prices lock` writes it");
    return false;
  };
  if (!lock) return unpinned();
  if (!lock->text) {
    sink_.report({}, kinds::cannot_read, lock->shown, lock->error);
    return false;
  }
  const source::FileId file = sources_.add(lock->shown, *lock->text);
  const Pins pins = readPins(sources_, file, lock->shown, sink_);
  if (!pins.is_sound) return false;
  const auto pin = std::find_if(pins.entries.begin(), pins.entries.end(), [&](const config::Entry& entry) { return entry.key == name; });
  if (pin == pins.entries.end()) return unpinned();
  if (pin->text == book.digest()) return true;
  sink_.report(pin->value_span, kinds::price_book_not_locked, lock->shown, book.header().service, book.header().edition, pin->text,
               book.path().empty() ? "the one inside the program" : book.path(), book.digest())
      .hint("`smcost prices lock` pins the one that is found now; `--prices FILE` names another");
  return false;
}

SessionBook::Book SessionBook::choose(std::string_view edition) {
  if (edition.empty()) return nullptr;
  if (const auto known = chosen_.find(edition); known != chosen_.end()) return known->second;
  Book book;
  if (options_.price_book) {
    if (isPriced(options_.price_book->header(), edition)) book = options_.price_book;
  } else {
    const BookPlaces places(options_);
    book = find(places, edition);
    if (book && !isPinned(places, *book)) book = nullptr;
  }
  chosen_.emplace(edition, book);
  return book;
}

bool SessionBook::has(std::string_view edition) {
  book_ = choose(edition);
  return book_ != nullptr;
}

void SessionBook::reportBroken(const char* what) {
  sink_.report({}, kinds::cannot_read, book_->path().empty() ? "the price book inside the program" : book_->path(), what);
}

bool SessionBook::hasKey(std::string_view key) {
  SMCOST_CHECK(book_ != nullptr, "asked of a book that is there");
  try {
    return book_->ask([&](const book::PriceBook& book) { return book.hasKey(key); });
  } catch (const book::BrokenBook& broken) {
    reportBroken(broken.what());
    return false;
  }
}

check::PriceBook::Rates SessionBook::rates(const std::vector<Wanted>& wanted) {
  SMCOST_CHECK(book_ != nullptr, "asked of a book that is there");
  const auto orNone = [](std::string_view text) { return text.empty() ? book::kNone : text; };
  std::vector<book::Place> places;
  places.reserve(wanted.size());
  for (const auto& [meter, region, key, plan] : wanted) places.push_back({meter, region, orNone(key), orNone(plan)});
  std::string text;
  try {
    text = book_->ask([&](const book::PriceBook& book) { return book::ratesText(book, places); });
  } catch (const book::BrokenBook& broken) {
    reportBroken(broken.what());
    return {};
  }
  if (text.empty()) return {};
  const source::FileId file = sources_.add(fmt::format("<price book {}>", book_->header().edition), std::move(text));
  check::Module& module = modules_.emplace_back();
  module.name = sources_.file(file).name();
  module.tree = ast::parseFile(sources_, file, sink_);
  module.is_library = true;
  return {&module, {book_->header().published, book_->digest(), book_->path()}};
}

}  // namespace smcost::session
