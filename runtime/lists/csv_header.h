// Columns of a CSV list by their names, in which case, blanks, `_` and `-` say nothing: "Region Code" is `regioncode`.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/lists/csv_reader.h"

namespace smcost::lists {

class CsvHeader {
 public:
  explicit CsvHeader(const std::vector<std::string>& cells);
  static std::string plain(std::string_view name);
  std::optional<size_t> find(std::string_view name) const;
  void need(std::initializer_list<std::string_view> names, size_t line) const;
  size_t size() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

class CsvRow {
 public:
  CsvRow(const CsvHeader& header, const std::vector<std::string>& cells, size_t line);
  std::string_view operator[](std::string_view name) const;   // empty: no such column

 private:
  const CsvHeader& header_;
  const std::vector<std::string>& cells_;
};

// A list that a company keeps itself.
void readOwnCsv(CsvReader& csv, const CsvHeader& header, size_t header_line, const std::string& name, const std::string& today, Intake& intake);

}  // namespace smcost::lists
