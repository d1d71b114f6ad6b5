// What must hold of the formatter whatever the text is: the result says the same, and
// formatting it again changes nothing. On files of the repository and on random specs, as
// they are and with their blanks, line ends and comments disturbed.
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lang/diagnostics/render.h"
#include "lang/format/format.h"
#include "lang/syntax/parse.h"
#include "test/unit/check.h"
#include "test/unit/random_specs.h"

namespace {

using namespace smcost;

constexpr unsigned kSeed = 20'261'125;
constexpr int kSpecs = 2'000;
constexpr int kDisturbances = 4;

struct Parsed {
  explicit Parsed(std::string text_of_file) : text(std::move(text_of_file)) {
    diagnostics::Sink sink;
    tree = ast::parseFile(sources, sources.add("text", text), sink);
    messages = diagnostics::render(sink, sources, {.style = diagnostics::Style::short_});
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  std::string text;
  source::SourceManager sources;
  ast::File tree;
  std::string messages;
};

bool holds(const Parsed& parsed, const std::string& what) {
  const std::string once = format::format(parsed.sources, parsed.tree);
  const bool same = format::saysTheSame(parsed.sources, parsed.tree, once);
  if (!same) {
    fmt::print(stderr, "{}: does not say the same (SMC9007):\n{}\n--- formatted:\n{}\n{}\n", what, parsed.text, once,
               Parsed(once).messages);
    return false;
  }
  const Parsed again(once);
  const std::string twice = format::format(again.sources, again.tree);
  if (once != twice) {
    fmt::print(stderr, "{}: not the same twice:\n{}\n--- once:\n{}\n--- twice:\n{}\n", what, parsed.text, once, twice);
  }
  return once == twice;
}

// As it is, and disturbed; how many of the disturbed texts still read the same.
int holdsDisturbed(const std::string& text, const std::string& what, test::RandomSpecs& random) {
  const Parsed parsed(text);
  if (parsed.tree.has_errors) return 0;
  CHECK(holds(parsed, what));
  int read = 0;
  for (int i = 0; i < kDisturbances; ++i) {
    const Parsed other(random.disturbed(text));
    if (other.tree.has_errors) continue;
    CHECK(holds(other, fmt::format("{}, disturbed {}", what, i)));
    ++read;
  }
  return read;
}

// A spec is one text; a page has those of its blocks.
std::vector<std::string> specsOf(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(input), {});
  if (!path.ends_with(".md")) return {text};
  std::vector<std::string> specs;
  for (size_t at = 0; (at = text.find("```smcost", at)) != std::string::npos;) {
    size_t begin = text.find('\n', at) + 1, end = text.find("```", begin);
    specs.push_back(text.substr(begin, end - begin));
    at = end + 3;
  }
  return specs;
}

void filesHold(int count, char** paths) {
  test::RandomSpecs random(kSeed);
  int read = 0;
  for (int i = 0; i < count; ++i) {
    for (const std::string& spec : specsOf(paths[i])) read += holdsDisturbed(spec, paths[i], random);
  }
  CHECK(read > count);
}

void randomSpecsHold() {
  test::RandomSpecs random(kSeed);
  int read = 0, disturbed = 0;
  for (int i = 0; i < kSpecs; ++i) {
    const std::string text = random.spec();
    const bool reads = !Parsed(text).tree.has_errors;
    if (!reads) fmt::print(stderr, "random spec {} does not read:\n{}\n{}\n", i, text, Parsed(text).messages);
    read += reads;
    disturbed += holdsDisturbed(text, fmt::format("seed {}, spec {}", kSeed, i), random);
  }
  CHECK(read == kSpecs);
  CHECK(disturbed > kSpecs);
  fmt::print("{} random specs, {} disturbed ones\n", read, disturbed);
}

// What the comparison must see.
void differencesAreSeen() {
  const Parsed parsed("a = run 5 GB, 1h  # why\nlet b = \"x\"\n");
  auto same = [&](const char* text) { return format::saysTheSame(parsed.sources, parsed.tree, text); };
  CHECK(same("a  =  run 5 GB ,  1h\nlet b=\"x\" # why\n"));
  CHECK(!same("a = run 5 GB, 1h\nlet b = \"x\"\n"));
  CHECK(!same("a = run 5 GB, 1h  # Why\nlet b = \"x\"\n"));
  CHECK(!same("a = run 5 GB 1h  # why\nlet b = \"x\"\n"));
  CHECK(!same("a = run 5 GB, 2h  # why\nlet b = \"x\"\n"));
  CHECK(!same("a = run 5 GB, 1h  # why\nlet b = \"x \"\n"));
  CHECK(!same("a = run 5 GB, 1h  # why\nlet b = \"x\"\nlet c = 1\n"));
  CHECK(!same("a = run 5 GB, 1h  # why\nlet b = (\n"));
}

}  // namespace

int main(int argc, char** argv) {
  differencesAreSeen();
  filesHold(argc - 1, argv + 1);
  randomSpecsHold();
  return smcost::test::finish("format_test");
}
