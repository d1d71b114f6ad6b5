#include "compiler/driver/about/embedded_texts.h"

#include "compiler/load/library.h"

namespace smcost::load {
// Made by embed_texts.cmake.
extern const EmbeddedFile kEmbeddedTexts[];
extern const size_t kEmbeddedTextsCount;
}  // namespace smcost::load

namespace smcost::driver {

std::string_view embeddedText(std::string_view name) {
  return load::textNamed(load::kEmbeddedTexts, load::kEmbeddedTextsCount, name);
}

}  // namespace smcost::driver
