// Files with edits in them that are on no disk.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/load/files.h"

namespace smcost::query {

// The text of a file by what `below` calls it stands in place of what lies there.
std::shared_ptr<const load::Files> editedFiles(std::shared_ptr<const load::Files> below, std::map<std::string, std::string> texts);

}  // namespace smcost::query
