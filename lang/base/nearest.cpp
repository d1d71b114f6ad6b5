#include "lang/base/nearest.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <tuple>
#include <unordered_set>

namespace smcost::base {

namespace {

bool isSeparator(char c) { return c == '.' || c == '-' || c == '_'; }
bool isFigure(char c) { return c >= '0' && c <= '9'; }

// In lower case, with a dot wherever a sign sets parts apart.
std::string normalCode(std::string_view code) {
  std::string normal;
  for (const char c : code) normal += isSeparator(c) ? '.' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return normal;
}

std::string withoutSeparators(std::string normal) {
  normal.erase(std::remove(normal.begin(), normal.end(), '.'), normal.end());
  return normal;
}

std::vector<std::string_view> partsOf(std::string_view normal) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t dot = normal.find('.');
    parts.push_back(normal.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    normal.remove_prefix(dot + 1);
  }
}

std::string figuresOf(std::string_view part) {
  std::string figures;
  std::copy_if(part.begin(), part.end(), std::back_inserter(figures), isFigure);
  return figures;
}

bool isMisspelt(std::string_view wrong, std::string_view right, bool is_first) {
  const std::string figures = figuresOf(right);
  if (figuresOf(wrong) != figures) return false;
  const size_t letters = right.size() - figures.size();
  if (letters >= 4) return editDistance(wrong, right, 2) <= (letters >= 6 ? 2U : 1U);
  return is_first && figures.empty() && editDistance(wrong, right, 1) <= 1;
}

}  // namespace

// Damerau-Levenshtein (adjacent swaps count once), cut off above `limit`.
size_t editDistance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

std::vector<std::string> nearest(std::string_view wrong, const std::vector<std::string>& known) {
  // A third of the letters may be wrong; names beyond 60 letters are not compared.
  if (wrong.empty() || wrong.size() > 60) return {};
  size_t limit = std::max<size_t>(1, wrong.size() / 3);
  // Of equals those with the same letters come first, then those that begin alike.
  std::vector<std::tuple<size_t, int, std::string>> found;
  for (const std::string& name : known) {
    size_t distance = editDistance(wrong, name, limit);
    if (distance > limit || distance >= name.size()) continue;
    const int likeness = std::is_permutation(wrong.begin(), wrong.end(), name.begin(), name.end()) ? 0 : wrong[0] == name[0] ? 1 : 2;
    found.emplace_back(distance, likeness, name);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (auto& [distance, likeness, name] : found) {
    if (result.size() == 3 || distance > std::get<0>(found.front()) + 1) break;
    result.push_back(std::move(name));
  }
  return result;
}

std::vector<std::string> sameCodes(std::string_view wrong, const std::vector<std::string>& known) {
  const std::string normal = normalCode(wrong), tail = "." + normal;
  const bool has_parts = normal.find('.') != std::string::npos;
  std::vector<std::string> same, longer, joined;
  for (const std::string& code : known) {
    const bool is_near = code.size() <= wrong.size() + 16 && wrong.size() <= code.size() + 8;
    if (!is_near) continue;
    const std::string other = normalCode(code);
    if (other == normal) same.push_back(code);
    else if (has_parts && other.ends_with(tail)) longer.push_back(code);
    else if (has_parts && withoutSeparators(other) == withoutSeparators(normal)) joined.push_back(code);
  }
  return !same.empty() ? same : !longer.empty() ? longer : joined;
}

std::vector<std::string> misspeltCodes(std::string_view wrong, const std::vector<std::string>& known) {
  const std::string normal = normalCode(wrong);
  const std::vector<std::string_view> parts = partsOf(normal);
  if (parts.size() < 2 || normal.size() > 60) return {};
  std::vector<std::string> found;
  std::unordered_set<std::string> words;
  for (const std::string& code : known) {
    const std::string other = normalCode(code);
    const std::vector<std::string_view> others = partsOf(other);
    for (const std::string_view part : others) words.emplace(part);
    if (others.size() != parts.size()) continue;
    size_t differing = 0, at = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (parts[i] == others[i]) continue;
      ++differing;
      at = i;
    }
    if (differing == 1 && isMisspelt(parts[at], others[at], at == 0)) found.push_back(code);
  }
  // A part that other codes have is spelt right: the code is one that nobody declared.
  std::erase_if(found, [&](const std::string& code) {
    const std::string other = normalCode(code);
    const std::vector<std::string_view> others = partsOf(other);
    return std::any_of(parts.begin(), parts.end(), [&, i = size_t{0}](std::string_view part) mutable {
      return part != others[i++] && words.count(std::string(part)) != 0;
    });
  });
  return found;
}

}  // namespace smcost::base
