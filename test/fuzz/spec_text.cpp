#include "test/fuzz/spec_text.h"

#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace smcost::fuzz {

namespace {

using Random = std::minstd_rand;

std::string input_at_hand;

void printInputAndEnd(int signal) {
  std::fprintf(stderr, "signal %d, of\n%s\n", signal, input_at_hand.c_str());
  std::_Exit(128 + signal);
}

// Beyond what the specs have: edges of numbers, of the calendar, and words that few of them use.
const char* const kEdges[] = {
    "0", "-1", "1e9", "999999999999999999999", "0.000000000000000000001", "0 h", "1 h", "30 days", "2025-02", "2024-02-29",
    "0001-01", "9999-12", "2025-01..2026-12", "100 %", "-", "+", "*", "/", "==", "<=", "per", "each", "as", "none", "always",
    "weekdays", "24:00", "0:00", "22:00..6:00", "in Europe/Berlin", "kept always", "only in 2025-03", "from 2025-02",
    "on 2025-03-14", "free_tier on", "account since 2025-01-05", "total", "name", "region there", "otherwise: 0/day", "if",
    "then", "else", "sum", "share", "min", "max", "abs", "round", "to", "up", "down", "half_even", "less", "plus", "of",
    "first", "last", "days 1..10", "day 31", "6h/day for 20 days", "5min/day", "1 USD/h", "after", "excludes"};

const char* const kNumbers[] = {"0", "1", "2", "3", "7", "24", "31", "1000000", "0.5", "0.000001", "123456789012345678901234567890", "1/3"};

size_t pick(Random& random, size_t n) { return n == 0 ? 0 : random() % n; }

template <class Container>
const auto& anyOf(Random& random, const Container& of) {
  return of[pick(random, std::size(of))];
}

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '%'; }
bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

Seeds readSeeds() {
  Seeds seeds;
  const char* folders = std::getenv("FUZZ_SEEDS");
  std::stringstream list(folders ? folders : "");
  std::set<std::string> items, tokens(std::begin(kEdges), std::end(kEdges));
  for (std::string folder; std::getline(list, folder, ':');) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".smcost") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream content;
      content << in.rdbuf();
      const std::string text = content.str();
      for (std::string& item : itemsOf(text)) {
        if (item[0] != '#' && item.size() < 1500) items.insert(std::move(item));
      }
      for (std::string& token : tokensOf(text)) {
        if (std::string_view(" #\n").find(token[0]) == std::string_view::npos && token.size() < 40) tokens.insert(std::move(token));
      }
      seeds.files[entry.path().filename().string()] = text;
    }
  }
  seeds.items.assign(items.begin(), items.end());
  seeds.tokens.assign(tokens.begin(), tokens.end());
  return seeds;
}

// Another number, with the unit it had.
void changeNumber(Random& random, std::vector<std::string>& tokens) {
  const size_t at = pick(random, tokens.size());
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::string& token = tokens[(at + i) % tokens.size()];
    if (!isDigit(token[0])) continue;
    const size_t end = std::min(token.find_first_not_of("0123456789."), token.size());
    token = anyOf(random, kNumbers) + token.substr(end);
    return;
  }
}

void changeItem(Random& random, std::string& item) {
  std::vector<std::string> tokens = tokensOf(item);
  if (tokens.empty()) return;
  const size_t at = pick(random, tokens.size());
  const auto place = tokens.begin() + static_cast<std::ptrdiff_t>(at);
  switch (pick(random, 7)) {
    case 0: tokens.erase(place); break;
    case 1: tokens.insert(place, " " + anyOf(random, seeds().tokens) + " "); break;
    case 2: tokens[at] = anyOf(random, tokens); break;
    case 3: tokens[at] = std::to_string(pick(random, 1000)); break;
    case 4: changeNumber(random, tokens); break;
    default: tokens[at] = anyOf(random, seeds().tokens); break;
  }
  item = joined(tokens);
}

void changeItems(Random& random, std::vector<std::string>& items) {
  if (items.empty()) items.push_back("\n");
  const size_t at = pick(random, items.size());
  const auto place = items.begin() + static_cast<std::ptrdiff_t>(at);
  switch (pick(random, 10)) {
    case 0:
      if (!seeds().items.empty()) items.insert(place, anyOf(random, seeds().items));
      break;
    case 1:
      if (items.size() > 1) items.erase(place);
      break;
    case 2: std::swap(items[at], items[pick(random, items.size())]); break;
    case 3: {
      std::string copy = items[at];
      items.push_back(std::move(copy));
      break;
    }
    default: changeItem(random, items[at]); break;
  }
}

}  // namespace

std::vector<std::string> itemsOf(const std::string& text) {
  std::vector<std::string> items;
  std::istringstream in(text);
  int depth = 0;
  for (std::string line; std::getline(in, line);) {
    const bool joins = !items.empty() && (depth > 0 || line.empty() || std::string_view(" })").find(line[0]) != std::string_view::npos);
    if (joins) items.back() += line + "\n";
    else items.push_back(line + "\n");
    for (char c : line) depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
    depth = std::max(depth, 0);
  }
  return items;
}

std::vector<std::string> tokensOf(const std::string& text) {
  std::vector<std::string> tokens;
  for (size_t i = 0; i < text.size();) {
    size_t end = i + 1;
    if (text[i] == '"') {
      end = text.find_first_of("\"\n", i + 1);
      end = end == std::string::npos ? text.size() : end + 1;
    } else if (text[i] == '#') {
      end = std::min(text.find('\n', i), text.size());
    } else if (isWord(text[i])) {
      while (end < text.size() && isWord(text[end])) ++end;
    } else if (text[i] == ' ') {
      while (end < text.size() && text[end] == ' ') ++end;
    }
    tokens.push_back(text.substr(i, end - i));
    i = end;
  }
  return tokens;
}

namespace {

Seeds& allSeeds() {
  static Seeds read = readSeeds();
  return read;
}

}  // namespace

const Seeds& seeds() { return allSeeds(); }

void addItems(const std::vector<std::string>& items) {
  std::vector<std::string>& all = allSeeds().items;
  // A third of what is put in is one of them.
  const size_t times = all.size() / (2 * items.size()) + 1;
  for (size_t i = 0; i < times; ++i) all.insert(all.end(), items.begin(), items.end());
}

std::string mutated(const std::string& text, size_t max_size, unsigned seed) {
  Random random(seed);
  std::vector<std::string> items = itemsOf(text);
  for (size_t rounds = 1 + pick(random, 2); rounds > 0; --rounds) {
    changeItems(random, items);
    items = itemsOf(joined(items));
  }
  return joined(items).substr(0, max_size);
}

std::string crossed(const std::string& a, const std::string& b, size_t max_size, unsigned seed) {
  Random random(seed);
  std::string text;
  for (const std::string& item : itemsOf(a)) {
    if (pick(random, 3) != 0) text += item;
  }
  for (const std::string& item : itemsOf(b)) {
    if (pick(random, 3) == 0) text += item;
  }
  return text.substr(0, max_size);
}

void holdsNow(std::string input) {
  input_at_hand = std::move(input);
  for (int signal : {SIGSEGV, SIGFPE, SIGABRT, SIGILL, SIGBUS}) std::signal(signal, printInputAndEnd);
}

void broken(const char* law, const std::string& more) {
  std::fprintf(stderr, "BROKEN: %s\n%s\n", law, more.c_str());
  std::abort();
}

}  // namespace smcost::fuzz
