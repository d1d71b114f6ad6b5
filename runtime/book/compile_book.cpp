// Compiles a price book while the program is built: compile_book TEXT FORM. Exit 1, with the line, when the
// text is wrong.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "runtime/book/compiled.h"

int main(int count, char** arguments) {
  if (count != 3) return std::fputs("usage: compile_book TEXT FORM\n", stderr), 64;
  std::ifstream in(arguments[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  smcost::book::Fault fault;
  const auto form = smcost::book::compile(text, fault);
  if (!form) {
    std::fprintf(stderr, "%s:%zu: error: %s\n", arguments[1], fault.line, fault.what.c_str());
    return 1;
  }
  std::ofstream out(arguments[2], std::ios::binary);
  out.write(form->data(), static_cast<std::streamsize>(form->size()));
  return out.flush() ? 0 : 1;
}
