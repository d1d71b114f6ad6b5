// The library as the program carries it: declared when the program was built, and never written to since.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/load/library_cache.h"

namespace smcost::load {

// What `embed_library` makes a part of the program; null in one without it.
extern "C" const ReadLibrary* const smcost_carried_library __attribute__((weak));

// What it carries, if the texts of this folder are those that it was made of. Null: it carries none, or they are others.
std::shared_ptr<const ReadLibrary> carriedLibrary(const std::optional<std::string>& folder);

// What is carried, from the texts inside the program: with nothing that has an owner, since it lies in the program itself.
// Null: something is wrong with one of the modules.
const ReadLibrary* buildCarriedLibrary();

}  // namespace smcost::load
