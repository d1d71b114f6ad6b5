// In which turn each allowance is taken: what it covers and what the text says decide, the
// order of the text never does.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "lang/check/library/library.h"

namespace smcost::check {

namespace {

// Of each meter the keys that are covered; none: all of them.
using Covered = std::map<program::MeterId, std::optional<std::set<program::KeyId>>>;

Covered coveredBy(const program::Allowance& allowance) {
  Covered covered;
  for (const program::Cover& cover : allowance.covers) {
    auto& keys = covered.try_emplace(cover.meter, std::in_place).first->second;
    if (cover.keys.empty()) keys.reset();
    else if (keys) keys->insert(cover.keys.begin(), cover.keys.end());
  }
  return covered;
}

bool liesInside(const Covered& inner, const Covered& outer) {
  return std::all_of(inner.begin(), inner.end(), [&](const auto& cover) {
    const auto found = outer.find(cover.first);
    if (found == outer.end()) return false;
    const auto &keys = cover.second, &around = found->second;
    return !around || (keys && std::includes(around->begin(), around->end(), keys->begin(), keys->end()));
  });
}

// Allowances that cover the same.
struct Group {
  Covered covered;
  std::vector<uint32_t> members;
};

class Turns {
 public:
  explicit Turns(Library& cx) : cx_(cx), allowances_(cx.program.allowances.edit()), before_(allowances_.size()), ranks_(allowances_.size()) {
    std::map<Covered, size_t> known;
    for (uint32_t i = 0; i < allowances_.size(); ++i) {
      Covered covered = coveredBy(allowances_[i]);
      const auto [group, is_new] = known.try_emplace(covered, groups_.size());
      if (is_new) groups_.push_back({std::move(covered), {}});
      groups_[group->second].members.push_back(i);
    }
  }

  void run() {
    for (const auto& [later, earlier] : cx_.said_after) before_[later].insert(earlier);
    std::vector<std::pair<uint32_t, uint32_t>> undecided;
    for (const auto& [one, other] : overlappingGroups()) {
      const Group &a = groups_[one], &b = groups_[other];
      const bool a_inside = liesInside(a.covered, b.covered), b_inside = liesInside(b.covered, a.covered);
      for (const uint32_t i : a.members) {
        for (const uint32_t j : b.members) {
          if (excludeEachOther(i, j) || before_[i].contains(j) || before_[j].contains(i)) continue;
          if (a_inside) before_[j].insert(i);
          else if (b_inside) before_[i].insert(j);
          else undecided.emplace_back(i, j);
        }
      }
    }
    if (!rankAll()) return;
    for (const auto& [i, j] : undecided) {
      if (!comesBefore(i, j) && !comesBefore(j, i)) return reportOverlap(std::min(i, j), std::max(i, j));
    }
    numberTurns();
  }

 private:
  enum class Walk : uint8_t { unseen, open, done };

  bool excludeEachOther(uint32_t a, uint32_t b) const {
    const auto& excluded = allowances_[a].excludes;
    return std::find(excluded.begin(), excluded.end(), b) != excluded.end();
  }

  // Pairs of groups that cover some of the same, each once.
  std::set<std::pair<size_t, size_t>> overlappingGroups() const {
    struct OfMeter {
      std::vector<size_t> of_all, any;
      std::map<program::KeyId, std::vector<size_t>> of_key;
    };
    std::map<program::MeterId, OfMeter> meters;
    for (size_t i = 0; i < groups_.size(); ++i) {
      for (const auto& [meter, keys] : groups_[i].covered) {
        OfMeter& own = meters[meter];
        own.any.push_back(i);
        if (!keys) own.of_all.push_back(i);
        else for (const program::KeyId key : *keys) own.of_key[key].push_back(i);
      }
    }
    std::set<std::pair<size_t, size_t>> pairs;
    const auto add = [&](const std::vector<size_t>& some, const std::vector<size_t>& others) {
      for (const size_t a : some) {
        for (const size_t b : others) {
          if (a != b) pairs.emplace(std::min(a, b), std::max(a, b));
        }
      }
    };
    for (const auto& [id, meter] : meters) {
      add(meter.of_all, meter.any);
      for (const auto& [key, some] : meter.of_key) add(some, some);
    }
    return pairs;
  }

