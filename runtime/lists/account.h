// What became of each row of the lists that were read: nothing is dropped in silence.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace smcost::lists {

// One place of a book, as people name it.
struct ToldPlace {
  std::string meter, region, key, plan;
  std::string usage;   // as the list has it, with the region's prefix
  std::string id;      // of the list
};

struct Contradiction {
  ToldPlace place;
  std::vector<std::string> prices;
};

struct ReadFile {
  std::string name, kind, list, published;
  size_t rows = 0;
};

using Counts = std::map<std::string, size_t, std::less<>>;

struct Account {
  std::vector<ReadFile> files;
  size_t rows = 0;       // of the lists: each is mapped, ignored, unknown, zero or in a contradiction
  size_t mapped = 0;
  size_t unchanged = 0;  // of the mapped: the book has them already
  size_t opened = 0;     // written anew
  size_t closed = 0;     // rows of the book that end since their price changed
  size_t vanished = 0;   // and since the list has them no longer
  Counts ignored;        // by reason
  Counts unknown;        // by usage type
  std::vector<ToldPlace> zero;
  std::vector<Contradiction> contradictions;
  std::string published; // of the book
  size_t book_rows = 0;
};

// For people, and for programs.
std::string accountText(const Account& account, const std::string& book);
std::string accountJson(const Account& account, const std::string& book);

}  // namespace smcost::lists
