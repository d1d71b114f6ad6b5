// The parts of a placed schedule: days with clock times, or a stretch from instant to instant. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "lang/check/expressions/clock_times.h"

namespace smcost::check {

// Which days are meant, from those before the period to the one behind it.
class DayMarks {
 public:
  // `unknown`: a list of days does not speak of that year.
  enum class Mark : uint8_t { no, yes, unknown };

  explicit DayMarks(int days) : days_(days), marks_(static_cast<size_t>(days + calendar::kDaysBefore + 1), Mark::no) {}

  int days() const { return days_; }  // of the period
  Mark operator[](int day) const { return marks_[static_cast<size_t>(day + calendar::kDaysBefore)]; }
  void set(int day, Mark mark) { marks_[static_cast<size_t>(day + calendar::kDaysBefore)] = mark; }
  void setAll(Mark mark) { std::fill(marks_.begin(), marks_.end(), mark); }
  // Those of the other too.
  void add(const DayMarks& other);
  // Without those of the other.
  void remove(const DayMarks& other);

  const Decl* unknown_to = nullptr;  // the list that does not speak of some of them

 private:
  int days_;
  std::vector<Mark> marks_;
};

struct PlacedPart {
  Span span;
  DayMarks days;
  std::optional<Clocks> clocks;                        // none: all day
  std::optional<std::pair<int64_t, int64_t>> stretch;  // on the clocks of `zone`, from the period's begin on; it has no days
  std::string zone;
};
using PlacedParts = std::vector<PlacedPart>;

// What the parts of one schedule say; none with its error reported. `days`: of the period.
std::optional<PlacedParts> readParts(Expressions& cx, const Scope& scope, const std::vector<ast::NodeId>& nodes, int days);
// The same of a name: of a schedule, or of a list of days.
std::shared_ptr<const PlacedParts> partsOfName(Expressions& cx, const Scope& scope, ast::NodeId name, int days);
// Of a list of days alone.
PlacedPart partOfList(Expressions& cx, const Decl& list, int days);

}  // namespace smcost::check
