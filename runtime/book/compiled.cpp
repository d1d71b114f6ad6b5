#include "runtime/book/compiled.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "lang/calendar/dates.h"
#include "runtime/book/digest.h"

namespace smcost::book {

namespace {

// The strings of all rows, each once; ids in their order once all are known.
class Strings {
 public:
  uint32_t add(std::string_view text) { return places_.try_emplace(text, static_cast<uint32_t>(places_.size())).first->second; }

  // The id of each place that `add` gave.
  std::vector<uint32_t> sorted() {
    texts_.reserve(places_.size());
    for (const auto& [text, place] : places_) texts_.push_back(text);
    std::sort(texts_.begin(), texts_.end());
    std::vector<uint32_t> ids(places_.size());
    for (uint32_t i = 0; i < texts_.size(); ++i) ids[places_.find(texts_[i])->second] = i;
    return ids;
  }
  const std::vector<std::string_view>& texts() const { return texts_; }

 private:
  std::unordered_map<std::string_view, uint32_t> places_;
  std::vector<std::string_view> texts_;
};

template <class Number>
void append(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void pad(std::string& bytes, size_t to) { bytes.resize((bytes.size() + to - 1) / to * to, '\0'); }

uint32_t dayOrNone(std::string_view date) { return date == kNone ? CompiledRow::kNoDay : *calendar::readDate(date); }

uint32_t numberOf(std::string_view text) {
  uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::optional<std::string> compile(std::string_view text, Fault& fault) {
  static_assert(sizeof(Head) % sizeof(uint64_t) == 0 && sizeof(CompiledRow) == kColumns * sizeof(uint32_t));
  Header header;
  Strings strings;
  std::vector<CompiledRow> rows;
  const auto take = [&](const Row& row) {
    const auto id = [&](Column column) { return strings.add(row[column]); };
    rows.push_back({id(Column::meter), id(Column::region), id(Column::key), id(Column::plan), id(Column::lower), id(Column::upper),
                    dayOrNone(row[Column::from]), dayOrNone(row[Column::until]), id(Column::price), id(Column::unit), id(Column::id),
                    id(Column::usage), numberOf(row[Column::source]), id(Column::note)});
  };
  if (!readBook(text, header, take, fault)) return std::nullopt;
  const std::vector<uint32_t> ids = strings.sorted();
  for (CompiledRow& row : rows) {
    for (uint32_t* place : {&row.meter, &row.region, &row.key, &row.plan, &row.lower, &row.upper, &row.price, &row.unit, &row.id, &row.usage, &row.note}) {
      *place = ids[*place];
    }
  }

  std::string_view rest;
  readHeader(text, rest, fault);
  std::string data(text.substr(0, text.size() - rest.size()));
  Head head{};
  head.header_bytes = data.size();
  pad(data, sizeof(uint64_t));
  head.offsets_at = data.size();
  head.strings = strings.texts().size();
  uint32_t at = 0;
  for (const std::string_view one : strings.texts()) append(data, at), at += static_cast<uint32_t>(one.size());
  append(data, at);
  head.bytes_at = data.size();
  head.bytes = at;
  for (const std::string_view one : strings.texts()) data += one;
  pad(data, sizeof(uint64_t));
  head.rows_at = data.size();
  head.rows = rows.size();
  data.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(CompiledRow));
  pad(data, kBlockBytes);

  std::string blocks;
  for (size_t begin = 0; begin < data.size(); begin += kBlockBytes) append(blocks, xxh3(std::string_view(data).substr(begin, kBlockBytes)));
  std::memcpy(head.magic, kMagic, sizeof head.magic);
  const size_t data_at = sizeof head + blocks.size();
  head.size = data_at + data.size();
  for (uint64_t* place : {&head.header_at, &head.offsets_at, &head.bytes_at, &head.rows_at}) *place += data_at;
  const std::string digest = sha256(text);
  std::memcpy(head.text_digest, digest.data(), sizeof head.text_digest);
  head.blocks_hash = xxh3(blocks);
  head.head_hash = xxh3({reinterpret_cast<const char*>(&head), offsetof(Head, head_hash)});
  std::string form(reinterpret_cast<const char*>(&head), sizeof head);
  form += blocks;
  form += data;
  return form;
}

}  // namespace smcost::book
