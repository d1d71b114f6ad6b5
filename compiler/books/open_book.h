// A price book that is open, and what its bytes lie in.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/books/form_cache.h"
#include "compiler/files/files.h"
#include "runtime/book/price_book.h"
#include "runtime/book/text.h"

namespace smcost::books {

class OpenBook {
 public:
  // What a question to the book comes to. When a block of a kept form is broken, the form is made again from
  // the text first. Nothing that `ask` gives may look into the book. Throws BrokenBook when the text is not what it was.
  template <class Ask>
  auto ask(const Ask& ask) const {
    try {
      return ask(*book_);
    } catch (const book::BrokenBook&) {
      remake();
    }
    return ask(*book_);
  }

  const book::Header& header() const { return book_->header(); }
  const std::string& digest() const { return digest_; }   // of its text
  const std::string& path() const { return path_; }       // as it was given; empty: the one inside the program

 private:
  friend struct Opener;
  void remake() const;

  std::string path_, digest_;
  std::function<files::ReadResult()> text_;   // again; none: the form is all there is
  mutable std::unique_ptr<PartsOfFile> kept_;
  mutable std::string made_;
  mutable std::optional<book::PriceBook> book_;
};

// A book, or why there is none: it cannot be read, or its text is wrong.
struct Opened {
  std::shared_ptr<const OpenBook> book;
  std::string error;
  std::optional<book::Fault> fault;
};

// By a form that is kept, if there is one; else all of the text is proved first.
Opened openFile(const std::string& path, const std::string& shown);
Opened openText(const std::string& path, std::function<files::ReadResult()> text);
// A form that the program brings.
std::shared_ptr<const OpenBook> openForm(std::string_view form);

}  // namespace smcost::books
