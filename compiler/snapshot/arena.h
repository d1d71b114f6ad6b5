// Memory that is known block by block. A program that links this room gives all memory out of the arena in use, if one is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace smcost::snapshot {

class Arena {
 public:
  struct Block {
    size_t offset = 0, size = 0;   // in bytes
  };

  // At an address, if there is room for it; else at one whose last six digits are the same. It is there until the process
  // ends: what the process keeps may be in it.
  explicit Arena(uintptr_t place);
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // What was asked for and not given back, ascending. What lies behind a block belongs to none.
  std::vector<Block> blocks() const;
  uintptr_t base() const { return reinterpret_cast<uintptr_t>(base_); }
  bool holds(uintptr_t address) const { return address >= base() && address < base() + kRoom + kStack; }
  uint64_t word(size_t offset) const;

  void* take(size_t size);
  void give(void* memory);  // which is all zero from then on

  // With all memory of the process, GMP's and the stack too, out of the arena. One at a time.
  void run(const std::function<void()>& work);

 private:
  static constexpr size_t kRoom = size_t{48} << 20, kStack = size_t{16} << 20;
  static constexpr uintptr_t kSixDigits = 0x100'0000;

  std::byte* base_ = nullptr;
  size_t used_ = 0;
};

}  // namespace smcost::snapshot
