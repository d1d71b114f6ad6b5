#include "compiler/driver/run/safe_stream.h"

#include <string_view>
#include <utility>

#include "lang/diagnostics/text.h"

namespace smcost::driver {

namespace {

// Lines are handed on as soon as there are so many bytes of them.
constexpr size_t kEnough = size_t{1} << 14;

}  // namespace

SafeBuffer::int_type SafeBuffer::overflow(int_type next) {
  if (traits_type::eq_int_type(next, traits_type::eof())) return traits_type::not_eof(next);
  const char byte = traits_type::to_char_type(next);
  return xsputn(&byte, 1) == 1 ? next : traits_type::eof();
}

std::streamsize SafeBuffer::xsputn(const char* bytes, std::streamsize count) {
  const size_t last_end = std::string_view(bytes, static_cast<size_t>(count)).rfind('\n');
  if (last_end != std::string_view::npos) lines_ = waiting_.size() + last_end + 1;
  waiting_.append(bytes, static_cast<size_t>(count));
  return waiting_.size() < kEnough || handOn(lines_) ? count : 0;
}

int SafeBuffer::sync() { return handOn(waiting_.size()) && to_.pubsync() == 0 ? 0 : -1; }

bool SafeBuffer::handOn(size_t end) {
  if (end == 0) return true;
  const std::string safe = diagnostics::safeOutput(std::string_view(waiting_).substr(0, end), begins_line_);
  begins_line_ = waiting_[end - 1] == '\n';
  waiting_.erase(0, end);
  lines_ = 0;
  return std::cmp_equal(to_.sputn(safe.data(), static_cast<std::streamsize>(safe.size())), safe.size());
}

}  // namespace smcost::driver
