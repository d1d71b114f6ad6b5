// `smcost prices import`: lists into a price book.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/program/price_list.h"
#include "runtime/lists/account.h"
#include "runtime/lists/list_error.h"
#include "runtime/lists/write_book.h"

namespace smcost::lists {

struct ListFile {
  std::string path, name;      // what is opened, and how people call it
};

struct Import {
  const std::vector<program::PriceList>* declared = nullptr;   // by the library
  std::vector<ListFile> files;
  std::string_view book;                                       // its text; empty: a new one
  std::vector<std::string> regions;                            // only these; empty: all
  std::string today;                                           // "2026-11-26"
  std::function<void(const ListFile&, size_t bytes)> progress; // may be empty
};

struct Imported {
  BookText text;               // of the book; empty: there are contradictions
  Account account;
};

// A list of which the book has a later publication, and any other trouble with a file.
struct ImportError : ListError {
  enum class Kind : unsigned char { file, older, book } kind;
  std::string name;            // of the file
  ImportError(Kind which, std::string file, const std::string& what) : ListError(what), kind(which), name(std::move(file)) {}
};

// Throws ImportError. The order of the files says nothing: lists are put into the book in the order of their publication.
Imported importLists(const Import& import);

// When a list of the name that the library gives it was published, of which a book has the prices of a region; empty: none.
std::string publishedIn(std::string_view book, std::string_view list, std::string_view region);

}  // namespace smcost::lists
