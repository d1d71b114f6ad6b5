#include "runtime/book/price_book.h"

#include <cstring>

#include "runtime/book/digest.h"

namespace smcost::book {

namespace {

// The number of indices in [0, count) for which `before` holds; it holds for none behind the first for which it does not.
template <class Before>
size_t countBefore(size_t count, Before before) {
  size_t from = 0;
  while (count > 0) {
    const size_t half = count / 2;
    if (before(from + half)) {
      from += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return from;
}

// Where the next rows begin; a row is one of those that are like it.
size_t behind(size_t row, PriceBook::Range like_it) {
  if (row < like_it.first || row >= like_it.second) throw BrokenBook("rows that are not sorted");
  return like_it.second;
}

bool lies(uint64_t at, uint64_t size, uint64_t from, uint64_t end) { return at >= from && at <= end && size <= end - at; }

}  // namespace

std::optional<PriceBook> PriceBook::open(std::string_view form, Load load) {
  PriceBook book;
  book.form_ = form;
  book.load_ = std::move(load);
  const auto has = [&](size_t at, size_t size) { return !book.load_ || book.load_(at, size); };
  Head& head = book.head_;
  if (form.size() < sizeof head || !has(0, sizeof head)) return std::nullopt;
  std::memcpy(&head, form.data(), sizeof head);
  if (std::memcmp(head.magic, kMagic, sizeof head.magic) != 0 || head.size != form.size()) return std::nullopt;
  if (xxh3(form.substr(0, offsetof(Head, head_hash))) != head.head_hash) return std::nullopt;
  // The table and its blocks fill what is behind the head.
  const size_t behind = form.size() - sizeof head;
  const size_t blocks = behind / (kBlockBytes + sizeof(uint64_t));
  if (blocks * (kBlockBytes + sizeof(uint64_t)) != behind) return std::nullopt;
  book.data_at_ = sizeof head + blocks * sizeof(uint64_t);
  if (!has(sizeof head, blocks * sizeof(uint64_t))) return std::nullopt;
  if (xxh3(form.substr(sizeof head, blocks * sizeof(uint64_t))) != head.blocks_hash) return std::nullopt;
  const auto fits = [&](uint64_t at, uint64_t count, size_t one) {
    return count <= form.size() / one && lies(at, count * one, book.data_at_, form.size());
  };
  const bool whole = fits(head.header_at, head.header_bytes, 1) && fits(head.offsets_at, head.strings + 1, sizeof(uint32_t)) &&
                     fits(head.bytes_at, head.bytes, 1) && fits(head.rows_at, head.rows, sizeof(CompiledRow));
  if (!whole) return std::nullopt;
  book.proved_ = std::make_unique<bool[]>(blocks);
  try {
    std::string_view rest;
    Fault fault;
    auto header = readHeader(book.bytes(head.header_at, head.header_bytes), rest, fault);
    if (!header) return std::nullopt;
    book.header_ = std::move(*header);
  } catch (const BrokenBook&) {
    return std::nullopt;
  }
  return book;
}

std::string_view PriceBook::bytes(size_t at, size_t size) const {
  if (!lies(at, size, data_at_, form_.size())) throw BrokenBook("a place outside of the book");
  if (size == 0) return {};
  for (size_t block = (at - data_at_) / kBlockBytes; block <= (at + size - 1 - data_at_) / kBlockBytes; ++block) {
    if (proved_[block]) continue;
    if (load_ && !load_(data_at_ + block * kBlockBytes, kBlockBytes)) throw BrokenBook("a block that is no longer there");
    uint64_t hash = 0;
    std::memcpy(&hash, form_.data() + sizeof(Head) + block * sizeof hash, sizeof hash);
    if (xxh3(form_.substr(data_at_ + block * kBlockBytes, kBlockBytes)) != hash) throw BrokenBook("a block is not what was written");
    proved_[block] = true;
  }
  return form_.substr(at, size);
}

uint32_t PriceBook::wordAt(size_t at) const {
  uint32_t word = 0;
  std::memcpy(&word, bytes(at, sizeof word).data(), sizeof word);
  return word;
}

std::string_view PriceBook::string(uint32_t id) const {
  if (id >= head_.strings) throw BrokenBook("a string that does not exist");
  const size_t at = head_.offsets_at + id * sizeof(uint32_t);
  const uint32_t begin = wordAt(at), end = wordAt(at + sizeof begin);
  if (begin > end || end > head_.bytes) throw BrokenBook("a string outside of the strings");
  return bytes(head_.bytes_at + begin, end - begin);
}

std::optional<uint32_t> PriceBook::idOf(std::string_view text) const {
  const size_t id = countBefore(head_.strings, [&](size_t i) { return string(static_cast<uint32_t>(i)) < text; });
  if (id == head_.strings || string(static_cast<uint32_t>(id)) != text) return std::nullopt;
  return static_cast<uint32_t>(id);
}

CompiledRow PriceBook::row(size_t index) const {
  if (index >= head_.rows) throw BrokenBook("a row that does not exist");
  CompiledRow row{};
  std::memcpy(&row, bytes(head_.rows_at + index * sizeof row, sizeof row).data(), sizeof row);
  return row;
}

PriceBook::Range PriceBook::rows(const std::vector<uint32_t>& wanted) const {
  const auto compare = [&](size_t index) {
    const CompiledRow found = row(index);
    const std::vector<uint32_t> own = {found.meter, found.region, found.key};
    return std::lexicographical_compare_three_way(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(wanted.size()), wanted.begin(), wanted.end());
  };
  return {countBefore(head_.rows, [&](size_t index) { return compare(index) < 0; }),
          countBefore(head_.rows, [&](size_t index) { return compare(index) <= 0; })};
}

PriceBook::Range PriceBook::rows(std::string_view meter) const {
  const auto id = idOf(meter);
  return id ? rows(std::vector{*id}) : Range{};
}

PriceBook::Range PriceBook::rows(std::string_view meter, std::string_view region) const {
  const auto meter_id = idOf(meter), region_id = idOf(region);
  return meter_id && region_id ? rows(std::vector{*meter_id, *region_id}) : Range{};
}

PriceBook::Range PriceBook::rows(std::string_view meter, std::string_view region, std::string_view key) const {
  const auto meter_id = idOf(meter), region_id = idOf(region), key_id = idOf(key);
  return meter_id && region_id && key_id ? rows(std::vector{*meter_id, *region_id, *key_id}) : Range{};
}

PriceBook::Range PriceBook::rowsWithPrefix(std::string_view meter, std::string_view region, std::string_view prefix) const {
  const auto [begin, end] = rows(meter, region);
  // Ids are in the order of the strings.
  const auto keyBefore = [&](size_t i) { return string(row(begin + i).key).substr(0, prefix.size()).compare(prefix); };
  return {begin + countBefore(end - begin, [&](size_t i) { return keyBefore(i) < 0; }),
          begin + countBefore(end - begin, [&](size_t i) { return keyBefore(i) <= 0; })};
}

bool PriceBook::hasKey(std::string_view key) const {
  const auto key_id = idOf(key);
  if (!key_id) return false;
  for (size_t at = 0; at < head_.rows;) {
    const CompiledRow first = row(at);
    const Range found = rows(std::vector{first.meter, first.region, *key_id});
    if (found.first < found.second) return true;
    at = behind(at, rows(std::vector{first.meter, first.region}));
  }
  return false;
}

std::vector<std::string_view> PriceBook::meters() const {
  std::vector<std::string_view> meters;
  for (size_t at = 0; at < head_.rows;) {
    const uint32_t meter = row(at).meter;
    meters.push_back(string(meter));
    at = behind(at, rows(std::vector{meter}));
  }
  return meters;
}

std::vector<std::string_view> PriceBook::regions(std::string_view meter) const {
  std::vector<std::string_view> regions;
  const auto [begin, end] = rows(meter);
  for (size_t at = begin; at < end;) {
    const CompiledRow first = row(at);
    regions.push_back(string(first.region));
    at = behind(at, rows(std::vector{first.meter, first.region}));
  }
  return regions;
}

Price PriceBook::operator[](size_t index) const {
  const CompiledRow found = row(index);
  if (found.source == 0 || found.source > header_.sources.size()) throw BrokenBook("a source that does not exist");
  const auto day = [](uint32_t number) { return number == CompiledRow::kNoDay ? std::nullopt : std::optional(number); };
  return {string(found.meter), string(found.region), string(found.key), string(found.plan), string(found.lower), string(found.upper),
          string(found.price), string(found.unit), string(found.id), string(found.usage), string(found.note), day(found.from),
          day(found.until), found.source - 1};
}

}  // namespace smcost::book
