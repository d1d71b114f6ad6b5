#include "runtime/lists/json_windows.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>

#include "lang/base/check.h"
#include "runtime/lists/json_library.h"
#include "runtime/lists/large_vector.h"
#include "runtime/lists/signals_blocked.h"

namespace smcost::lists {

namespace {

constexpr size_t kRoom = size_t{2} << 20;    // of a window: a large page
constexpr size_t kDepth = 1024;

static_assert(kBehindWindow >= simdjson::SIMDJSON_PADDING);

}  // namespace

struct JsonWindows::Slot {
  LargeArray<char> room;
  std::unique_ptr<simdjson::internal::dom_parser_implementation> finder;
  size_t filled = 0;
  char held = 0;                   // what stands where the window ends
  JsonWindow window;
  std::exception_ptr failure;

  size_t space() const { return room.size() - kBehindWindow; }
  // Keeps what was filled.
  void makeRoom(size_t size) {
    if (size <= room.size()) return;
    LargeArray<char> larger(size);
    if (filled > 0) std::memcpy(larger.data(), room.data(), filled);
    room = std::move(larger);
    if (jsonLibrary().create_dom_parser_implementation(space(), kDepth, finder)) throw std::bad_alloc();
  }
  void isWrong(std::string_view what, std::optional<size_t> at = {}) {
    window.wrong = what;
    if (at) window.wrong_at = window.offset + *at;
  }
};

JsonWindows::JsonWindows(int file, size_t size) : file_(file), room_(std::min(kRoom, size + 1 + kBehindWindow)) {
  for (auto& slot : slots_) slot = std::make_unique<Slot>();
}

JsonWindows::~JsonWindows() {
  if (!thread_.joinable()) return;
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

const JsonWindow& JsonWindows::next() {
  Slot& slot = *slots_[taken_ % kSlots];
  if (taken_ == 0) {
    fill(slot, nullptr);
    filled_ = taken_ = 1;
    if (!slot.window.is_last && slot.window.wrong.empty()) {
      const SignalsBlocked blocked;
      thread_ = std::thread([this] { work(); });
    }
    return slot.window;
  }
  SMCOST_CHECK(thread_.joinable(), "a window comes behind one that is right and not the last");
  {
    std::unique_lock lock(mutex_);
    ++taken_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return filled_ >= taken_; });
  }
  if (slot.failure) std::rethrow_exception(slot.failure);
  return slot.window;
}

void JsonWindows::work() {
  for (size_t number = 1;; ++number) {
    {
      // The window that was taken last is in work; the ones before are gone.
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_over_ || number < taken_ + kSlots - 1; });
      if (is_over_) return;
    }
    Slot& slot = *slots_[number % kSlots];
    try {
      fill(slot, slots_[(number - 1) % kSlots].get());
    } catch (...) {
      slot.failure = std::current_exception();
    }
    const bool is_end = slot.failure || slot.window.is_last || !slot.window.wrong.empty();
    {
      const std::scoped_lock lock(mutex_);
      ++filled_;
    }
    changed_.notify_all();
    if (is_end) return;
  }
}

// Begins with what the window before has left.
void JsonWindows::fill(Slot& slot, const Slot* before) {
  const size_t left = before ? before->filled - before->window.size : 0;
  slot.filled = 0;
  slot.makeRoom(std::max(room_, 2 * left + kBehindWindow));
  slot.window = {.offset = before ? before->window.offset + before->window.size : 0, .wrong = {}, .wrong_at = {}};
  if (left > 0) {
    std::memcpy(slot.room.data(), before->window.text + before->window.size, left);
    slot.room.data()[0] = before->held;
    slot.filled = left;
  }
  while (true) {
    slot.window.is_last = !read(slot);
    slot.window.read = slot.window.offset + slot.filled;
    if (findTokens(slot)) return;
    if (slot.filled > kLargestRecord) return slot.isWrong("one of its records is too long");
    // Twice as much, so that a long text is looked at a few times only.
    slot.makeRoom(2 * slot.filled + kBehindWindow);
  }
}

// False: the file ends here.
bool JsonWindows::read(Slot& slot) {
  while (slot.filled < slot.space()) {
    const ssize_t part = ::read(file_, slot.room.data() + slot.filled, slot.space() - slot.filled);
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) throw ListError(std::strerror(errno));
    if (part == 0) return false;
    slot.filled += static_cast<size_t>(part);
  }
  return true;
}

// A window ends where no token does: at the end of a line, which no text goes over, or in front of a quote
// that begins one. False: there is no such place.
bool JsonWindows::findTokens(Slot& slot) {
  const char* const text = slot.room.data();
  if (slot.window.is_last) {
    if (!findTokensUpTo(slot, slot.filled)) slot.isWrong("it ends inside of a text", slot.filled);
    return true;
  }
  const size_t half = slot.filled / 2;
  if (const void* const line = memrchr(text + half, '\n', slot.filled - half)) {
    const size_t end = static_cast<size_t>(static_cast<const char*>(line) - text);
    if (!findTokensUpTo(slot, end)) slot.isWrong("a text goes on in the next line", end);
    return true;
  }
  for (size_t end = slot.filled; const void* const quote = memrchr(text, '"', end);) {
    end = static_cast<size_t>(static_cast<const char*>(quote) - text);
    if (end == 0) return false;
    if (text[end - 1] != '\\' && findTokensUpTo(slot, end)) return true;
  }
  return false;
}

// False: a text goes over the end.
bool JsonWindows::findTokensUpTo(Slot& slot, size_t end) {
  char* const text = slot.room.data();
  auto& finder = *slot.finder;
  const simdjson::error_code error =
      end == 0 ? simdjson::EMPTY : finder.stage1(reinterpret_cast<const uint8_t*>(text), end, simdjson::stage1_mode::regular);
  if (error == simdjson::UNCLOSED_STRING) return false;
  if (error && error != simdjson::EMPTY) {
    slot.isWrong(error == simdjson::UTF8_ERROR ? "it is no UTF-8" : error == simdjson::UNESCAPED_CHARS ? "a control character stands in a text" : "it is no JSON",
                 wrongLine(slot, end));
    return true;
  }
  slot.held = text[end];
  std::memset(text + end, 0, end == slot.filled ? kBehindWindow : 1);
  slot.window.text = text;
  slot.window.size = end;
  slot.window.count = error ? 0 : finder.n_structural_indexes;
  finder.structural_indexes[slot.window.count] = static_cast<uint32_t>(end);
  slot.window.tokens = finder.structural_indexes.get();
  return true;
}

// Where the first line begins that is wrong by itself.
size_t JsonWindows::wrongLine(Slot& slot, size_t end) {
  const char* const text = slot.room.data();
  for (size_t begin = 0; begin < end;) {
    const void* const line_end = std::memchr(text + begin, '\n', end - begin);
    const size_t next = line_end ? static_cast<size_t>(static_cast<const char*>(line_end) - text) : end;
    const simdjson::error_code error =
        next == begin ? simdjson::EMPTY : slot.finder->stage1(reinterpret_cast<const uint8_t*>(text + begin), next - begin, simdjson::stage1_mode::regular);
    if (error && error != simdjson::EMPTY) return begin;
    begin = next + 1;
  }
  return 0;
}

}  // namespace smcost::lists
