// The engine of integers: one program per shape and widths, over columns of integers. It is
// compiled or interpreted, which no result shows.
#pragma once

#include <cstdint>
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

// Which programs are compiled: those whose rows so far are worth it, all, or none.
enum class Compile : unsigned char { when_worth_it, always, never };

struct Options {
  Compile compile = Compile::when_worth_it;
  bool verify_module = kVerifyByDefault;   // LLVM's verifier over every module
  bool check_intervals = kCheckByDefault;  // every output against its proof
  Listing* listing = nullptr;              // filled as kernels are compiled; outlives the engine
};

// A program is compiled once it has so many rows, in one run or in many. How that was measured:
// decisions/small_tables_are_interpreted.md.
inline constexpr uint64_t kRowsWorthCompiling = 20'000;

// A table that does not prove within 256 bits goes to `overflow` as a whole. Making an
// engine costs nothing: LLVM starts at the first kernel.
std::unique_ptr<runtime::Engine> makeEngine(Options options, std::unique_ptr<runtime::Engine> overflow);

}  // namespace smcost::jit
