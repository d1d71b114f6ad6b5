// A table ready to run: its columns as integers and the program that fits them. What runs the
// program is a function of one signature, compiled or not; its results are made here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/lower/columns.h"
#include "compiler/lower/z_program.h"
#include "runtime/engine.h"

namespace smcost::lower {

// The signature of a kernel. `cols` has a pointer per shape param, `outs` one per output,
// and one more behind it for an output's denominators; cells are width / 8 bytes apart.
// `site[row]` is 0 or the row's failure, and is not touched when nothing can fail. Rows
// begin..end-1; the result is 1 when one of them failed.
using KernelSignature = uint8_t(const void* const* cols, void* const* outs, uint32_t* site, int64_t begin, int64_t end);
using Kernel = KernelSignature*;

struct BoundTable {
  std::vector<BoundColumn> columns;
  ZProgram program;
  std::string key;  // the program as text
  size_t rows = 0;
};

// None when the table does not prove within 256 bits. Not for empty tables.
std::optional<BoundTable> bindTable(const program::ExprPool& pool, const program::CellStore& cells,
                                    const runtime::TableRequest& request);

// What `kernel`, which is one of the table's program, gives for all rows. Failed rows hold 0.
// With `check_intervals` each output is held against its proof.
runtime::TableResult runTable(const BoundTable& table, const std::function<KernelSignature>& kernel, bool check_intervals);

}  // namespace smcost::lower
