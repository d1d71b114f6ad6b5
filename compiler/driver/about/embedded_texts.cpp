#include "compiler/driver/about/embedded_texts.h"

#include <algorithm>

#include "compiler/load/library.h"
#include "lang/base/check.h"

namespace smcost::load {
// Made by embed_texts.cmake.
extern const EmbeddedFile kEmbeddedTexts[];
extern const size_t kEmbeddedTextsCount;
}  // namespace smcost::load

namespace smcost::driver {

std::string_view embeddedText(std::string_view name) {
  const load::EmbeddedFile* end = load::kEmbeddedTexts + load::kEmbeddedTextsCount;
  const load::EmbeddedFile* found =
      std::find_if(load::kEmbeddedTexts, end, [&](const load::EmbeddedFile& file) { return file.name == name; });
  SMCOST_CHECK(found != end, "a text that is asked for by name is embedded");
  return found->text;
}

}  // namespace smcost::driver
