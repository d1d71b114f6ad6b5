#include "runtime/rating/scope_reports.h"

namespace smcost::runtime {

void ScopeReports::report(program::ScopeId id, const std::function<void(diagnostics::Sink&)>& write) {
  if (!wanted(id)) return;
  program::Scope* scope = id.value < program_.scopes.size() ? &program_.scopes[id.value] : nullptr;
  if (scope == nullptr || !scope->expected_code) {
    const size_t before = sink_.errorCount();
    write(sink_);
    failed_ = failed_ || sink_.errorCount() > before;
    return;
  }
  diagnostics::Sink scratch;
  write(scratch);
  for (const diagnostics::Diagnostic& diagnostic : scratch.all()) {
    if (diagnostic.kind->severity != diagnostics::Severity::error) continue;
    if (diagnostic.kind->number == *scope->expected_code) {
      scope->satisfied = true;
    } else {
      scope->seen_codes.push_back(diagnostic.kind->number);
    }
  }
}

}  // namespace smcost::runtime
