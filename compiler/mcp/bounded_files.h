// The files below one folder, links followed: what a program that is not trusted may have read.
#pragma once

#include <memory>
#include <string>

#include "compiler/load/files.h"

namespace smcost::mcp {

// `root`: a folder, links resolved. Of what lies elsewhere nothing is told, not even whether it is there.
std::shared_ptr<const load::Files> filesBelow(const std::string& root);

}  // namespace smcost::mcp
