// The period in force: the billed one or, while a statement of another month is bound, that month; and what is found once for it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/program/program.h"

namespace smcost::check {

struct Decl;
struct PlacedPart;

// A placed schedule over the period in force.
struct PlacedTimes {
  base::Rational seconds;       // it runs
  base::Rational days;          // on which it runs
  program::PlacementId running, span;
};

// What is found once for a period and used by many statements.
struct PeriodFacts {
  std::optional<program::Cell> days, seconds;
  program::PlacementId placement;                             // all of it; none until asked for
  // By the schedule's text: of what is always there, and of what begins with the period.
  std::unordered_map<std::string, PlacedTimes> placed_times, beginning_times;
  std::unordered_map<const Decl*, std::shared_ptr<const std::vector<PlacedPart>>> named_parts;  // of names in schedules
};

class PeriodInForce {
  struct Kept {
    program::Period period;
    PeriodFacts facts;
  };

 public:
  // It stands in Program::period.
  explicit PeriodInForce(program::Program& program) : program_(program) {}
  PeriodInForce(const PeriodInForce&) = delete;
  PeriodInForce& operator=(const PeriodInForce&) = delete;

  PeriodFacts& facts() { return facts_; }

  // While it lives another month is in force.
  class OtherMonth {
   public:
    OtherMonth(PeriodInForce& in_force, calendar::Period month) : in_force_(in_force), billed_{{std::move(month), false, {}, in_force.program_.period.number}, {}} {
      in_force_.swap(billed_);
      in_force_.billed_ = &billed_;
    }
    ~OtherMonth() {
      in_force_.swap(billed_);
      in_force_.billed_ = nullptr;
    }
    OtherMonth(const OtherMonth&) = delete;
    OtherMonth& operator=(const OtherMonth&) = delete;

   private:
    PeriodInForce& in_force_;
    Kept billed_;
  };

  // While it lives the billed period is in force again.
  class Billed {
   public:
    explicit Billed(PeriodInForce& in_force) : in_force_(in_force), other_(std::exchange(in_force.billed_, nullptr)) {
      if (other_) in_force_.swap(*other_);
    }
    ~Billed() {
      if (other_) in_force_.swap(*other_);
      in_force_.billed_ = other_;
    }
    Billed(const Billed&) = delete;
    Billed& operator=(const Billed&) = delete;

   private:
    PeriodInForce& in_force_;
    Kept* other_;  // which is set aside
  };

 private:
  void swap(Kept& other) {
    std::swap(other.period, program_.period);
    std::swap(other.facts, facts_);
  }

  program::Program& program_;
  PeriodFacts facts_;
  Kept* billed_ = nullptr;  // while another month is in force
};

}  // namespace smcost::check
