// Where an error of rating goes: into the sink, or, inside a `rejects` block, into its
// Scope, which expected one. Errors of scopes that nobody asked for go nowhere.
#pragma once

#include <functional>

#include "lang/diagnostics/sink.h"
#include "lang/program/program.h"
#include "runtime/rating/rating.h"

namespace smcost::runtime {

class ScopeReports {
 public:
  ScopeReports(program::Program& program, diagnostics::Sink& sink, Scopes scopes)
      : program_(program), sink_(sink), scopes_(scopes) {}

  bool wanted(program::ScopeId scope) const { return scope.value == 0 || scopes_ == Scopes::all; }
  // Calls `write` with the sink that is right for the scope.
  void report(program::ScopeId scope, const std::function<void(diagnostics::Sink&)>& write);
  // An error went into the sink itself.
  bool failed() const { return failed_; }

 private:
  program::Program& program_;
  diagnostics::Sink& sink_;
  Scopes scopes_;
  bool failed_ = false;
};

}  // namespace smcost::runtime
