// A price book that is open: which prices a meter has where. Knows no unit and no meter but by name.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/book/compiled.h"
#include "runtime/book/text.h"

namespace smcost::book {

// A block was touched that is not what was written. Whoever opened the form makes it again from the text.
struct BrokenBook : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One price; views into the form.
struct Price {
  std::string_view meter, region, key, plan;   // kNone: it has none
  std::string_view lower, upper;               // of a tier, kNone: 0, no end
  std::string_view price, unit, id, usage, note;
  std::optional<uint32_t> from, until;         // days since 1970-01-01, [from, until)
  uint32_t source = 0;                         // index into Header::sources
};

class PriceBook {
 public:
  // Brings these bytes of the form to where it lies, before they are looked at; false: they are not there.
  using Load = std::function<bool(size_t at, size_t size)>;
  // The form must outlive the book. None when it is no form of this version, or its head is broken. Without `load` all of it is there.
  static std::optional<PriceBook> open(std::string_view form, Load load = {});

  const Header& header() const { return header_; }
  std::string textDigest() const { return {head_.text_digest, sizeof head_.text_digest}; }
  size_t size() const { return head_.rows; }

  // Indices of rows, from..end, which are sorted by meter, region, key, plan, tier and first day.
  using Range = std::pair<size_t, size_t>;
  Range rows(std::string_view meter) const;
  Range rows(std::string_view meter, std::string_view region) const;
  Range rows(std::string_view meter, std::string_view region, std::string_view key) const;
  // Rows whose key begins so.
  Range rowsWithPrefix(std::string_view meter, std::string_view region, std::string_view prefix) const;
  bool hasKey(std::string_view key) const;
  // All meters, in their order.
  std::vector<std::string_view> meters() const;
  // The regions in which a meter has prices, in their order.
  std::vector<std::string_view> regions(std::string_view meter) const;
  Price operator[](size_t row) const;

 private:
  PriceBook() = default;
  std::string_view bytes(size_t at, size_t size) const;   // proved; throws BrokenBook
  uint32_t wordAt(size_t at) const;
  std::string_view string(uint32_t id) const;
  std::optional<uint32_t> idOf(std::string_view text) const;
  CompiledRow row(size_t index) const;
  Range rows(const std::vector<uint32_t>& wanted) const;

  std::string_view form_;
  Load load_;
  Head head_{};
  size_t data_at_ = 0;
  Header header_;
  std::unique_ptr<bool[]> proved_;   // per block
};

}  // namespace smcost::book
