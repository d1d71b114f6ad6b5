// Text that anything may have written, made safe to show: on a terminal, in a caret
// line, in JSON and XML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace smcost::diagnostics {

// One step of reading UTF-8: the code point at `at` and its bytes. A byte that starts
// no valid sequence is read alone, as U+FFFD with `valid` unset.
struct CodePoint {
  char32_t value;
  uint32_t bytes;
  bool valid;
};
CodePoint decode(std::string_view text, size_t at);

// What is shown for a code point, and the columns it takes on a terminal (0 to 4).
// Control characters, bidirectional marks and invalid bytes get a visible stand-in.
struct Cell {
  std::string text;
  uint32_t columns;
};
Cell cellOf(std::string_view text, CodePoint point, size_t at);

// `text` with every code point shown as its cell; line ends are kept, or become blanks.
std::string safeLines(std::string_view text);
std::string safeLine(std::string_view text);
// Lines that are none of the commands that a build server obeys in the log that it keeps: `::name` where a line begins
// (GitHub), `##[name` and `##name[` anywhere (GitHub, Azure, TeamCity). The second sign of such a one gets a stand-in.
// `begins_line`: `text` does. Colours stay.
std::string withoutCommands(std::string text, bool begins_line = true);
// Both, for all that is written for people: `safeLines` but for line ends of two bytes, which stay, and `withoutCommands`.
std::string safeOutput(std::string_view text, bool begins_line = true);
// The name of a file at the beginning of a line: no command to a program that reads the lines (`::error::`).
std::string safeFileName(std::string_view name);

// At most `max_bytes` of `text`, cut between code points with `…` behind.
std::string shorten(std::string_view text, size_t max_bytes);

// Numbers of very many digits show their ends and say how many digits they have.
std::string shortNumbers(std::string text);

// "text" with its quotes: valid JSON whatever the bytes, and `jsonEscaped`.
std::string jsonString(std::string_view text);
// A document of JSON that says the same, in which what `cellOf` hides is written `\uXXXX`, and no line is a command
// to a build server.
std::string jsonEscaped(std::string document);

}  // namespace smcost::diagnostics
