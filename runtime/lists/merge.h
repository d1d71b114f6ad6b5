// A list's prices put into a book: what changed ends and begins anew, what did not stays as it is, what the list no
// longer has ends on its day.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "runtime/book/text.h"
#include "runtime/lists/intake.h"
#include "runtime/lists/list_error.h"

namespace smcost::lists {

// The book has a later publication of the list already.
struct OlderList : ListError {
  using ListError::ListError;
};

struct OpenBook {
  book::Header header;
  LargeVector<book::Row> rows;               // sorted; views of what outlives the book, or of `words`
  Words words;
};

// Throws ListError; contradictions are told by the account, and leave the book as it was.
void merge(OpenBook& book, Intake& list, Account& account);

// How the book's header calls the publications of the list.
std::string publicationName(const Intake& list);

}  // namespace smcost::lists
