#include "lang/format/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace smcost::format {

namespace {

using Lines = std::vector<std::string_view>;

constexpr size_t kContext = 3;
// Deeper than any two texts need; what is below it counts as replaced.
constexpr int kMaxRounds = 32;

// With their line ends, so that a missing last one is a difference.
Lines linesOf(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// A stretch of both texts.
struct Stretch {
  size_t a_begin, a_end, b_begin, b_end;
};

struct Pair {
  size_t a, b;
};

class Matcher {
 public:
  Matcher(const Lines& a, const Lines& b) : a_(a), b_(b), is_kept_a_(a.size()), is_kept_b_(b.size()) {}

  // Marks the lines that stay.
  void match(Stretch at, int round = 0) {
    auto isEmpty = [&at] { return at.a_begin == at.a_end || at.b_begin == at.b_end; };
    while (!isEmpty() && a_[at.a_begin] == b_[at.b_begin]) keep(at.a_begin++, at.b_begin++);
    while (!isEmpty() && a_[at.a_end - 1] == b_[at.b_end - 1]) keep(--at.a_end, --at.b_end);
    if (isEmpty() || round == kMaxRounds) return;
    std::vector<Pair> anchors = ascending(uniquePairs(at));
    if (anchors.empty()) return;
    for (const Pair& anchor : anchors) {
      keep(anchor.a, anchor.b);
      match({at.a_begin, anchor.a, at.b_begin, anchor.b}, round + 1);
      at.a_begin = anchor.a + 1;
      at.b_begin = anchor.b + 1;
    }
    match(at, round + 1);
  }

  bool isKeptA(size_t i) const { return is_kept_a_[i]; }
  bool isKeptB(size_t i) const { return is_kept_b_[i]; }

 private:
  void keep(size_t a, size_t b) { is_kept_a_[a] = is_kept_b_[b] = true; }

  // The lines that both stretches have exactly once, in order of the first.
  std::vector<Pair> uniquePairs(const Stretch& at) const {
    struct Places {
      size_t count_a = 0, count_b = 0, b = 0;
    };
    std::unordered_map<std::string_view, Places> places;
    for (size_t i = at.a_begin; i < at.a_end; ++i) ++places[a_[i]].count_a;
    for (size_t i = at.b_begin; i < at.b_end; ++i) {
      Places& place = places[b_[i]];
      ++place.count_b;
      place.b = i;
    }
    std::vector<Pair> pairs;
    for (size_t i = at.a_begin; i < at.a_end; ++i) {
      const Places& place = places[a_[i]];
      if (place.count_a == 1 && place.count_b == 1) pairs.push_back({i, place.b});
    }
    return pairs;
  }

  // The longest run of pairs that ascends in both.
  static std::vector<Pair> ascending(const std::vector<Pair>& pairs) {
    // For each length the pair with the least `b` that ends a run of it.
    std::vector<size_t> tops;
    std::vector<size_t> before(pairs.size(), SIZE_MAX);
    auto isBefore = [&](size_t top, size_t b) { return pairs[top].b < b; };
    for (size_t i = 0; i < pairs.size(); ++i) {
      auto place = std::lower_bound(tops.begin(), tops.end(), pairs[i].b, isBefore);
      if (place != tops.begin()) before[i] = *(place - 1);
      if (place == tops.end()) tops.push_back(i);
      else *place = i;
    }
    std::vector<Pair> run;
    for (size_t i = tops.empty() ? SIZE_MAX : tops.back(); i != SIZE_MAX; i = before[i]) run.push_back(pairs[i]);
    std::reverse(run.begin(), run.end());
    return run;
  }

  const Lines& a_;
  const Lines& b_;
  std::vector<bool> is_kept_a_, is_kept_b_;
};

// One line of the diff: its mark, and how far both texts are before it.
struct Entry {
  char mark;
  std::string_view text;
  size_t a, b;
};

std::vector<Entry> entriesOf(const Lines& a, const Lines& b) {
  Matcher matcher(a, b);
  matcher.match({0, a.size(), 0, b.size()});
  std::vector<Entry> entries;
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && !matcher.isKeptA(i)) {
      entries.push_back({'-', a[i], i, j});
      ++i;
    } else if (j < b.size() && !matcher.isKeptB(j)) {
      entries.push_back({'+', b[j], i, j});
      ++j;
    } else {
      entries.push_back({' ', a[i], i, j});
      ++i, ++j;
    }
  }
  return entries;
}

// "12,3"; a stretch without lines is called by the line before it.
std::string rangeOf(size_t begin, size_t count) { return fmt::format("{},{}", count == 0 ? begin : begin + 1, count); }

void writeHunk(std::string& out, const std::vector<Entry>& entries, size_t begin, size_t end) {
  size_t count_a = 0, count_b = 0;
  for (size_t i = begin; i < end; ++i) {
    count_a += entries[i].mark != '+';
    count_b += entries[i].mark != '-';
  }
  out += fmt::format("@@ -{} +{} @@\n", rangeOf(entries[begin].a, count_a), rangeOf(entries[begin].b, count_b));
  for (size_t i = begin; i < end; ++i) {
    out += entries[i].mark;
    out += entries[i].text;
    if (!entries[i].text.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

}  // namespace

std::vector<LineChange> lineChanges(std::string_view before, std::string_view after) {
  const Lines a = linesOf(before), b = linesOf(after);
  Matcher matcher(a, b);
  matcher.match({0, a.size(), 0, b.size()});
  std::vector<LineChange> changes;
  size_t at = 0;
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    LineChange change{at, at, {}};
    for (; i < a.size() && !matcher.isKeptA(i); ++i) change.end += a[i].size();
    for (; j < b.size() && !matcher.isKeptB(j); ++j) change.replacement += b[j];
    at = change.end;
    if (change.begin < change.end || !change.replacement.empty()) changes.push_back(std::move(change));
    if (i < a.size()) at += a[i++].size(), ++j;
  }
  return changes;
}

std::string unifiedDiff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  Lines a = linesOf(before), b = linesOf(after);
  std::vector<Entry> entries = entriesOf(a, b);
  std::string out = fmt::format("--- {}\n+++ {}\n", name, name);
  for (size_t i = 0; i < entries.size();) {
    if (entries[i].mark == ' ') {
      ++i;
      continue;
    }
    size_t begin = i - std::min(i, kContext), last = i;
    for (size_t j = i; j < entries.size() && j <= last + 2 * kContext; ++j) {
      if (entries[j].mark != ' ') last = j;
    }
    size_t end = std::min(last + 1 + kContext, entries.size());
    writeHunk(out, entries, begin, end);
    i = end;
  }
  return out;
}

}  // namespace smcost::format
