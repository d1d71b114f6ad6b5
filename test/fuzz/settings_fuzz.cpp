// Any bytes are a file of settings: reading ends, and what is wrong with it has a place.
#include <cstdint>
#include <string>

#include "compiler/config/toml_file.h"
#include "lang/diagnostics/render.h"
#include "test/fuzz/spec_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  smcost::source::SourceManager sources;
  smcost::diagnostics::Sink sink;
  const auto file = sources.add(".smcost.toml", std::string(reinterpret_cast<const char*>(data), size));
  for (const auto& entry : smcost::config::parseToml(sources, file, sink)) {
    if (entry.key_span.end > size || entry.value_span.end > size) smcost::fuzz::broken("an entry lies in its file", entry.key);
  }
  smcost::diagnostics::render(sink, sources, {});
  return 0;
}
