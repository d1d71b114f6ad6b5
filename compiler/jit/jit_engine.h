// The engine of compiled code: one kernel per shape and widths, over columns of integers.
#pragma once

#include <memory>

#include "compiler/jit/compiler.h"
#include "runtime/engine.h"

namespace smcost::jit {

// Development and test builds verify what they compile and check what it gives.
#ifdef SMCOST_VERIFY
inline constexpr bool kVerifyByDefault = true;
#else
inline constexpr bool kVerifyByDefault = false;
#endif
#ifdef NDEBUG
inline constexpr bool kCheckByDefault = false;
#else
inline constexpr bool kCheckByDefault = true;
#endif

struct Options {
  bool verify_module = kVerifyByDefault;   // LLVM's verifier over every module
  bool check_intervals = kCheckByDefault;  // every output against its proof
  Listing* listing = nullptr;              // filled as kernels are compiled; outlives the engine
};

// A table that does not prove within 256 bits goes to `overflow` as a whole. Making an
// engine costs nothing: LLVM starts at the first kernel.
std::unique_ptr<runtime::Engine> makeEngine(Options options, std::unique_ptr<runtime::Engine> overflow);

}  // namespace smcost::jit
