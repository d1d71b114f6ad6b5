#include "runtime/book/write_text.h"

#include <fmt/format.h>

#include "runtime/book/digest.h"

namespace smcost::book {

namespace {

// What stands in front of the rows seldom is longer.
constexpr size_t kHead = size_t{1} << 16;

}  // namespace

std::string writeBook(Header& header, std::span<const Row> rows) {
  size_t size = 0;
  for (const Row& row : rows) {
    for (const std::string_view cell : row.cells) size += cell.size() + 1;
  }
  std::string lines;
  lines.reserve(size + kHead);
  for (const Row& row : rows) {
    for (const std::string_view cell : row.cells) {
      lines += cell;
      lines += '\t';
    }
    lines.back() = '\n';
  }
  header.rows = rows.size();
  header.digest = sha256(lines);
  std::string head = fmt::format("smprices 1\nedition {} \"{}\"\nservice {}\ncurrency {}\npublished {}\n", header.edition, header.title, header.service,
                                 header.currency, header.published);
  for (size_t i = 0; i < header.sources.size(); ++i) {
    const Source& source = header.sources[i];
    head += fmt::format("source {} \"{}\" read \"{}\" quality {}\n", i + 1, source.title, source.read, source.quality);
  }
  for (const ReadList& list : header.lists) head += fmt::format("list \"{}\" region {} published \"{}\"\n", list.name, list.region, list.published);
  head += fmt::format("rows {} sha256 {}\n", header.rows, header.digest);
  return std::move(lines.insert(0, head));
}

}  // namespace smcost::book
