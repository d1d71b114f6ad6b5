#include "lang/diagnostics/suggest.h"

#include "lang/base/nearest.h"

namespace smcost::diagnostics {

namespace {

void hintAt(Diagnostic& diagnostic, const std::vector<std::string>& names) {
  if (names.empty()) return;
  std::string hint = "did you mean `" + names[0] + "`";
  for (size_t i = 1; i < names.size(); ++i) hint += (i + 1 < names.size() ? ", `" : " or `") + names[i] + "`";
  diagnostic.hint(hint + "?");
}

}  // namespace

void offer(Diagnostic& diagnostic, source::Span at, const std::vector<std::string>& names, Applicability applicability) {
  hintAt(diagnostic, names);
  if (at.isNone()) return;
  for (const std::string& name : names) diagnostic.fix(at, name, "write `" + name + "`", applicability);
}

void suggest(Diagnostic& diagnostic, source::Span at, std::string_view wrong,
             const std::vector<std::string>& known) {
  if (!diagnostic.takes_suggestions) return;
  const std::vector<std::string> names = base::nearest(wrong, known);
  hintAt(diagnostic, names);
  if (at.isNone() || names.empty()) return;
  // What is further off than the best is worth a word, and no edit.
  const size_t best = base::editDistance(wrong, names.front(), wrong.size());
  for (const std::string& name : names) {
    if (base::editDistance(wrong, name, best) > best) continue;
    diagnostic.fix(at, name, "write `" + name + "`", names.size() == 1 ? Applicability::alone : Applicability::choice);
  }
}

void suggestCode(Diagnostic& diagnostic, source::Span at, std::string_view wrong,
                 const std::vector<std::string>& known) {
  if (!diagnostic.takes_suggestions) return;
  std::vector<std::string> same = base::sameCodes(wrong, known);
  if (!same.empty() && same.size() <= kMostOffers) return offer(diagnostic, at, same, Applicability::alone);
  const std::vector<std::string> misspelt = base::misspeltCodes(wrong, known);
  if (misspelt.size() == 1) return offer(diagnostic, at, misspelt, Applicability::choice);
  const std::vector<std::string> near = base::nearest(wrong, known);
  if (near.empty()) {
    if (!known.empty()) diagnostic.hint("such as `" + known.front() + "`" + (known.size() > 1 ? " or `" + known.back() + "`" : ""));
    return;
  }
  std::string hint = "there are ";
  for (size_t i = 0; i < near.size(); ++i) hint += (i == 0 ? "`" : i + 1 == near.size() ? " and `" : ", `") + near[i] + "`";
  diagnostic.hint((near.size() == 1 ? "there is `" + near[0] + "`" : hint) + "; each is another one");
}

std::string isItNear(std::string_view wrong, const std::vector<std::string>& known) {
  std::string question;
  for (const std::string& name : base::nearest(wrong, known)) question += (question.empty() ? "is it `" : ", `") + name + "`";
  return question.empty() ? question : question + "?";
}

}  // namespace smcost::diagnostics
