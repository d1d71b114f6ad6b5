#include "compiler/session/owners.h"

#include <set>

#include "lang/diagnostics/suggest.h"
#include "runtime/report/groups.h"

namespace smcost::session {

bool checkGroups(std::span<Session* const> sessions) {
  std::set<std::string> known;
  for (const Session* session : sessions) {
    for (const std::string& key : runtime::tagKeys(session->program())) known.insert(key);
  }
  Session& last = *sessions.back();
  bool are_known = true;
  for (const std::string& key : last.program().group_by) {
    if (!last.options().group_by || known.count(key)) continue;
    are_known = false;
    diagnostics::suggest(last.sink().report(source::Span(), diagnostics::kinds::unknown_tag, key), {}, key, {known.begin(), known.end()});
  }
  return are_known;
}

}  // namespace smcost::session
