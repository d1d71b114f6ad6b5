// Messages in a stream of bytes: behind headers that say how long each is, as language servers are spoken to, or one a line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smcost::rpc {

enum class Framing : uint8_t { headers, lines };

// Bytes as they come, in messages. Keeps no more than one message, and nothing of one that is too long.
class FrameReader {
 public:
  FrameReader(Framing framing, size_t most_bytes) : framing_(framing), most_bytes_(most_bytes) {}

  void feed(std::string_view bytes) { bytes_ += bytes; }
  // A message, or what is wrong with one that is left out; behind it the stream goes on. None: more bytes are wanted.
  struct Frame {
    std::string text, error;
  };
  std::optional<Frame> next();

 private:
  std::optional<Frame> nextLine();
  std::optional<Frame> nextOfHeaders();

  Framing framing_;
  size_t most_bytes_;
  std::string bytes_;
  size_t skipped_ = 0;             // bytes of a message that are still left out
  bool skips_line_ = false;
  size_t looked_at_ = 0;           // bytes without a line end
};

std::string framed(Framing framing, const std::string& text);

}  // namespace smcost::rpc
