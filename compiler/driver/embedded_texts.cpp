#include "compiler/driver/embedded_texts.h"

#include <algorithm>

#include "compiler/session/library.h"
#include "lang/base/check.h"

namespace smcost::session {
// Made by embed_texts.cmake.
extern const EmbeddedFile kEmbeddedTexts[];
extern const size_t kEmbeddedTextsCount;
}  // namespace smcost::session

namespace smcost::driver {

std::string_view embeddedText(std::string_view name) {
  const session::EmbeddedFile* end = session::kEmbeddedTexts + session::kEmbeddedTextsCount;
  const session::EmbeddedFile* found =
      std::find_if(session::kEmbeddedTexts, end, [&](const session::EmbeddedFile& file) { return file.name == name; });
  SMCOST_CHECK(found != end, "a text that is asked for by name is embedded");
  return found->text;
}

}  // namespace smcost::driver
