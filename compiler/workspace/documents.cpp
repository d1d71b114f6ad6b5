#include "compiler/workspace/documents.h"

#include <algorithm>

namespace smcost::workspace {

std::string edited(std::string text, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    const size_t begin = std::min(edit.begin, text.size());
    const size_t end = std::clamp(edit.end, begin, text.size());
    text.replace(begin, end - begin, edit.replacement);
  }
  return text;
}

}  // namespace smcost::workspace
