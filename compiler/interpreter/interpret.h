// A program of integers, run without being compiled.
#pragma once

#include "compiler/lower/bound_table.h"

namespace smcost::interpreter {

// What the program's kernel does, by the same signature (lower::KernelSignature).
uint8_t interpret(const lower::ZProgram& program, const void* const* cols, void* const* outs, uint32_t* site,
                  int64_t begin, int64_t end);

}  // namespace smcost::interpreter
