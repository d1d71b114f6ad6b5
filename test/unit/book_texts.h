// Texts of price books, and bytes spoiled in one way.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "runtime/book/digest.h"

namespace smcost::test {

using Cells = std::vector<std::string>;

inline std::string joined(const Cells& cells) {
  std::string text;
  for (const std::string& cell : cells) text += (text.empty() ? "" : "\t") + cell;
  return text + "\n";
}

inline std::string textOf(const std::string& rows, size_t count) {
  return "smprices 1\nedition list \"A list\"\nservice lib\ncurrency USD\npublished 2026-10-05\n"
         "source 1 \"first\" read \"2026-01-01\" quality list\nsource 2 \"second\" read \"2026-02-01\" quality bill\n"
         "rows " + std::to_string(count) + " sha256 " + book::sha256(rows) + "\n" + rows;
}

inline std::string textOf(const std::vector<Cells>& rows) {
  std::string text;
  for (const Cells& row : rows) text += joined(row);
  return textOf(text, rows.size());
}

inline Cells row(std::string meter, std::string region, std::string key, std::string price) {
  return {std::move(meter), std::move(region), std::move(key), "-", "-", "-", "-", "-", std::move(price), "USD/h", "-", "-", "1", "-"};
}

// A bit, a part, or two bytes of it are not what they were.
inline std::string spoiled(std::string bytes, std::mt19937& random) {
  const auto below = [&](size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random); };
  switch (below(5)) {
    case 0: bytes[below(bytes.size())] ^= static_cast<char>(1 << below(8)); break;
    case 1: bytes.resize(below(bytes.size())); break;
    case 2: bytes.insert(below(bytes.size()), below(64) + 1, static_cast<char>(below(256))); break;
    case 3: std::swap(bytes[below(bytes.size())], bytes[below(bytes.size())]); break;
    default: bytes.erase(below(bytes.size()), below(64) + 1); break;
  }
  return bytes;
}

}  // namespace smcost::test
