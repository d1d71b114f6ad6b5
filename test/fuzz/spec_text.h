// A spec as a fuzzer changes it: items, and tokens of an item, taken from specs that bill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace smcost::fuzz {

// An item with the lines that belong to it; joined they are the text again.
std::vector<std::string> itemsOf(const std::string& text);
// Words, numbers, texts, blanks and single signs; joined they are the text again.
std::vector<std::string> tokensOf(const std::string& text);

// What mutations are made of. `FUZZ_SEEDS` names the folders (`a:b`) whose specs are read, once.
struct Seeds {
  std::map<std::string, std::string> files;  // by name without folder: what a spec may `use`
  std::vector<std::string> items, tokens;
};
const Seeds& seeds();
// More items, each of them likelier than one of the seeds.
void addItems(const std::vector<std::string>& items);

// The text with items and tokens added, dropped, moved and replaced, at most `max_size` bytes of it.
std::string mutated(const std::string& text, size_t max_size, unsigned seed);
// Some items of each.
std::string crossed(const std::string& a, const std::string& b, size_t max_size, unsigned seed);

// What is held against the laws now: where no fuzzer keeps it, a crash prints it.
void holdsNow(std::string input);
// Says which law is broken, and ends the process.
[[noreturn]] void broken(const char* law, const std::string& more = {});

}  // namespace smcost::fuzz
