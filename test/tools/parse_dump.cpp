// Prints the tree of a file and what is wrong with it: the parser alone, without a driver.
//   parse_dump FILE|- [--value] [--quiet]
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

#include "lang/diagnostics/render.h"
#include "lang/syntax/parse.h"

using namespace smcost;

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  bool as_value = false, quiet = false;
  for (int i = 2; i < argc; ++i) {
    as_value |= std::strcmp(argv[i], "--value") == 0;
    quiet |= std::strcmp(argv[i], "--quiet") == 0;
  }
  std::string name = argv[1];
  std::ifstream stream(name);
  std::istream& in = name == "-" ? std::cin : stream;
  std::string text(std::istreambuf_iterator<char>(in), {});
  source::SourceManager sources;
  source::FileId file = sources.add(name == "-" ? "<stdin>" : name, std::move(text));
  diagnostics::Sink sink;
  ast::File tree = as_value ? ast::parseValue(sources, file, sink) : ast::parseFile(sources, file, sink);
  if (!quiet) std::fputs(ast::print(tree, sources).c_str(), stdout);
  std::fputs(diagnostics::render(sink, sources, {}).c_str(), stderr);
  return sink.hasErrors() ? 1 : 0;
}
