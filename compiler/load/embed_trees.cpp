// Writes the trees of the library's specs, as the parser makes them, for the copy of it inside the program: reading the
// library is half of the time to a small bill.
//
//     embed_trees OUTPUT FOLDER NAME...
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "lang/diagnostics/sink.h"
#include "lang/syntax/parse.h"

namespace {

using namespace smcost;

void writeTree(std::ostream& out, size_t number, const ast::File& file) {
  out << "const N nodes" << number << "[] = {";
  for (const ast::Node& node : file.nodes) {
    out << "{K(" << static_cast<unsigned>(node.kind) << ")," << static_cast<unsigned>(node.flags) << ',' << node.begin << ',' << node.end
        << ',' << node.first << "},\n";
  }
  out << "{}};\nconst ast::NodeId items" << number << "[] = {";
  for (const ast::NodeId item : file.items) out << '{' << item.value << "},";
  out << "{}};\nconst ast::Comment comments" << number << "[] = {";
  for (const ast::Comment& comment : file.comments) out << '{' << comment.begin << ',' << comment.end << ',' << (comment.is_doc ? "true" : "false") << "},\n";
  out << "{}};\n";
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = arguments[2];
  std::ostringstream trees, table;
  trees << "// Made by embed_trees.cpp.\n#include \"compiler/load/library.h\"\n\nnamespace smcost::load {\n\nnamespace {\n\n"
           "using K = ast::NodeKind;\nusing N = ast::Node;\n\n";
  for (int i = 3; i < count; ++i) {
    const std::string name = arguments[i];
    std::ifstream in(folder + "/" + name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    source::SourceManager sources;
    diagnostics::Sink sink;
    const ast::File file = ast::parseFile(sources, sources.add(name, text.str()), sink);
    const bool is_sound = in && !file.has_errors && sink.all().empty();
    const auto number = static_cast<size_t>(i);
    if (is_sound) writeTree(trees, number, file);
    table << "{\"" << name << "\", ";
    // What does not read, or reads with a warning, is read when it is used, and says so then.
    if (is_sound) table << "{nodes" << number << ", " << file.nodes.size() << "}, {items" << number << ", " << file.items.size() << "}, {comments" << number << ", " << file.comments.size() << "}";
    table << "},\n";
  }
  std::ofstream out(arguments[1]);
  out << trees.str() << "\n}  // namespace\n\nextern const EmbeddedTree kEmbeddedTrees[] = {\n"
      << table.str() << "};\n\nextern const size_t kEmbeddedTreesCount = " << count - 3 << ";\n\n}  // namespace smcost::load\n";
  return out.flush() ? 0 : 1;
}
