// A list's prices put into a book: what changed ends and begins anew, what did not stays as it is, what the list no
// longer has ends on its day.
#pragma once

#include <functional>
#include <span>
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

// Hands the rows on, sorted, that the list makes of the book's old ones; the book has the header of them then. Throws
// ListError; of rows with contradictions, which the account tells, there is no book.
void merge(std::span<const book::Row> old, OpenBook& book, Intake& list, Account& account, const std::function<void(const book::Row&)>& take);

// How the book's header calls the publications of the list.
std::string publicationName(const Intake& list);

}  // namespace smcost::lists
