#include "compiler/driver/commands/forms.h"

#include <ostream>

#include "compiler/jit/listing.h"

namespace smcost::driver {

void writePrograms(std::ostream& out, const session::Session& session) {
  for (size_t month = 0; month < session.monthCount(); ++month) out << program::print(session.program(month));
}

void writeCode(std::ostream& out, session::Session& session, Form form) {
  const jit::Listing* listing = session.evaluateListed();
  if (listing == nullptr) return;
  if (form == Form::llvm) {
    out << listing->llvm;
  } else if (form == Form::assembly) {
    out << listing->assembly;
  } else {
    for (const jit::ListedKernel& kernel : listing->lowered) out << kernel.name << ":\n" << lower::print(kernel.program);
  }
}

}  // namespace smcost::driver
