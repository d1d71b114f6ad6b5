// The windows of a JSON file: pieces of it that end where no token does, with the places of their tokens, in the order
// of the file. A thread reads and marks those that come while one is in work; a file of one window needs none.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "runtime/lists/list_error.h"

namespace smcost::lists {

// One record is never longer than this.
inline constexpr size_t kLargestRecord = size_t{16} << 20;
// What may be read behind the end of a window.
inline constexpr size_t kBehindWindow = 64;

struct JsonWindow {
  const char* text = nullptr;         // a NUL stands behind
  size_t size = 0;
  const uint32_t* tokens = nullptr;   // where they begin, and last where the window ends
  size_t count = 0;
  size_t offset = 0;                  // in the file
  size_t read = 0;                    // of the file, so far
  bool is_last = false;
  std::string_view wrong;             // empty: nothing is
  std::optional<size_t> wrong_at;     // in the file, where that is known
};

class JsonWindows {
 public:
  // From where the file stands, which nobody else reads on. `size` is how long it seems to be.
  JsonWindows(int file, size_t size);
  // Waits for the read under way.
  ~JsonWindows();
  JsonWindows(const JsonWindows&) = delete;
  JsonWindows& operator=(const JsonWindows&) = delete;

  // The next window, in place of the one before, which was not the last. Throws ListError when the file does not read.
  const JsonWindow& next();

 private:
  struct Slot;
  static constexpr size_t kSlots = 6;

  void work();
  void fill(Slot& slot, const Slot* before);
  bool read(Slot& slot);
  static bool findTokens(Slot& slot);
  static bool findTokensUpTo(Slot& slot, size_t end);
  static size_t wrongLine(Slot& slot, size_t end);

  int file_;
  size_t room_;
  std::array<std::unique_ptr<Slot>, kSlots> slots_;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t filled_ = 0, taken_ = 0;   // windows
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace smcost::lists
