// What a dialogue holds while it lasts, and what became of the input in work.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "compiler/repl/repl.h"
#include "compiler/session/interactive.h"
#include "lang/base/interrupt.h"

namespace smcost::repl {

struct Dialogue {
  explicit Dialogue(const Options& options_in) : options(options_in), spec(options_in.base) {}

  const Options& options;
  base::Interrupt interrupt;                // stops the input in work
  session::Interactive spec;
  std::unique_ptr<session::Session> last;   // the last that had a bill: what `:explain` speaks of
  std::set<std::string> written;            // files that `:save` made: it may write them again
  // Failing checks and warnings of what is kept, as they were told last: by their kind and text.
  std::map<std::string, std::string> told;
  bool has_ended = false;
};

// What an input gave: text for stdout, for stderr, and the code that its failure means.
struct Outcome {
  std::string text;
  std::string complaint;
  session::ExitCode code = session::ExitCode::fine;
};

// Which diagnostics are worth a word: all, or those of what is kept only where they are not what was told last.
enum class Tells : unsigned char { all, news };
// The diagnostics of a session, and the code they mean, told or not.
Outcome outcomeOf(Dialogue& dialogue, session::Session& session, std::string text = {}, Tells tells = Tells::all);
// A complaint of the dialogue itself.
Outcome complain(const std::string& text, session::ExitCode code = session::ExitCode::usage);
// "no meter is called `x`; is it `y`?"
Outcome complainOfName(std::string_view what, const std::string& name, const std::vector<std::string>& known);

}  // namespace smcost::repl
