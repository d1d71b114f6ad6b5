// The tags of a bill: what blocks and files say, and which values each key has.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/check/names/scopes.h"
#include "lang/program/program.h"

namespace smcost::check {

class TagBook {
 public:
  // One that stays where it is.
  const program::Tags& keep(program::Tags tags) { return kept_.emplace_back(std::move(tags)); }
  const program::Tags* ofFile(const Scope* file) const {
    const auto found = of_files_.find(file);
    return found == of_files_.end() ? nullptr : found->second;
  }
  void setOfFile(const Scope* file, const program::Tags& tags) { of_files_.emplace(file, &tags); }

  // Of a statement; also of one that a scenario drops, which is no slip.
  void note(const program::Tags& tags) {
    for (const auto& [key, value] : tags) values_[key].insert(value);
  }
  const std::map<std::string, std::set<std::string>, std::less<>>& values() const { return values_; }

  // Whose money a check asks for, and the statements that it is of: those are found when all are bound.
  struct Owner {
    uint32_t file;
    std::string key, value;

    auto operator<=>(const Owner&) const = default;
  };
  struct Asked {
    Owner owner;
    source::Span at;  // where it is asked first
    std::shared_ptr<std::vector<program::StatementId>> statements;
  };
  std::shared_ptr<const std::vector<program::StatementId>> ask(Owner owner, source::Span at) {
    const auto [known, is_new] = numbers_.try_emplace(owner, asked_.size());
    if (is_new) asked_.push_back({std::move(owner), at, std::make_shared<std::vector<program::StatementId>>()});
    return asked_[known->second].statements;
  }
  const std::vector<Asked>& asked() const { return asked_; }

  // The number of a set in Program::tags; none of an empty one.
  program::TagsId idOf(program::Program& program, const program::Tags& tags) {
    if (tags.empty()) return {};
    const auto [at, is_new] = ids_.try_emplace(tags, program::TagsId{static_cast<uint32_t>(program.tags.size())});
    if (is_new) program.tags.push_back(tags);
    return at->second;
  }

 private:
  std::deque<program::Tags> kept_;
  std::unordered_map<const Scope*, const program::Tags*> of_files_;
  std::map<std::string, std::set<std::string>, std::less<>> values_;
  std::map<program::Tags, program::TagsId> ids_;
  std::map<Owner, size_t> numbers_;
  std::vector<Asked> asked_;
};

}  // namespace smcost::check
