// A price book as text, made to live in git: a header, then a line for each price, sorted, so that
// a price that changes is a line that changes.
//
//   smprices 1
//   edition list "A provider's public prices"
//   service cloud.training
//   currency USD
//   published 2026-10-05
//   source 1 "the list it was read from" read "2026-09-22" quality list
//   list "its name" region somewhere published "2026-10-05T16:09:01Z"      the last one read of that region
//   rows 2 sha256 HEX                     of all bytes behind this line
//   METER REGION KEY PLAN LOWER UPPER FROM UNTIL PRICE UNIT ID USAGE SOURCE NOTE   (tabs between, `-` for none)
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smcost::book {

enum class Column : uint8_t { meter, region, key, plan, lower, upper, from, until, price, unit, id, usage, source, note };
inline constexpr size_t kColumns = 14;
inline constexpr std::string_view kNone = "-";
inline constexpr std::string_view kEverywhere = "everywhere";  // in place of a region: in each of them
inline constexpr size_t kMaxBookBytes = size_t{1} << 31;   // of a text; some ten million rows

// One line; views into the text.
struct Row {
  std::array<std::string_view, kColumns> cells;
  std::string_view operator[](Column column) const { return cells[static_cast<size_t>(column)]; }
};

struct Source {
  std::string title, read, quality;
};

// Which publication of a list a region's prices are from.
struct ReadList {
  std::string name, region, published;
};

struct Header {
  std::string edition, title, service, currency, published;
  std::vector<Source> sources;  // `source 1` is the first
  std::vector<ReadList> lists;  // in their order
  size_t rows = 0;
  std::string digest;           // of the rows, SHA-256 in hexadecimal
};

// What is wrong with a text, and in which line, from 1.
struct Fault {
  size_t line = 0;
  std::string what;
};

// The header, up to the line `rows`; none with its fault. `rest` is where the rows begin.
std::optional<Header> readHeader(std::string_view text, std::string_view& rest, Fault& fault);

// Header and rows. Each row is handed on in order once it is proved: its columns, dates, figures and
// place in the order; the digest of all of them is proved first. False with its fault.
bool readBook(std::string_view text, Header& header, const std::function<void(const Row&)>& take, Fault& fault);

}  // namespace smcost::book
