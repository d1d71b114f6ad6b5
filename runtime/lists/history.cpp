#include "runtime/lists/history.h"

#include <algorithm>
#include <tuple>

#include "lang/base/rational.h"
#include "lang/calendar/dates.h"
#include "runtime/lists/intake.h"

namespace smcost::lists {

namespace {

using book::Column;

std::string_view plain(std::string_view decimal) { return decimalIn(decimal).value_or(decimal); }

bool isSame(const Ladder& a, const Ladder& b) {
  return std::equal(a.tiers.begin(), a.tiers.end(), b.tiers.begin(), b.tiers.end(), isSamePrice);
}

}  // namespace

bool beginsBefore(std::string_view a, std::string_view b) {
  const auto number = [](std::string_view text) { return text == book::kNone ? base::Rational(0) : base::parseDecimal(text).value_or(0); };
  return a != b && number(a) < number(b);
}

bool isSamePrice(const book::Row& a, const book::Row& b) {
  return plain(a[Column::price]) == plain(b[Column::price]) && a[Column::unit] == b[Column::unit] && plain(a[Column::lower]) == plain(b[Column::lower]) &&
         plain(a[Column::upper]) == plain(b[Column::upper]);
}

void History::add(const book::Row& row) {
  const auto day = [&](Column column, Day none) {
    const auto date = calendar::readDate(row[column]);
    return date ? Day{*date} : none;
  };
  const Day from = day(Column::from, kEver), until = day(Column::until, kOn);
  const auto same = std::find_if(ladders_.begin(), ladders_.end(), [&](const Ladder& ladder) { return ladder.from == from && ladder.until == until; });
  if (same != ladders_.end()) {
    same->tiers.push_back(row);
    return;
  }
  ladders_.push_back({from, until, {row}});
  sort();
}

void History::sort() {
  std::sort(ladders_.begin(), ladders_.end(), [](const Ladder& a, const Ladder& b) { return std::tie(a.from, a.until) < std::tie(b.from, b.until); });
}

bool History::has(const Ladder& ladder) const {
  if (ladder.until == kOn) {
    return !ladders_.empty() && ladders_.back().until == kOn && isSame(ladders_.back(), ladder);
  }
  return std::any_of(ladders_.begin(), ladders_.end(), [&](const Ladder& known) { return known.from <= ladder.from && ladder.until <= known.until && isSame(known, ladder); });
}

const Ladder* History::against(const Ladder& ladder) const {
  const auto found = std::find_if(ladders_.begin(), ladders_.end(), [&](const Ladder& known) { return known.meets(ladder) && !isSame(known, ladder); });
  return found == ladders_.end() ? nullptr : &*found;
}

size_t History::put(Ladder ladder) {
  size_t closed = 0;
  std::vector<Ladder> kept;
  for (Ladder& known : ladders_) {
    if (!known.meets(ladder)) {
      kept.push_back(std::move(known));
      continue;
    }
    closed += known.tiers.size();
    if (ladder.until < known.until) kept.push_back({ladder.until, known.until, known.tiers});
    if (known.from < ladder.from) kept.push_back({known.from, ladder.from, std::move(known.tiers)});
  }
  kept.push_back(std::move(ladder));
  ladders_ = std::move(kept);
  sort();
  return closed;
}

size_t History::end(Day day) {
  if (ladders_.empty() || ladders_.back().until != kOn) return 0;
  const size_t count = ladders_.back().tiers.size();
  ladders_.back().until = day;
  if (ladders_.back().from >= day) ladders_.pop_back();
  return count;
}

}  // namespace smcost::lists
