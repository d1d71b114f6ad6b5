// Writes the library that a new spec begins with, declared, as a part of the program: reading and declaring it is half of
// the time to a small bill.
//
//     embed_library OUTPUT.s
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "compiler/load/carried_library.h"
#include "compiler/snapshot/snapshot.h"

namespace {

using namespace smcost;

// The linker writes the addresses: nothing is left to do when the program starts. Memory that cannot be written to.
void write(std::ostream& out, const snapshot::Snapshot& made) {
  out << "# Made by embed_library.cpp.\n    .section .rodata.smcost_carried_library, \"a\"\n    .balign 16\nwords:\n";
  for (size_t i = 0; i < made.words.size(); ++i) {
    out << (made.is_place[i] ? "    .quad words+" : "    .quad ") << made.words[i] << '\n';
  }
  out << "    .globl smcost_carried_library\nsmcost_carried_library:\n    .quad ";
  if (made.trouble.empty()) out << "words+" << made.root << '\n';
  else out << "0\n";
  out << "    .section .note.GNU-stack, \"\", @progbits\n";
}

}  // namespace

int main(int, char** arguments) {
  const snapshot::Snapshot made = snapshot::takeSnapshot([] { return static_cast<const void*>(load::buildCarriedLibrary()); });
  // The program is right without it, and slower; unit.library_test fails.
  if (!made.trouble.empty()) fmt::print(stderr, "embed_library: the library cannot be carried: {}\n", made.trouble);
  std::ofstream out(arguments[1]);
  write(out, made);
  return out.flush() ? 0 : 1;
}
