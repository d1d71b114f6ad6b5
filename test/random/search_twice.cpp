// The best point of a spec by looking at all points, and by bounds of boxes of several sizes: the same point, the same figures.
//
//   search_twice SPEC least|greatest FIGURE[;CONDITION…] AXIS...
#include <cstdio>
#include <string>
#include <vector>

#include "compiler/questions/axes.h"
#include "compiler/questions/search.h"

namespace smcost::random_test {

namespace {

// Axes too many for it are left out.
constexpr unsigned kMostPoints = 30'000;

std::string text(const questions::Search& found) {
  if (!found.best) return "none";
  std::string all = "point " + std::to_string(*found.best) + ":";
  for (const auto& figure : found.figures) all += " " + figure.get_str();
  return all;
}

int run(const std::string& spec, questions::Wants wants, const std::string& asked, const std::vector<std::string>& texts) {
  session::Options options;
  options.path = spec;
  options.use_stdlib = false;
  std::vector<questions::Figure> figures;
  for (size_t begin = 0; begin <= asked.size();) {
    const size_t end = std::min(asked.find(';', begin), asked.size());
    figures.push_back({asked.substr(begin, end - begin)});
    begin = end + 1;
  }
  session::Session session(options);
  if (!session.check()) return std::puts("refused"), 0;
  questions::AxisReader reader(options, session);
  std::vector<questions::Axis> axes;
  std::vector<std::string> names;
  for (const std::string& one : texts) {
    auto axis = reader.read(one);
    if (!axis) return std::printf("no axis: %s %s\n", one.c_str(), reader.trouble.text.c_str()), 1;
    names.push_back(axis->name);
    axes.push_back(std::move(*axis));
  }
  while (axes.size() > 1 && questions::Space(axes).size() > kMostPoints) {
    axes.pop_back();
    names.pop_back();
  }
  const questions::Space space(std::move(axes));
  questions::SearchLimits limits;
  limits.all_up_to = questions::kMostSearched;
  questions::BillFunction function(options, names, figures);
  const questions::Search all = questions::search(function, space, wants, limits);
  unsigned long long looked_at = 0;
  for (const uint64_t leaf : {1U, 3U, 40U}) {
    limits.all_up_to = 0;
    limits.leaf = leaf;
    questions::BillFunction other(options, names, figures);
    const questions::Search found = questions::search(other, space, wants, limits);
    looked_at += leaf == 3 ? found.points : 0;
    bool is_right = text(found) == text(all);
    // What is said never to hold holds at no point.
    for (size_t i = 0; i < found.may_hold.size() && !found.best; ++i) is_right = is_right && (found.may_hold[i] || all.meeting[i] == 0);
    if (is_right) continue;
    std::printf("all: %s, boxes of %llu: %s\n", text(all).c_str(), static_cast<unsigned long long>(leaf), text(found).c_str());
    return 1;
  }
  std::printf("%llu %llu %d\n", static_cast<unsigned long long>(all.points), looked_at, all.best ? 1 : 0);
  return 0;
}

}  // namespace

}  // namespace smcost::random_test

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 4) return 64;
  const auto wants = words[1] == "least" ? smcost::questions::Wants::least : smcost::questions::Wants::greatest;
  return smcost::random_test::run(words[0], wants, words[2], {words.begin() + 3, words.end()});
}
