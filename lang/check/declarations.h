// What files declare, as the checks over it see it.
#pragma once

#include "lang/check/check.h"
#include "lang/check/library/library.h"

namespace smcost::check {

struct Declarations;
// What a program goes on from.
std::shared_ptr<const program::Program> programOf(const SharedDeclarations& declarations);

struct Declarations {
  Declarations(const source::SourceManager& sources_in, const Modules& modules_in, SharedDeclarations below_in, const Options& options_in, Sink& sink)
      : sources(sources_in), modules(modules_in), below(std::move(below_in)), options(options_in),
        program(below ? program::Program(programOf(below)) : program::Program()),
        units(below ? units::Units(&below->units) : units::Units()),
        library(sources, options, &sink, program, units, below ? &below->library : nullptr) {}
  Declarations(const Declarations&) = delete;
  Declarations& operator=(const Declarations&) = delete;

  const source::SourceManager& sources;
  const Modules& modules;
  const SharedDeclarations below;            // of the library; none: its modules are declared here too, or there is none
  const Options options;
  program::Program program;
  units::Units units;
  Library library;
};

inline std::shared_ptr<const program::Program> programOf(const SharedDeclarations& declarations) {
  return {declarations, &declarations->program};
}

}  // namespace smcost::check
