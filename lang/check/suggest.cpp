#include "lang/check/suggest.h"

#include "lang/base/nearest.h"

namespace smcost::check {

void suggest(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong,
             const std::vector<std::string>& known) {
  std::vector<std::string> names = base::nearest(wrong, known);
  if (names.empty()) return;
  std::string hint = "did you mean `" + names[0] + "`";
  for (size_t i = 1; i < names.size(); ++i) hint += (i + 1 < names.size() ? ", `" : " or `") + names[i] + "`";
  diagnostic.hint(hint + "?");
  if (at.isNone()) return;
  for (const std::string& name : names) diagnostic.fix(at, name, "write `" + name + "`");
}

}  // namespace smcost::check
