// The price books of a session: where they are looked for, which one a bill takes, and what it has as
// modules for the checker. Opened when first asked.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/books/open_book.h"
#include "compiler/session/session.h"
#include "lang/check/check.h"
#include "lang/diagnostics/sink.h"
#include "runtime/book/price_book.h"

namespace smcost::session {

// The compiled form of the shipped book.
std::string_view embeddedBook();

// A book that was found, by its header.
struct FoundBook {
  // In the order in which they are looked for: the first place that has a service and edition wins alone.
  enum class Where : unsigned char { named, beside, user, program } where = Where::program;
  std::string path;                        // from the root; of the program's own empty
  std::string shown;                       // as reports call it
  std::optional<book::Header> header;
  std::string error;                       // why it cannot be read
  std::optional<book::Fault> fault;        // why it is no book
  bool wins = false;
  bool is_second = false;                  // another of its folder has the same service and edition
};

// The places of books for a spec: `--prices`; `prices` beside it and in the folders above, up to the root of its
// repository; the user's own; the program.
class BookPlaces {
 public:
  explicit BookPlaces(const Options& options);

  struct Folder {
    FoundBook::Where where = FoundBook::Where::beside;
    std::string path;
    std::string bound;                     // in which its books have to lie, links followed
  };
  const std::vector<Folder>& folders() const { return folders_; }
  std::vector<FoundBook> booksIn(const Folder& folder) const;
  std::optional<FoundBook> named() const;  // by `--prices`
  static FoundBook ofProgram();
  books::Opened open(const FoundBook& found) const;

  // `smcost.lock`, the nearest to the spec; none: there is none. Its text comes from where the spec does.
  struct Lock {
    std::string shown, error;
    std::optional<std::string> text;
  };
  std::optional<Lock> lock() const;
  // Where `prices lock` writes one that is not there yet.
  std::string lockPath() const;

 private:
  FoundBook head(FoundBook::Where where, const std::string& path, const std::string& bound) const;
  const load::Files& filesOf(FoundBook::Where where) const;

  std::shared_ptr<const load::Files> files_, disk_;
  std::optional<std::string> named_;
  std::vector<Folder> folders_;
  std::vector<std::string> above_;         // the spec's folder and those above it
  std::string root_;                       // the last of them
};

// All of them; which ones win is marked.
std::vector<FoundBook> findBooks(const BookPlaces& places);

// "cloud.training @ list": what a lock calls the book of a service's edition.
std::string lockName(const book::Header& header);

class SessionBook : public check::PriceBook {
 public:
  SessionBook(source::SourceManager& sources, diagnostics::Sink& sink, const Options& options, const check::Modules& modules)
      : sources_(sources), sink_(sink), options_(options), modules_loaded_(modules) {}

  bool has(std::string_view edition) override;
  bool hasKey(std::string_view key) override;
  Rates rates(const std::vector<Wanted>& wanted) override;   // a module lives as long as this

 private:
  using Book = std::shared_ptr<const books::OpenBook>;
  Book choose(std::string_view edition);
  Book find(const BookPlaces& places, std::string_view edition);
  Book openFound(const BookPlaces& places, const FoundBook& found);
  bool isWrong(const FoundBook& found);
  bool isPriced(const book::Header& header, std::string_view edition) const;
  bool isPinned(const BookPlaces& places, const books::OpenBook& book);
  void reportBroken(const char* what);

  source::SourceManager& sources_;
  diagnostics::Sink& sink_;
  const Options& options_;
  const check::Modules& modules_loaded_;
  std::map<std::string, Book, std::less<>> chosen_;   // by edition; null: none has it
  Book book_;                                         // of the edition that was asked for last
  std::deque<check::Module> modules_;                 // one for each check that asked
};

}  // namespace smcost::session
