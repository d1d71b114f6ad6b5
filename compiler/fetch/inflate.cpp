#include "compiler/fetch/inflate.h"

#include <zlib.h>

#include <array>
#include <new>

namespace smcost::fetch {

namespace {

constexpr int kGzip = 16 + MAX_WBITS;

}  // namespace

Inflate::Inflate() : stream_(std::make_unique<z_stream_s>()) {
  if (inflateInit2(stream_.get(), kGzip) != Z_OK) throw std::bad_alloc();
}

Inflate::~Inflate() { inflateEnd(stream_.get()); }

bool Inflate::add(std::string_view piece, const Take& take) {
  std::array<char, 1 << 16> bytes;
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
  stream_->avail_in = static_cast<uInt>(piece.size());
  while (stream_->avail_in > 0) {
    // Streams may follow each other.
    if (at_end_ && inflateReset(stream_.get()) != Z_OK) return false;
    at_end_ = false;
    int state = Z_OK;
    do {
      stream_->next_out = reinterpret_cast<Bytef*>(bytes.data());
      stream_->avail_out = static_cast<uInt>(bytes.size());
      state = inflate(stream_.get(), Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return false;
      if (!take({bytes.data(), bytes.size() - stream_->avail_out})) return false;
    } while (state == Z_OK && stream_->avail_out == 0);
    at_end_ = state == Z_STREAM_END;
    if (state == Z_BUF_ERROR && stream_->avail_in > 0) return false;
  }
  return true;
}

}  // namespace smcost::fetch
