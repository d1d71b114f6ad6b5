// Any bytes are a spec: check, bill and render what is wrong, by the reference engine.
#include <cstdint>
#include <string>

#include "compiler/session/session.h"
#include "lang/diagnostics/render.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  smcost::session::Options options;
  options.text = std::string(reinterpret_cast<const char*>(data), size);
  options.engine = smcost::session::EngineKind::reference;
  smcost::session::Session session(options);
  session.test();
  smcost::diagnostics::render(session.sink(), session.sources(), {});
  return 0;
}
