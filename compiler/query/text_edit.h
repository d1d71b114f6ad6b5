// An edit of a text, as data.
#pragma once

#include <string>

#include "lang/source/source.h"

namespace smcost::query {

struct TextEdit {
  source::Span at;
  std::string text;  // in its place
};

}  // namespace smcost::query
