// A stream for people: whatever is written to it, no control, format character or command to a build server comes out.
#pragma once

#include <streambuf>
#include <string>

namespace smcost::driver {

// Hands complete lines on to another buffer, as `diagnostics::safeOutput` makes them; of a line that is flushed
// before its end what there is of it.
class SafeBuffer : public std::streambuf {
 public:
  explicit SafeBuffer(std::streambuf& to) : to_(to) {}

 protected:
  int_type overflow(int_type next) override;
  std::streamsize xsputn(const char* bytes, std::streamsize count) override;
  int sync() override;

 private:
  // Everything up to `end` of what waits; false when it could not be written.
  bool handOn(size_t end);

  std::streambuf& to_;
  std::string waiting_;
  size_t lines_ = 0;  // how much of it is lines that are complete
  bool begins_line_ = true;
};

}  // namespace smcost::driver
