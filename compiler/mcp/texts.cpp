#include "compiler/mcp/texts.h"

#include "compiler/load/library.h"

namespace smcost::load {
// Made by embed_texts.cmake.
extern const EmbeddedFile kServerTexts[];
extern const size_t kServerTextsCount;
}  // namespace smcost::load

namespace smcost::mcp {

std::string_view textOf(std::string_view name) {
  return load::textNamed(load::kServerTexts, load::kServerTextsCount, name);
}

}  // namespace smcost::mcp
