// What names mean: symbols, and each place of the texts that names one.
#pragma once

#include <string>

#include "lang/base/id.h"
#include "lang/check/names/scopes.h"

namespace smcost::check {

// The first are those of DeclKind, in its order; `file` is a file that is included, by the name that the bill has it under.
enum class SymbolKind : uint8_t {
  let, param, fn, days, statement, file, workload, option, words, meter, source, allowance, plan,
  parameter,   // of a function, a meter, a workload or an option; a label that is none of its own means it
  label,       // `for`, of the parameter `run`
  line,        // of a workload
  word,        // of a `words` set
  sku, fact, region, unit, dimension,
  counted,     // `job` of `Count[job]`, `USD` of `Money[USD]`
  edition, payment, price_list, scenario, question, tag,
  alias,       // `as ours`
  module,      // the file itself
};

// "a parameter", "a SKU"
std::string_view symbolKindName(SymbolKind kind);

using SymbolId = base::Id<struct SymbolTag>;

struct Symbol {
  SymbolKind kind;
  std::string name;
  Span declared;                // of the name; of a module an empty span at its begin; none: nowhere, as of a tag
  SymbolId container = {};      // of a parameter or line its workload, of a word its set; none: the file
  bool is_library = false;      // declared there, or nowhere in the user's files
};

// One place that names a symbol: of `prod.users` the two parts each.
struct Mention {
  Span at;
  SymbolId symbol;
  bool is_declaration = false;
};

}  // namespace smcost::check
