// The bytes of a file, read by a thread of their own while those before them are in work.
#pragma once

#include <cstddef>
#include <semaphore>
#include <thread>

namespace smcost::lists {

class ReadAhead {
 public:
  // The file stays open, and nobody else reads it.
  explicit ReadAhead(int file) : file_(file) {}
  // Waits for the read under way.
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // Reads the next bytes to `into`, which lives until `end`: fewer than `size` only where the file ends.
  void begin(char* into, size_t size);
  // How many they are, once they are there. Throws ListError.
  size_t end();

 private:
  void work();
  void fill();

  int file_;
  char* into_ = nullptr;
  size_t size_ = 0, count_ = 0;
  int error_ = 0;
  bool is_begun_ = false, is_over_ = false;
  std::binary_semaphore wanted_{0}, done_{0};
  std::thread thread_;      // from the second read on: most files need one
  bool is_first_ = true;
};

}  // namespace smcost::lists
