#include "lang/base/check.h"

#include <cstdio>
#include <cstdlib>

#include "lang/base/failure.h"

namespace smcost::base {

namespace {

thread_local constinit const CheckHandler* current_handler = nullptr;

}  // namespace

CheckScope::CheckScope(const CheckHandler& handler) noexcept : before_(current_handler) {
  if (handler) current_handler = &handler;
}

CheckScope::~CheckScope() { current_handler = before_; }

void checkFailed(const char* condition, const char* file, int line, const char* why) {
  if (current_handler != nullptr) (*current_handler)({condition, file, line, why});
  std::fprintf(stderr, "smcost: internal error: %s\n  %s:%d: %s\n  please report this with the spec\n",
               why, file, line, condition);
  std::abort();
}

}  // namespace smcost::base
