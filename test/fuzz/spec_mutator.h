// How libFuzzer changes a spec: items and tokens; bytes in one input of twenty. Included by the one source
// of a target.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "test/fuzz/spec_text.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  if (seed % 20 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string text = smcost::fuzz::mutated(std::string(reinterpret_cast<const char*>(data), size), max_size, seed);
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* a, size_t a_size, const uint8_t* b, size_t b_size, uint8_t* out,
                                                   size_t max_size, unsigned seed) {
  const std::string text = smcost::fuzz::crossed(std::string(reinterpret_cast<const char*>(a), a_size),
                                                 std::string(reinterpret_cast<const char*>(b), b_size), max_size, seed);
  std::copy(text.begin(), text.end(), out);
  return text.size();
}
