#include "runtime/lists/write_book.h"

#include <fmt/format.h>

#include <utility>

namespace smcost::lists {

namespace {

std::string headOf(const book::Header& header) {
  std::string head = fmt::format("smprices 1\nedition {} \"{}\"\nservice {}\ncurrency {}\npublished {}\n", header.edition, header.title, header.service,
                                 header.currency, header.published);
  for (size_t i = 0; i < header.sources.size(); ++i) {
    const book::Source& source = header.sources[i];
    head += fmt::format("source {} \"{}\" read \"{}\" quality {}\n", i + 1, source.title, source.read, source.quality);
  }
  for (const book::ReadList& list : header.lists) head += fmt::format("list \"{}\" region {} published \"{}\"\n", list.name, list.region, list.published);
  return head + fmt::format("rows {} sha256 {}\n", header.rows, header.digest);
}

}  // namespace

BookWriter::BookWriter(size_t rows)
    : bytes_(kHead + (rows + 1) * kRow), next_(bytes_.data() + head_), end_(bytes_.data() + bytes_.size()), digested_(next_) {}

void BookWriter::grow(size_t more) {
  digest_.settle();
  const size_t filled = static_cast<size_t>(next_ - bytes_.data()), digested = static_cast<size_t>(digested_ - bytes_.data());
  LargeArray<char> larger(2 * bytes_.size() + more);
  std::memcpy(larger.data() + head_, bytes_.data() + head_, filled - head_);
  bytes_ = std::move(larger);
  next_ = bytes_.data() + filled;
  digested_ = bytes_.data() + digested;
  end_ = bytes_.data() + bytes_.size();
}

void BookWriter::digestAll() {
  digest_.add({digested_, static_cast<size_t>(next_ - digested_)});
  digested_ = next_;
}

BookText BookWriter::finish(book::Header& header) {
  header.rows = rows_;
  header.digest = digest_.finish({digested_, static_cast<size_t>(next_ - digested_)});
  const std::string head = headOf(header);
  const size_t lines = static_cast<size_t>(next_ - bytes_.data()) - head_;
  BookText text;
  if (head.size() > head_) {
    text.bytes_ = LargeArray<char>(head.size() + lines);
    std::memcpy(text.bytes_.data() + head.size(), bytes_.data() + head_, lines);
  } else {
    text.bytes_ = std::move(bytes_);
    text.begin_ = head_ - head.size();
  }
  std::memcpy(text.bytes_.data() + text.begin_, head.data(), head.size());
  text.size_ = head.size() + lines;
  return text;
}

}  // namespace smcost::lists
