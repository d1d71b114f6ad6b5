// Any bytes are a file: parsing ends, and the laws of a text hold. What is said is shown of
// some, by what the text itself says.
#include <cstdint>
#include <functional>
#include <string>

#include "test/fuzz/laws_of_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  smcost::fuzz::holdsLawsOfText(text, std::hash<std::string>{}(text) % 8 == 0);
  return 0;
}
