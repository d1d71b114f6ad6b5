// The statements declared so far: where each stands, whether it is bound, and whose errors are being said meanwhile.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "lang/check/scenarios/scenarios.h"

namespace smcost::check {

struct PendingStatement {
  const Scope* scope = nullptr;                 // of a part of a statement all this is of the statement of the text
  ast::NodeId node;
  const std::vector<FieldSet>* sets = nullptr;  // of the scenario in force
  const program::Tags* tags = nullptr;          // of what it stands in
  const BodyPart* part = nullptr;               // which it is of Statement::part_of; none: it is that of the text
};

class PendingStatements {
 public:
  // Its id is the next one.
  void add(const PendingStatement& statement) { all_.push_back({statement}); }
  // Whether one more part of a statement may be added.
  bool takesPart(size_t most) { return parts_++ < most; }
  const PendingStatement& operator[](program::StatementId id) const { return all_[id.value].statement; }
  // Which of the unnamed ones with this head it is, from 1 on.
  uint32_t nextOrdinal(base::NameId head) { return ++ordinals_[head.value]; }

  bool isWaiting(program::StatementId id) const { return all_[id.value].state == State::waiting; }
  bool isInWork(program::StatementId id) const { return all_[id.value].state == State::in_work; }

  // Errors of the statement in work: without those of statements that it asked for, which stand elsewhere, but with its items
  // that are nothing for such an error.
  size_t ownErrors(const Sink& sink) const { return sink.errorCount() - elsewhere_ + failed_items_; }
  void noteFailedItem() { ++failed_items_; }

  // While it lives the statement is in work; behind it the statement is bound.
  class Work {
   public:
    Work(PendingStatements& all, program::StatementId id, const Sink& sink)
        : all_(all), id_(id), sink_(sink), errors_(sink.errorCount()), elsewhere_(all.elsewhere_), failed_items_(all.failed_items_) {
      all_.all_[id_.value].state = State::in_work;
      all_.failed_items_ = 0;
    }
    ~Work() {
      all_.all_[id_.value].state = State::bound;
      all_.elsewhere_ = elsewhere_ + sink_.errorCount() - errors_;
      all_.failed_items_ = failed_items_;
    }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

   private:
    PendingStatements& all_;
    program::StatementId id_;
    const Sink& sink_;
    size_t errors_, elsewhere_, failed_items_;  // as they were
  };

 private:
  enum class State : uint8_t { waiting, in_work, bound };
  struct One {
    PendingStatement statement;
    State state = State::waiting;
  };

  std::vector<One> all_;
  size_t parts_ = 0;
  std::unordered_map<uint32_t, uint32_t> ordinals_;  // head's name -> unnamed ones so far
  size_t elsewhere_ = 0;                             // errors in statements bound because another asked for them
  size_t failed_items_ = 0;                          // of the statement in work, their error being said elsewhere
};

}  // namespace smcost::check
