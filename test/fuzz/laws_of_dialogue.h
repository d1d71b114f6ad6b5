// What holds of every dialogue, and aborts the fuzzer where it does not.
#pragma once

#include <string>
#include <vector>

namespace smcost::fuzz {

// The lines of `text`, typed; one that ends in `kPasted` is pasted together with the next. No library and
// no disk: files are the seeds, and what the dialogue saves.
// An input that fails changes neither what is kept nor `ans`; what is asked twice has one answer; `ans` is
// the answer that was given last; what is kept at the end can be saved, and bills the same where it is loaded.
void holdLawsOfDialogue(const std::string& text);

// Inputs that no spec has: commands, `ans`, slips, a line that goes on.
std::vector<std::string> linesOfDialogue();

inline constexpr char kPasted = '\x1f';

}  // namespace smcost::fuzz
