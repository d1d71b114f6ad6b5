// The laws of the fuzz targets without a fuzzer, so that every build holds them.
//
//   hold_laws ROOT [CHANGED [SEED]]
//
// Of every spec of the repository: the laws of a text; of those of examples and lit tests: the laws of a
// bill, all of them. Then of CHANGED texts, which are made of the seeds (FUZZ_SEEDS), and of CHANGED / 10 dialogues.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "test/fuzz/laws_of_bill.h"
#include "test/fuzz/laws_of_dialogue.h"
#include "test/fuzz/laws_of_text.h"
#include "test/fuzz/seed_files.h"
#include "test/fuzz/spec_text.h"

namespace {

using namespace smcost;
namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<fs::path> specsBelow(const fs::path& root, std::initializer_list<const char*> folders) {
  std::set<fs::path> specs;
  for (const char* folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".smcost") specs.insert(entry.path());
    }
  }
  return specs;
}

size_t holdSpecs(const fs::path& root) {
  size_t billed = 0;
  for (const fs::path& path : specsBelow(root, {"examples", "stdlib", "test"})) {
    const std::string text = slurp(path);
    fuzz::holdsNow(path.string());
    if (!fuzz::holdsLawsOfText(text) || path.string().find("/stdlib/") != std::string::npos) continue;
    session::Options options;
    options.text = text;
    options.directory = path.parent_path().string();
    options.use_stdlib = text.find("--no-stdlib") == std::string::npos;
    if (fuzz::holdsLawsOfBill(options, {})) ++billed;
  }
  return billed;
}

// A text that bills is changed on from; one that does not is dropped.
size_t holdChanged(size_t count, unsigned seed) {
  std::vector<std::string> texts;
  for (const auto& [name, text] : fuzz::seeds().files) texts.push_back(text);
  size_t billed = 0;
  for (size_t i = 0; i < count; ++i) {
    const unsigned turn = seed * 1'000'003u + static_cast<unsigned>(i);
    std::string& from = texts[(i * 7919 + seed) % texts.size()];
    const std::string text = fuzz::mutated(from, 4000, turn);
    fuzz::holdsNow(text);
    if (!fuzz::holdsLawsOfText(text)) continue;
    session::Options options;
    options.text = text;
    options.files = std::make_shared<fuzz::SeedFiles>();
    options.use_stdlib = false;
    if (!fuzz::holdsLawsOfBill(options, {turn % 4 == 0, turn % 4 == 1, turn % 4 == 2, turn % 64 == 3, turn % 4 == 3})) continue;
    ++billed;
    if (turn % 8 == 0) from = text;
  }
  return billed;
}

// A seed is loaded, its items and commands are typed in any order, and that is changed.
void holdDialogues(size_t count, unsigned seed) {
  const std::vector<std::string> commands = fuzz::linesOfDialogue();
  fuzz::addItems(commands);
  const std::vector<std::pair<std::string, std::string>> seeds(fuzz::seeds().files.begin(), fuzz::seeds().files.end());
  for (size_t i = 0; i < count; ++i) {
    std::minstd_rand random(seed * 1'000'003u + static_cast<unsigned>(i));
    const auto& [name, text] = seeds[random() % seeds.size()];
    const std::vector<std::string> items = fuzz::itemsOf(text);
    std::string typed = ":load " + name + "\n";
    for (size_t line = 0; line < 12; ++line) {
      const std::vector<std::string>& from = random() % 2 == 0 && !items.empty() ? items : commands;
      typed += from[random() % from.size()];
    }
    for (int change = 0; change < 3; ++change) typed = fuzz::mutated(typed, 4000, static_cast<unsigned>(random()));
    fuzz::holdsNow(typed);
    fuzz::holdLawsOfDialogue(typed);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 64;
  const size_t changed = count > 2 ? static_cast<size_t>(std::atoll(arguments[2])) : 0;
  if (changed > 0 && fuzz::seeds().files.empty()) {
    std::fprintf(stderr, "hold_laws: FUZZ_SEEDS names no folder with specs\n");
    return 64;
  }
  const size_t billed = holdSpecs(arguments[1]);
  const auto seed = static_cast<unsigned>(count > 3 ? std::atoi(arguments[3]) : 1);
  const size_t changed_billed = changed > 0 ? holdChanged(changed, seed) : 0;
  holdDialogues(changed / 10, seed);
  std::printf("%zu specs bill; of %zu changed ones %zu; %zu dialogues\n", billed, changed, changed_billed, changed / 10);
  return billed > 0 ? 0 : 1;
}
