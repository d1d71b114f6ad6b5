// A gzip stream, piece by piece.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

struct z_stream_s;

namespace smcost::fetch {

class Inflate {
 public:
  using Take = std::function<bool(std::string_view)>;   // false: stop

  Inflate();
  ~Inflate();
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;

  // Hands on what the piece comes to. False when the stream is broken, or `take` says stop.
  bool add(std::string_view piece, const Take& take);
  // The stream, checksum and length included, is at its end.
  bool atEnd() const { return at_end_; }

 private:
  std::unique_ptr<z_stream_s> stream_;
  bool at_end_ = false;
};

}  // namespace smcost::fetch
