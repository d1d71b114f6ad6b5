// Changes specs that bill, and holds what comes out against the laws of a text and of a bill.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "test/fuzz/laws_of_bill.h"
#include "test/fuzz/laws_of_text.h"
#include "test/fuzz/seed_files.h"
#include "test/fuzz/spec_mutator.h"

// -1: not into the corpus, which holds only what bills.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace smcost;
  const std::string text(reinterpret_cast<const char*>(data), size);
  // The dearer laws are held of some, by what the text itself says: compiling is fifty times a bill.
  const size_t turn = std::hash<std::string>{}(text) % 64;
  if (!fuzz::holdsLawsOfText(text, turn % 8 == 4)) return -1;
  session::Options options;
  options.text = text;
  options.files = std::make_shared<fuzz::SeedFiles>();
  options.use_stdlib = false;
  const fuzz::Asked asked{turn % 4 == 0, turn % 8 == 1, turn % 8 == 2, turn == 3, turn % 8 == 5};
  return fuzz::holdsLawsOfBill(options, asked) ? 0 : -1;
}
