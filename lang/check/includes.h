// What `include` makes of other files: each is billed under its name, with a `total` and a region of its own.
#pragma once

#include <deque>
#include <vector>

#include "lang/check/scenario.h"

namespace smcost::check {

struct Module;

// The files whose statements are billed, each behind those that it includes; the file itself is the
// last. Its name stands for its total where it is included, and what it declares is known there as
// `vision.users`.
std::deque<BilledFile> billedFiles(Context& cx, const std::vector<Module>& modules, Scope& main);
// Statements of all of them, and which are whose.
void declareFileStatements(Context& cx, const std::deque<BilledFile>& files);
// A name of an included file is known to all that include it.
void shareName(Context& cx, const Scope& scope, Decl& decl);

// settings.cpp: what an included file says of the bill as a whole, which the bill has to have.
void agreeSettings(Context& cx, const std::vector<Module>& modules, const std::deque<BilledFile>& files);

}  // namespace smcost::check
