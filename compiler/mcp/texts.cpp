#include "compiler/mcp/texts.h"

#include "compiler/load/library.h"
#include "lang/base/check.h"

namespace smcost::load {
// Made by embed_texts.cmake.
extern const EmbeddedFile kServerTexts[];
extern const size_t kServerTextsCount;
}  // namespace smcost::load

namespace smcost::mcp {

std::string_view textOf(std::string_view name) {
  for (size_t i = 0; i < load::kServerTextsCount; ++i) {
    if (load::kServerTexts[i].name == name) return load::kServerTexts[i].text;
  }
  SMCOST_CHECK(false, "a text that is asked for by name is embedded");
  return {};
}

}  // namespace smcost::mcp
