// What names of a spec mean, and renaming them, for tests.
//
//   rename_each SPEC unexplained                    the names of which nobody says what they mean
//   rename_each SPEC occurrences                    every place that names something, and what
//   rename_each SPEC... look                        asks all of compiler/query that is to stand any text; says what is odd
//   rename_each SPEC rename SEED MOST [--no-stdlib] renames some symbols, one at a time
//
// Of a renaming a line `symbol KIND NAME NEW`, then `edit FILE BEGIN END TEXT` for each, or `refused WHY`.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "compiler/query/folding.h"
#include "compiler/query/outline.h"
#include "compiler/query/rename.h"
#include "compiler/query/tokens.h"
#include "compiler/query/unexplained.h"

namespace smcost::random_test {

namespace {

std::string place(const session::Session& session, source::Span at) {
  if (at.isNone()) return "nowhere";
  const auto [line, column] = session.sources().lineColumn(at);
  return fmt::format("{}:{}:{}", session.sources().file(at.file).name(), line, column);
}

void printOccurrences(const session::Session& session, const query::Names& names) {
  for (const query::Occurrence& one : names.all()) {
    const query::Symbol& symbol = names.symbol(one.symbol);
    fmt::print("{} {} is {} `{}`{}, declared {}\n", place(session, one.at), session.sources().text(one.at), check::symbolKindName(symbol.kind), symbol.name,
               one.is_declaration ? " (declaration)" : "", place(session, symbol.declared));
  }
}

// A name of its own, or now and then one that is there.
std::string newName(const query::Names& names, const query::Symbol& symbol, std::mt19937& random) {
  if (random() % 4 == 0) return names.symbol(names.all()[random() % names.all().size()].symbol).name;
  const bool is_code = symbol.kind == query::SymbolKind::sku;
  const char* words[] = {"zz", "renamed_name", "a", "quite_a_long_name_for_it"};
  return fmt::format("{}{}{}", words[random() % 4], is_code ? "." : "_", "new");
}

void renameOne(const session::Session& session, const query::Names& names, query::SymbolId id, std::mt19937& random) {
  const query::Symbol& symbol = names.symbol(id);
  const std::string name = newName(names, symbol, random);
  const auto done = query::rename(session, names, id, name);
  fmt::print("symbol {}\t{}\t{}\n", check::symbolKindName(symbol.kind), symbol.name, name);
  if (const auto* refusal = std::get_if<query::Refusal>(&done)) {
    fmt::print("refused {}: {}\n", place(session, refusal->at), refusal->why);
    return;
  }
  for (const query::TextEdit& edit : std::get<std::vector<query::TextEdit>>(done)) {
    fmt::print("edit {}\t{}\t{}\t{}\n", session.sources().file(edit.at.file).name(), edit.at.begin, edit.at.end, edit.text);
  }
}

void renameSome(const session::Session& session, const query::Names& names, unsigned seed, size_t most) {
  std::mt19937 random(seed);
  std::vector<query::SymbolId> all;
  for (const query::Occurrence& one : names.all()) {
    const query::Symbol& symbol = names.symbol(one.symbol);
    const bool is_new = std::find(all.begin(), all.end(), one.symbol) == all.end();
    if (is_new && !symbol.is_library && symbol.kind != query::SymbolKind::module && symbol.kind != query::SymbolKind::file) all.push_back(one.symbol);
  }
  std::shuffle(all.begin(), all.end(), random);
  for (size_t i = 0; i < std::min(most, all.size()); ++i) renameOne(session, names, all[i], random);
}

// In their file, in order, none over another.
bool areInOrder(const std::vector<query::Token>& tokens, size_t size) {
  uint32_t end = 0;
  for (const query::Token& token : tokens) {
    if (token.at.begin < end || token.at.end <= token.at.begin || token.at.end > size) return false;
    end = token.at.end;
  }
  return true;
}

void look(const std::string& path, bool use_stdlib) {
  session::Options options;
  options.path = path;
  options.use_stdlib = use_stdlib;
  session::Session session(options);
  session.check();
  const query::Names names(session);
  for (const check::Module& module : session.modules()) {
    if (module.is_library) continue;
    const std::string_view text = session.sources().file(module.tree.source).text();
    const query::Names* const by_names[] = {&names, nullptr};
    for (const query::Names* one : by_names) {
      if (!areInOrder(query::tokens(module.tree, session.sources(), one), text.size())) fmt::print("{}: tokens lie over each other\n", path);
    }
    query::outline(module.tree, session.sources());
    query::folds(module.tree, session.sources());
    uint32_t end = 0;
    for (const query::Occurrence& occurrence : names.ofFile(module.tree.source)) {
      if (occurrence.at.begin < end) fmt::print("{}: names lie over each other\n", place(session, occurrence.at));
      end = occurrence.at.end;
    }
  }
  query::unexplained(session, names);
}

int run(int count, char** words) {
  if (count < 3) return std::fputs("usage: rename_each SPEC unexplained|occurrences|rename SEED MOST [--no-stdlib]\n", stderr), 64;
  const bool uses_stdlib = std::strcmp(words[count - 1], "--no-stdlib") != 0;
  if (const int last = uses_stdlib ? count - 1 : count - 2; std::strcmp(words[last], "look") == 0) {
    for (int i = 1; i < last; ++i) look(words[i], uses_stdlib);
    return 0;
  }
  session::Options options;
  options.path = words[1];
  options.use_stdlib = uses_stdlib;
  session::Session session(options);
  session.check();
  const auto begin = std::chrono::steady_clock::now();
  const query::Names names(session);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  const std::string what = words[2];
  if (what == "time") fmt::print("{} ms, {} places\n", took.count(), names.all().size());
  if (what == "occurrences") printOccurrences(session, names);
  if (what == "unexplained") {
    for (const source::Span at : query::unexplained(session, names)) fmt::print("{} {}\n", place(session, at), session.sources().text(at));
  }
  if (what == "rename") renameSome(session, names, static_cast<unsigned>(std::stoul(words[3])), std::stoul(words[4]));
  return 0;
}

}  // namespace

}  // namespace smcost::random_test

int main(int count, char** words) { return smcost::random_test::run(count, words); }
