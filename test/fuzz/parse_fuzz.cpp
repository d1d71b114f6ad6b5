// Any bytes are a file: parsing ends, and the laws of a text hold.
#include <cstdint>
#include <string>

#include "test/fuzz/laws_of_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  smcost::fuzz::holdsLawsOfText(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
