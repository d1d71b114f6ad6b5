// CSV of any size, record by record: commas or semicolons between, cells quoted where they have to be.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "runtime/lists/readers.h"

namespace smcost::lists {

class CsvReader {
 public:
  CsvReader(const std::string& path, const Progress& progress);

  // The next record that is not empty; false: there is none.
  bool next(std::vector<std::string>& cells);
  size_t line() const { return line_; }      // in which the record begins, from 1

 private:
  std::ifstream file_;
  const Progress& progress_;
  std::string text_;
  size_t line_ = 0, lines_ = 0, bytes_ = 0, told_ = 0;
  char separator_ = 0;                       // what the first record has more of
};

}  // namespace smcost::lists
