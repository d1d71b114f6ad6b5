// What the commands over price books share: the books that a spec would take, and texts of their rows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/run/arguments.h"
#include "compiler/driver/run/run.h"
#include "compiler/session/book.h"

namespace smcost::driver {

using Book = std::shared_ptr<const books::OpenBook>;

// Where a spec's books are looked for; without a spec, where one of this folder would.
session::BookPlaces bookPlaces(const Arguments& arguments, const std::string& spec);

// What a book is to a bill from there, once all of it is proved.
struct BookState {
  enum class Is : unsigned char { taken, hidden, second, wrong } is = Is::wrong;
  std::string where;                  // "inside the program", or its path
  std::string error;                  // of one that is wrong
  std::shared_ptr<const books::OpenBook> book;   // of any other
};
BookState stateOf(const session::BookPlaces& places, const session::FoundBook& found);

// The books that win, open; what is wrong with any is said, and makes the code.
std::vector<Book> winningBooks(const Arguments& arguments, const session::BookPlaces& places, ExitCode& code);
// One that a user names.
Book namedBook(const Arguments& arguments, const std::string& path, ExitCode& code);

// "the program's", or where it lies.
std::string bookName(const books::OpenBook& book);

}  // namespace smcost::driver
