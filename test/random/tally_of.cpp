// What is kept of all points of some axes by kernels, against the same points looked at one by one.
//
//   tally_of SPEC FIGURES AXIS...     figures with blanks between; those that are conditions hold for the others
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/questions/axes.h"
#include "compiler/questions/tally.h"

namespace smcost::random_test {

namespace {

using questions::Extreme;
using questions::Tally;

// By itself: no part, no piece, no kernel.
Tally oneByOne(questions::BillFunction& function, const questions::Space& space, const std::vector<questions::Kept>& kept) {
  Tally tally;
  tally.kept.resize(kept.size());
  const uint64_t size = space.size().get_ui();
  for (uint64_t begin = 0; begin < size; begin += questions::kBlock) {
    const uint64_t end = std::min(size, begin + questions::kBlock);
    const questions::Answers answers = function.at(space.block(begin, end));
    for (uint64_t point = begin; point < end; ++point) {
      const size_t row = point - begin;
      ++tally.points;
      if (answers.failed(row)) {
        size_t i = 0;
        while (i < tally.reasons.size() && tally.reasons[i].text != answers.reason(row)) ++i;
        if (i == tally.reasons.size()) tally.reasons.push_back({answers.reason(row), 0, point});
        ++tally.reasons[i].points;
        continue;
      }
      for (size_t i = 0; i < kept.size(); ++i) {
        bool holds = true;
        for (const size_t condition : kept[i].where) holds = holds && answers.figures[condition][row] != 0;
        if (!holds) continue;
        const base::Rational& figure = answers.figures[kept[i].figure][row];
        auto& [least, greatest, sum] = tally.kept[i];
        if (!least || figure < least->figure) least = Extreme{point, figure};
        if (!greatest || figure > greatest->figure) greatest = Extreme{point, figure};
        sum += figure;
      }
    }
  }
  return tally;
}

bool isSame(const std::optional<Extreme>& a, const std::optional<Extreme>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->point == b->point && a->figure == b->figure;
}

std::string difference(const Tally& one, const Tally& other) {
  if (one.points != other.points) return "another number of points";
  if (one.reasons.size() != other.reasons.size()) return "other reasons";
  for (size_t i = 0; i < one.reasons.size(); ++i) {
    const questions::Reason &a = one.reasons[i], &b = other.reasons[i];
    if (a.text != b.text || a.points != b.points || a.first != b.first) return "`" + a.text + "` is `" + b.text + "`, or of other points";
  }
  for (size_t i = 0; i < one.kept.size(); ++i) {
    if (!isSame(one.kept[i].least, other.kept[i].least)) return "another least figure " + std::to_string(i);
    if (!isSame(one.kept[i].greatest, other.kept[i].greatest)) return "another greatest figure " + std::to_string(i);
    if (one.kept[i].sum != other.kept[i].sum) return "another sum of figure " + std::to_string(i);
  }
  return {};
}

int run(const std::string& spec, const std::string& asked, const std::vector<std::string>& words) {
  session::Options options;
  options.path = spec;
  options.use_stdlib = false;
  std::vector<questions::Figure> figures;
  std::vector<size_t> conditions;
  std::istringstream text(asked);
  for (std::string figure; std::getline(text, figure, ';');) {
    if (figure.find('=') != std::string::npos) conditions.push_back(figures.size());
    figures.push_back({figure});
  }
  session::Session session(options);
  if (!session.check()) return std::puts("refused as it stands"), 0;
  questions::AxisReader reader(options, session);
  std::vector<questions::Axis> axes;
  std::vector<std::string> names;
  for (const std::string& word : words) {
    auto axis = reader.read(word);
    if (!axis) return std::printf("%s: %s\n", word.c_str(), reader.trouble.text.c_str()), 2;
    names.push_back(axis->name);
    axes.push_back(std::move(*axis));
  }
  const questions::Space space(std::move(axes));
  std::vector<questions::Kept> kept;
  for (size_t i = 0; i < figures.size(); ++i) kept.push_back({i, i % 2 == 0 ? conditions : std::vector<size_t>(), true, true, true});
  options.engine = session::EngineKind::interpreter;
  questions::BillFunction slowly(options, names, figures);
  const Tally expected = oneByOne(slowly, space, kept);
  for (const unsigned threads : {1U, 3U}) {
    options.engine = session::EngineKind::jit;
    questions::BillFunction function(options, names, figures);
    const Tally found = questions::tally(function, space, kept, threads);
    if (const std::string what = difference(found, expected); !what.empty()) return std::printf("%u threads: %s\n", threads, what.c_str()), 1;
    if (threads == 1) std::printf("%llu %llu\n", static_cast<unsigned long long>(found.points), static_cast<unsigned long long>(found.in_lanes));
  }
  return 0;
}

}  // namespace

}  // namespace smcost::random_test

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  return smcost::random_test::run(argv[1], argv[2], std::vector<std::string>(argv + 3, argv + argc));
}
