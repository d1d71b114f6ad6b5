#include "runtime/book/digest.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>
#include <llvm/Support/xxhash.h>

namespace smcost::book {

namespace {

llvm::ArrayRef<uint8_t> bytesOf(std::string_view bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string sha256(std::string_view bytes) { return llvm::toHex(llvm::SHA256::hash(bytesOf(bytes)), true); }

uint64_t xxh3(std::string_view bytes) { return llvm::xxh3_64bits(bytesOf(bytes)); }

}  // namespace smcost::book
