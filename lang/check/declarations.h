// What files declare, as the checks over it see it.
#pragma once

#include <vector>

#include "lang/check/check.h"
#include "lang/check/library/library.h"

namespace smcost::check {

struct Declarations {
  Declarations(const source::SourceManager& sources_in, const std::vector<Module>& modules_in, const Options& options_in, Sink& sink)
      : sources(sources_in), modules(modules_in), options(options_in), library(sources, options, &sink, *program, units, nullptr) {}
  Declarations(const Declarations&) = delete;
  Declarations& operator=(const Declarations&) = delete;

  const source::SourceManager& sources;
  const std::vector<Module>& modules;
  const Options options;
  std::shared_ptr<program::Program> program = std::make_shared<program::Program>();
  units::Units units;
  Library library;
};

}  // namespace smcost::check
