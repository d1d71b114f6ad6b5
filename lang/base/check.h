// SMCOST_CHECK: the answer to "we are wrong". On in every build; a failed check goes to
// the handler of failure.h, else prints where and aborts, because a wrong bill is worse than no bill.
#pragma once

namespace smcost::base {

[[noreturn]] void checkFailed(const char* condition, const char* file, int line, const char* why);

}  // namespace smcost::base

#define SMCOST_CHECK(condition, why)                                                   \
  ((condition) ? static_cast<void>(0)                                                  \
               : ::smcost::base::checkFailed(#condition, __FILE__, __LINE__, (why)))
