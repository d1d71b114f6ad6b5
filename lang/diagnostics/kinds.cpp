#include "lang/diagnostics/kinds.h"

#include <algorithm>
#include <array>

namespace smcost::diagnostics {

namespace {

constexpr std::array kAll = {
#define SMCOST_KIND(number, name, severity, text, ...) &kinds::name.info,
#include "lang/diagnostics/kinds.def"
#undef SMCOST_KIND
};

constexpr bool byNumber(const KindInfo* a, const KindInfo* b) { return a->number < b->number; }

static_assert(std::is_sorted(kAll.begin(), kAll.end(), byNumber), "kinds.def is kept in order of the numbers");
static_assert(std::adjacent_find(kAll.begin(), kAll.end(),
                                 [](auto* a, auto* b) { return a->number == b->number; }) == kAll.end(),
              "two kinds have one number");

}  // namespace

std::span<const KindInfo* const> allKinds() { return kAll; }

const KindInfo* findKind(uint16_t number) {
  auto found = std::lower_bound(kAll.begin(), kAll.end(), number,
                                [](const KindInfo* kind, uint16_t wanted) { return kind->number < wanted; });
  return found != kAll.end() && (*found)->number == number ? *found : nullptr;
}

}  // namespace smcost::diagnostics
