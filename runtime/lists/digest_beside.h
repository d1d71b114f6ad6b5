// The digest of bytes while more of them are made: by a thread of its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "runtime/book/digest.h"

namespace smcost::lists {

class DigestBeside {
 public:
  DigestBeside() = default;
  ~DigestBeside();
  DigestBeside(const DigestBeside&) = delete;
  DigestBeside& operator=(const DigestBeside&) = delete;

  // The bytes stay where they are until `settle`.
  void add(std::string_view bytes);
  void settle();
  // Of all bytes, the last ones given here.
  std::string finish(std::string_view rest);

 private:
  void work();

  book::Sha256 digest_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string_view> waiting_;
  bool is_idle_ = true, is_over_ = false;
  std::thread thread_;      // from the first bytes on: few need none
};

}  // namespace smcost::lists
