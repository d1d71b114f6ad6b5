// Any bytes are a file: parsing must end, and never crash.
#include <cstdint>
#include <string>

#include "lang/syntax/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  smcost::source::SourceManager sources;
  smcost::diagnostics::Sink sink;
  auto file = sources.add("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  smcost::ast::File tree = smcost::ast::parseFile(sources, file, sink);
  smcost::ast::print(tree, sources);
  return 0;
}
