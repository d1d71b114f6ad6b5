// The trees that come with the program are those that its parser makes.
#include "compiler/load/library.h"

#include <algorithm>
#include <string>

#include "lang/diagnostics/sink.h"
#include "lang/syntax/parse.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;

bool areAlike(const ast::File& one, const ast::File& other) {
  const auto sameNode = [](const ast::Node& a, const ast::Node& b) {
    return a.kind == b.kind && a.flags == b.flags && a.begin == b.begin && a.end == b.end && a.first == b.first;
  };
  const auto sameComment = [](const ast::Comment& a, const ast::Comment& b) { return a.begin == b.begin && a.end == b.end && a.is_doc == b.is_doc; };
  return one.source == other.source && one.items == other.items && !one.has_errors && !other.has_errors &&
         std::equal(one.nodes.begin(), one.nodes.end(), other.nodes.begin(), other.nodes.end(), sameNode) &&
         std::equal(one.comments.begin(), one.comments.end(), other.comments.begin(), other.comments.end(), sameComment);
}

void treesAreThoseOfTheParser() {
  CHECK_EQ(load::kEmbeddedTreesCount, load::kEmbeddedLibraryCount);
  CHECK(load::kEmbeddedTreesCount > 0);
  for (size_t i = 0; i < load::kEmbeddedLibraryCount; ++i) {
    const load::EmbeddedFile& file = load::kEmbeddedLibrary[i];
    CHECK_EQ(load::kEmbeddedTrees[i].name, file.name);
    source::SourceManager sources;
    diagnostics::Sink sink;
    const source::FileId id = sources.add(std::string(file.name), std::string(file.text));
    const ast::File parsed = ast::parseFile(sources, id, sink);
    const auto known = load::embeddedTree(file.name, file.text, id);
    if (!known || !areAlike(*known, parsed)) CHECK_EQ(file.name, "a tree like that of the parser");
    // Of any other text it says nothing.
    CHECK(!load::embeddedTree(file.name, std::string(file.text) + "\n", id));
  }
  CHECK(!load::embeddedTree("nowhere.smcost", "", {}));
}

}  // namespace

int main() {
  treesAreThoseOfTheParser();
  return test::finish("library_test");
}
