#include "compiler/questions/crossing.h"

#include <fmt/format.h>

namespace smcost::questions {

namespace {

using base::Rational;

class OnSteps {
 public:
  OnSteps(const session::Options& spec, const Axis& axis, const std::string& own, const std::string& left, const std::string& right)
      : spec_(spec), axis_(axis), own_(own), left_(left), right_(right), sides_(spec, {axis.name}, {{left}, {right}}) {}

  Crossing run() {
    const uint64_t last = axis_.count.get_ui() - 1;
    const auto first = best(Wants::least, "", 0, last);
    if (!first) return found_;
    if (const auto equal = best(Wants::least, "==", *first, last)) {
      found_.kind = Crossing::Kind::exact;
      found_.at = number(*equal);
      return found_;
    }
    const bool is_below = sgn(difference(*first)) < 0;
    const auto other = best(Wants::least, is_below ? ">" : "<", *first, last);
    const auto before = best(Wants::greatest, is_below ? "<" : ">", *first, other.value_or(last));
    found_.kind = other ? Crossing::Kind::jump : Crossing::Kind::none;
    found_.low = number(other ? *before : *first);
    found_.high = number(other ? *other : *before);
    found_.at_low = difference(other ? *before : *first);
    found_.at_high = difference(other ? *other : *before);
    return found_;
  }

 private:
  Rational number(uint64_t step) const { return std::get<Rational>(axis_.at(step)); }

  Rational difference(uint64_t step) {
    const Answers answers = sides_.at({{axis_.at(step)}});
    return answers.figures[0].front() - answers.figures[1].front();
  }

  // Of these steps the first or the last at which the sides compare so; empty: at which there is a bill.
  std::optional<uint64_t> best(Wants wants, const std::string& sign, uint64_t begin, uint64_t last) {
    std::vector<Figure> figures = {{own_}};
    if (sign.empty()) figures.push_back({fmt::format("({0}) - ({1}) == ({0}) - ({1})", left_, right_)});
    else figures.push_back({fmt::format("({}) {} ({})", left_, sign, right_)});
    Axis part = axis_;
    part.first = number(begin);
    part.count = base::Integer(last - begin) + 1;
    BillFunction function(spec_, {axis_.name}, figures);
    const Search search = questions::search(function, Space({part}), wants);
    if (!search.best && !search.reasons.empty()) {
      found_.kind = Crossing::Kind::failed;
      found_.reason = search.reasons.front();
    }
    return search.best ? std::optional(*search.best + begin) : std::nullopt;
  }

  const session::Options& spec_;
  const Axis& axis_;
  const std::string& own_;   // it as a figure
  const std::string &left_, &right_;
  BillFunction sides_;
  Crossing found_;
};

}  // namespace

Crossing findCrossingOnSteps(const session::Options& spec, const Axis& axis, const std::string& own, const std::string& left, const std::string& right) {
  return OnSteps(spec, axis, own, left, right).run();
}

}  // namespace smcost::questions
