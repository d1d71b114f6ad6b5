// Digests of bytes: SHA-256 by OpenSSL, with what the processor has for it; XXH3 by LLVM.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace smcost::book {

// SHA-256, in lower hexadecimal digits.
std::string sha256(std::string_view bytes);
// The same of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  // Nothing comes behind.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};
// XXH3, 64 bits: for what may be broken, not for what may be forged.
uint64_t xxh3(std::string_view bytes);

}  // namespace smcost::book
