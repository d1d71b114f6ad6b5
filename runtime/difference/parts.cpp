#include "runtime/difference/parts.h"

#include <algorithm>
#include <bit>

namespace smcost::runtime {

namespace {

base::Rational costIn(const LineCosts& costs, LineNumber line) {
  return line < costs.size() ? costs[line].value_or(0) : base::Rational(0);
}

std::optional<base::Rational> costOrNone(const LineCosts& costs, LineNumber line) {
  return line < costs.size() ? costs[line] : std::nullopt;
}

// Of all orders of the players, the part in which exactly `before` given ones come before one.
base::Rational weight(int before, int players) {
  const auto factorial = [](int n) { return n < 2 ? 1 : n == 2 ? 2 : n == 3 ? 6 : 24; };
  base::Rational part(factorial(before) * factorial(players - before - 1), factorial(players));
  part.canonicalize();
  return part;
}

class Splitter {
 public:
  Splitter(const Lines& lines, const BillsBetween& bills) : lines_(lines), bills_(bills) {}

  Difference run() {
    for (LineNumber line = 0; line < lines_.size(); ++line) {
      LineChange change{lines_[line], costOrNone(bills_.before, line), costOrNone(bills_.after, line), partsOf(line)};
      difference_.parts += change.parts;
      const bool in_both = change.before && change.after;
      if (!in_both || !change.parts.areZero())
        addChange(std::move(change));
      else
        ++difference_.unchanged;
    }
    std::stable_sort(difference_.lines.begin(), difference_.lines.end(),
                     [](const LineChange& a, const LineChange& b) { return abs(a.change()) > abs(b.change()); });
    return std::move(difference_);
  }

 private:
  // A line that neither bill has stands in a bill between them only.
  void addChange(LineChange change) {
    if (change.before || change.after || !change.parts.areZero()) difference_.lines.push_back(std::move(change));
  }

  bool isKept(LineNumber line) const { return line < bills_.kept.size() && bills_.kept[line]; }

  // Factors that do not change by themselves go with the statements.
  const LineCosts& billOf(unsigned factors) const {
    const unsigned others = (kPrices | kCalendar | kAgreements) & ~bills_.factors;
    return bills_.of_kept[factors & kStatements ? factors | others : factors];
  }

  base::Rational partOf(LineNumber line, unsigned factor) const {
    if ((bills_.factors & factor) == 0) return 0;
    const int players = std::popcount(bills_.factors);
    base::Rational part = 0;
    for (unsigned others = 0; others < bills_.of_kept.size(); ++others) {
      if ((others & factor) != 0 || (others & ~bills_.factors) != 0) continue;
      part += weight(std::popcount(others), players) *
              (costIn(billOf(others | factor), line) - costIn(billOf(others), line));
    }
    return part;
  }

  Parts partsOf(LineNumber line) const {
    Parts parts;
    const base::Rational before = costIn(bills_.before, line), after = costIn(bills_.after, line);
    if (!isKept(line)) {
      parts.structure = after - before;
      return parts;
    }
    parts.structure = costIn(billOf(0), line) - before + after - costIn(billOf(bills_.factors), line);
    parts.quantity = partOf(line, kStatements);
    parts.price = partOf(line, kPrices);
    parts.calendar = partOf(line, kCalendar);
    parts.agreements = partOf(line, kAgreements);
    return parts;
  }

  const Lines& lines_;
  const BillsBetween& bills_;
  Difference difference_;
};

}  // namespace

Parts& Parts::operator+=(const Parts& other) {
  for (const NamedPart& part : kParts) this->*part.amount += other.*part.amount;
  return *this;
}

Difference split(const Lines& lines, const BillsBetween& bills) { return Splitter(lines, bills).run(); }

}  // namespace smcost::runtime
