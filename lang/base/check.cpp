#include "lang/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace smcost::base {

void checkFailed(const char* condition, const char* file, int line, const char* why) {
  std::fprintf(stderr, "smcost: internal error: %s\n  %s:%d: %s\n  please report this with the spec\n",
               why, file, line, condition);
  std::abort();
}

}  // namespace smcost::base
