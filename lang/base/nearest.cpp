#include "lang/base/nearest.h"

#include <algorithm>
#include <tuple>

namespace smcost::base {

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

std::string isItNear(std::string_view wrong, const std::vector<std::string>& known) {
  std::string question;
  for (const std::string& name : nearest(wrong, known)) question += (question.empty() ? "is it `" : ", `") + name + "`";
  return question.empty() ? question : question + "?";
}

}  // namespace smcost::base
