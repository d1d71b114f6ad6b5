// Digests of bytes: SHA-256 by OpenSSL, with what the processor has for it; XXH3 by LLVM.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace smcost::book {

// SHA-256, in lower hexadecimal digits.
std::string sha256(std::string_view bytes);
// XXH3, 64 bits: for what may be broken, not for what may be forged.
uint64_t xxh3(std::string_view bytes);

}  // namespace smcost::book
