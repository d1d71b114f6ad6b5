// Changes specs and commands, reads them line by line as a dialogue, and holds its laws.
#include <cstdint>
#include <string>

#include "test/fuzz/laws_of_dialogue.h"
#include "test/fuzz/spec_mutator.h"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  smcost::fuzz::addItems(smcost::fuzz::linesOfDialogue());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  smcost::fuzz::holdLawsOfDialogue(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
