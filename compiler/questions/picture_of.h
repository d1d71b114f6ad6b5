// The picture of a question that was answered.
#pragma once

#include <optional>
#include <string>

#include "compiler/questions/asking.h"
#include "compiler/questions/picture.h"

namespace smcost::questions {

// Of a sweep or a search the figures over its one parameter, or the first one over two; of `solve` both sides of its condition; of a sample its
// percentiles. None: `why` says in a sentence what cannot be shown.
std::optional<Picture> pictureOf(const Asking& asking, std::string& why);

}  // namespace smcost::questions
