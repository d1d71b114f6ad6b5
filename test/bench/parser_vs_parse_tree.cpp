// parser_vs_parse_tree SPEC [RUNS]: our parser against PEGTL's own parse_tree over the same
// grammar and text, both with the layout pass, in turns. Prints one row of the table.
#include <tao/pegtl/contrib/parse_tree.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "lang/source/source.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/layout.h"
#include "lang/syntax/parse.h"

namespace {

namespace ast = smcost::ast;
namespace pegtl = tao::pegtl;

// The rules that make a node of ours make one of theirs.
template <class Rule>
struct Selector : std::bool_constant<requires { Rule::node; } || requires { Rule::hook; }> {};

double seconds(auto&& work) {
  auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
  smcost::source::SourceManager sources;
  std::ifstream input(argv[1], std::ios::binary);
  const smcost::source::FileId spec = sources.add(argv[1], std::string(std::istreambuf_iterator<char>(input), {}));
  std::vector<double> ours, theirs;
  for (int i = 0; i <= runs; ++i) {
    double own = seconds([&] {
      smcost::diagnostics::Sink sink;
      ast::File file = ast::parseFile(sources, spec, sink);
      if (file.has_errors) std::abort();
    });
    double tree = seconds([&] {
      smcost::diagnostics::Sink sink;
      ast::Layout layout = ast::layOut(sources.file(spec).text(), spec, sink);
      std::vector<std::unique_ptr<pegtl::parse_tree::node>> items;  // a whole file's tree, as ours
      for (const ast::Item& item : layout.items) {
        pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
            layout.text.data() + item.begin, layout.text.data() + item.end, "");
        items.push_back(pegtl::parse_tree::parse<ast::grammar::item, Selector>(in));
        if (!items.back()) std::abort();
      }
    });
    if (i == 0) continue;
    ours.push_back(own * 1e3);
    theirs.push_back(tree * 1e3);
  }
  std::vector<double> ratios;
  for (size_t i = 0; i < ours.size(); ++i) ratios.push_back(theirs[i] / ours[i]);
  auto median = [](std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
  };
  double own = median(ours), tree = median(theirs), ratio = median(ratios);
  std::printf("%-44s %9.1f ms %9.1f ms   ratio %6.2f  (%.2f to %.2f)\n", "PEGTL parse_tree / our parser", tree, own, ratio,
              ratios.front(), ratios.back());
  return 0;
}