  // How many go before each, one behind the other; false when one comes round to itself (reported).
  bool rankAll() {
    std::vector<Walk> walks(before_.size(), Walk::unseen);
    struct Step {
      uint32_t own;
      std::set<uint32_t>::const_iterator next;
    };
    std::vector<Step> path;
    const auto enter = [&](uint32_t own) {
      walks[own] = Walk::open;
      path.push_back({own, before_[own].begin()});
    };
    for (uint32_t first = 0; first < before_.size(); ++first) {
      if (walks[first] == Walk::unseen) enter(first);
      while (!path.empty()) {
        auto& [own, next] = path.back();
        if (next == before_[own].end()) {
          for (const uint32_t one : before_[own]) ranks_[own] = std::max(ranks_[own], ranks_[one] + 1);
          walks[own] = Walk::done;
          path.pop_back();
          continue;
        }
        const uint32_t earlier = *next++;
        if (walks[earlier] == Walk::unseen) {
          enter(earlier);
        } else if (walks[earlier] == Walk::open) {
          std::vector<uint32_t> circle;
          for (const Step& step : path) circle.push_back(step.own);
          circle.erase(circle.begin(), std::find(circle.begin(), circle.end(), earlier));
          reportCircle(circle);
          return false;
        }
      }
    }
    return true;
  }

  bool comesBefore(uint32_t earlier, uint32_t later) const {
    std::vector<uint32_t> open = {later};
    std::set<uint32_t> seen;
    while (!open.empty()) {
      const uint32_t own = open.back();
      open.pop_back();
      if (own == earlier) return true;
      for (const uint32_t one : before_[own]) {
        if (seen.insert(one).second) open.push_back(one);
      }
    }
    return false;
  }

  // Those that cover the same and that nothing tells apart have one turn.
  void numberTurns() {
    std::vector<size_t> group_of(allowances_.size());
    for (size_t group = 0; group < groups_.size(); ++group) {
      for (const uint32_t i : groups_[group].members) group_of[i] = group;
    }
    std::map<std::pair<uint32_t, size_t>, std::vector<uint32_t>> turns;
    for (uint32_t i = 0; i < ranks_.size(); ++i) turns[{ranks_[i], group_of[i]}].push_back(i);
    uint32_t turn = 0;
    for (const auto& [place, some] : turns) {
      for (const uint32_t i : some) allowances_[i].turn = turn;
      ++turn;
    }
  }

  void reportOverlap(uint32_t a, uint32_t b) {
    cx_.sink->report(allowances_[b].span, kinds::overlapping_allowances, allowances_[a].name, allowances_[b].name)
        .label(allowances_[a].span, "the other")
        .note("each covers what the other does not, so the bill depends on which is taken first")
        .hint("behind the one that is taken later, say `after` and the other's name");
  }

  // Each is taken after the next, the last after the first.
  void reportCircle(const std::vector<uint32_t>& circle) {
    std::string text;
    for (const uint32_t i : circle) text += "`" + allowances_[i].name + "` after ";
    text += "`" + allowances_[circle.front()].name + "`";
    auto& message = cx_.sink->report(allowances_[circle.front()].span, kinds::allowances_in_a_circle,
                                     allowances_[circle.front()].name, text);
    for (size_t i = 1; i < circle.size(); ++i) message.label(allowances_[circle[i]].span, "taken before it, and after it");
    message.note("unless `after` says otherwise, an allowance that lies inside another is taken before it");
  }

  Library& cx_;
  std::vector<program::Allowance>& allowances_;
  std::vector<Group> groups_;
  std::vector<std::set<uint32_t>> before_;  // of each, what goes right before it
  std::vector<uint32_t> ranks_;
};

}  // namespace

void orderAllowances(Library& cx) {
  if (!cx.program.allowances.owned().empty()) Turns(cx).run();
}

}  // namespace smcost::check
