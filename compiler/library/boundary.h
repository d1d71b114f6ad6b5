// Where calls of C end: whatever is thrown behind it becomes a code and a text.
#pragma once

#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <utility>

#include "compiler/library/smcost.h"
#include "compiler/library/spec.h"
#include "lang/base/failure.h"

struct smcost_spec {
  explicit smcost_spec(smcost::session::Options options) : spec(std::move(options)) {}
  smcost::library::Spec spec;
};

namespace smcost::library {

// A failed SMCOST_CHECK.
struct Fault {
  std::string what;
};
// Throws it.
void throwFault(const base::CheckFailure& failure);

// A text of malloc; null without memory.
inline char* handedOut(const std::string& text) noexcept {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy != nullptr) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}
// The same; throws.
inline char* handedOutOrThrow(const std::string& text) {
  char* copy = handedOut(text);
  if (copy == nullptr) throw std::bad_alloc();
  return copy;
}

inline void say(char** said, const std::string& text) noexcept {
  if (said != nullptr && !text.empty()) *said = handedOut(text);
}

// Runs `step(spec)`, which comes to an `Ended` or throws one: one call on a spec at a time, which smcost_cancel stops.
template <class Step>
int call(smcost_spec* handle, char** said, Step step) noexcept {
  if (said != nullptr) *said = nullptr;
  if (handle == nullptr) return SMCOST_USAGE;
  int code = SMCOST_FAULT;
  Spec& spec = handle->spec;
  const std::lock_guard lock(spec.in_use);
  try {
    const base::CheckHandler handler = throwFault;
    const base::CheckScope failures(handler);
    spec.interrupt.clear();
    const base::InterruptScope stops(&spec.interrupt);
    const Ended end = step(spec);
    say(said, end.said);
    return end.code;
  } catch (const Ended& end) {
    say(said, end.said);
    return end.code;
  } catch (const base::Interrupted&) {
    code = SMCOST_CANCELLED;
  } catch (const std::bad_alloc&) {
    code = SMCOST_NO_MEMORY;
  } catch (const Fault& fault) {
    say(said, fault.what);
  } catch (const std::exception& exception) {
    if (said != nullptr) *said = ::strdup(exception.what());
  } catch (...) {
  }
  // Half of something is there.
  spec.forget();
  return code;
}

}  // namespace smcost::library
