// What the library says that usage types mean: reads one a line, writes it with what it is, a tab between each two:
// `meter REGION METER KEY`, `ignored REGION REASON`, or `unknown`. Not a test by itself.
#include <iostream>
#include <string>

#include "compiler/session/price_lists.h"
#include "runtime/book/usage_types.h"

int main() {
  using namespace smcost;
  source::SourceManager sources;
  diagnostics::Sink sink;
  const std::vector<program::PriceList> lists = session::priceLists({}, sources, sink);
  for (const diagnostics::Diagnostic& one : sink.all()) std::cerr << one.message << '\n';
  if (sink.hasErrors() || lists.size() != 1) {
    std::cerr << lists.size() << " price lists\n";
    return 1;
  }
  const book::UsageTypes types(lists[0]);
  for (std::string line; std::getline(std::cin, line);) {
    const book::UsageMeaning meaning = types.find(line);
    std::cout << line << '\t';
    if (meaning.isUnknown()) std::cout << "unknown\n";
    else if (meaning.ignored) std::cout << "ignored\t" << meaning.region->name << '\t' << meaning.ignored->reason << '\n';
    else std::cout << "meter\t" << meaning.region->name << '\t' << meaning.usage->meter << '\t' << meaning.key << '\n';
  }
}
