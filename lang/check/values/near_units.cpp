#include "lang/check/values/near_units.h"

#include <algorithm>

#include "lang/base/nearest.h"
#include "lang/check/values/values.h"
#include "lang/diagnostics/suggest.h"

namespace smcost::check {

namespace {

std::string inLowerCase(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// Spellings that may be meant, of each unit the first.
class NearUnits {
 public:
  NearUnits(std::string_view wrong, const units::Units& known, const units::Dimensions& dimensions)
      : wrong_(wrong), known_(known), dimensions_(dimensions) {
    for (const std::string& spelling : known.spellings()) {
      const units::UnitId unit = *known.find(spelling);
      if (shortest_.size() <= unit.value) shortest_.resize(unit.value + 1, SIZE_MAX);
      shortest_[unit.value] = std::min(shortest_[unit.value], spelling.size());
    }
  }

  std::vector<std::string> find() {
    const std::string lower = inLowerCase(wrong_);
    collect([&](const std::string& spelling) { return inLowerCase(spelling) == lower; });
    if (found_.empty()) collect([&](const std::string& spelling) { return isPlural(spelling, wrong_) || isPlural(wrong_, spelling); });
    if (found_.empty()) collect([&](const std::string& spelling) { return isShortFor(spelling); });
    if (found_.empty()) collect([&](const std::string& spelling) { return isTypo(spelling); });
    return std::move(found_);
  }

 private:
  // `ms` is no plural.
  static bool isPlural(const std::string& many, const std::string& one) { return many.size() >= 3 && one + "s" == many; }

  template <class IsMeant>
  void collect(IsMeant isMeant) {
    std::vector<units::UnitId> units;
    for (const std::string& spelling : known_.spellings()) {
      if (!isMeant(spelling)) continue;
      const units::UnitId unit = *known_.find(spelling);
      if (std::find(units.begin(), units.end(), unit) != units.end()) continue;
      units.push_back(unit);
      found_.push_back(spelling);
    }
  }

  // What is counted is not shortened to a letter or two.
  bool isCounted(units::UnitId unit) const {
    const auto& factors = dimensions_.factors(known_[unit].dimension);
    return factors.size() == 1 && dimensions_.baseName(factors[0].base).starts_with("Count[");
  }

  // A unit that has a sign of one or two letters is not written otherwise in one or two.
  bool isShortFor(const std::string& spelling) const {
    const units::UnitId unit = *known_.find(spelling);
    const bool is_half = wrong_.size() >= 3 && 2 * wrong_.size() >= spelling.size();
    const bool is_word = is_half || (wrong_.size() < 3 && spelling.size() >= 3 && spelling.size() == shortest_[unit.value] && !isCounted(unit));
    return is_word && spelling.size() > wrong_.size() && spelling.starts_with(wrong_);
  }

  // The first letter makes many a unit another one.
  bool isTypo(const std::string& spelling) const {
    if (spelling.size() < 3) return false;
    if (wrong_.size() == spelling.size() && std::is_permutation(wrong_.begin(), wrong_.end(), spelling.begin())) return true;
    if (wrong_.size() < 4 || spelling[0] != wrong_[0]) return false;
    const size_t limit = std::max<size_t>(1, wrong_.size() / 4);
    return base::editDistance(wrong_, spelling, limit) <= limit;
  }

  std::string wrong_;
  const units::Units& known_;
  const units::Dimensions& dimensions_;
  std::vector<size_t> shortest_;  // spelling of each unit
  std::vector<std::string> found_;
};

}  // namespace

void suggestUnit(diagnostics::Diagnostic& diagnostic, source::Span at, std::string_view wrong, const units::Units& known,
                 const units::Dimensions& dimensions) {
  if (!diagnostic.takes_suggestions) return;
  constexpr size_t kLongest = 60;
  if (wrong.empty() || wrong.size() > kLongest || (wrong.size() == 1 && std::string_view("kKMGT").find(wrong) != std::string_view::npos)) return;
  const std::vector<std::string> found = NearUnits(wrong, known, dimensions).find();
  if (found.size() > diagnostics::kMostOffers) return;
  diagnostics::offer(diagnostic, at, found, diagnostics::Applicability::alone);
}

}  // namespace smcost::check
