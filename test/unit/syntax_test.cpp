// The grammar as a whole: no rule can loop without reading, and what the language has is
// read as it is written, in files that stand here and in seeded random statements.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lang/syntax/parse.h"
#include "test/unit/check.h"
#include "test/unit/random_statements.h"

namespace {

using namespace smcost;

constexpr int kStatements = 3'000;

// How many items a text has; -1 if it does not read.
int itemsOf(std::string text) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const source::FileId id = sources.add("text", std::move(text));
  const ast::File file = ast::parseFile(sources, id, sink);
  return file.has_errors || sink.errorCount() > 0 ? -1 : static_cast<int>(file.items.size());
}

void grammarHasNoLoops() { CHECK(ast::analyzeGrammar() == 0); }

void filesRead(int count, char** paths) {
  CHECK(count > 0);
  for (int i = 0; i < count; ++i) {
    std::ifstream input(paths[i], std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(input), {});
    const int items = itemsOf(std::move(text));
    if (items < 3) fmt::print(stderr, "{} does not read\n", paths[i]);
    CHECK(items >= 3);
  }
}

void statementsRead() {
  test::RandomStatements generator(20'261'124);
  for (int i = 0; i < kStatements; ++i) {
    const std::string text = generator.statement();
    const int items = itemsOf(text + "\n");
    if (items != 1) fmt::print(stderr, "statement {} does not read as one:\n{}\n", i, text);
    CHECK(items == 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  grammarHasNoLoops();
  filesRead(argc - 1, argv + 1);
  statementsRead();
  return smcost::test::finish("syntax_test");
}
