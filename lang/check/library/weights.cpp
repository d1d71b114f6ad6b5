#include "lang/check/library/weights.h"

#include <fmt/format.h>

#include <algorithm>

namespace smcost::check {

using ast::NodeId;
using base::Rational;

namespace {

std::string quoted(std::string_view text) { return fmt::format("`{}`", text); }

// Percentages stand alone and come to 100 %; false, and said, for others.
bool areWhole(Library& cx, const Env& env, NodeId choice, const std::string& name, const std::vector<Weight>& weights) {
  const ast::File& file = env.file();
  const auto is_percent = [](const Weight& weight) { return weight.is_percent; };
  const auto plain = std::find_if_not(weights.begin(), weights.end(), is_percent);
  const auto percent = std::find_if(weights.begin(), weights.end(), is_percent);
  if (percent == weights.end()) return true;
  if (plain != weights.end()) {
    cx.sink->report(file.span(plain->node), kinds::weight_beside_percentages, cx.text(file, plain->node))
        .label(file.span(percent->node), "a percentage")
        .hint("give a percentage for each value, or for none");
    return false;
  }
  Rational sum = 0;
  for (const Weight& weight : weights) sum += weight.number;
  if (sum == 1) return true;
  constexpr int kDigits = 6;
  cx.sink->report(file.span(choice), kinds::percentages_not_whole, name, base::toShown(sum * 100, kDigits))
      .hint("one of its values comes about for sure; weights that are no parts of 100 stand without `%`: `choice { 5min 3, 10min 1 }`");
  return false;
}

}  // namespace

std::optional<Weight> readWeight(Library& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  const Value value = infer(cx, env, node);
  if (value.isError()) return std::nullopt;
  if (value.kind() != Kind::number || value.number().dimension != units::kNoDimension) {
    cx.sink->report(file.span(node), kinds::wrong_type, "a plain number or a percentage as weight", showType(cx, value));
    return std::nullopt;
  }
  auto weight = program::foldConstant(cx.pool(), value.number().expr);
  if (!weight) cx.sink->report(file.span(node), kinds::constant_wanted, "a weight");
  else if (sgn(*weight) > 0) return Weight{std::move(*weight), value.number().percent, node};
  else cx.sink->report(file.span(node), kinds::not_above_zero, "a weight", quoted(cx.text(file, node))).hint("leave out what never is");
  return std::nullopt;
}

std::optional<std::vector<uint32_t>> sharesOf(Library& cx, const Env& env, NodeId choice, const std::string& name, const std::vector<Weight>& weights) {
  if (!areWhole(cx, env, choice, name, weights)) return std::nullopt;
  // Shares are whole: of 0.25 and 0.75 one and three.
  Rational unit = 0, shares = 0;
  for (const Weight& weight : weights) unit = base::gcd(unit, weight.number);
  for (const Weight& weight : weights) shares += weight.number / unit;
  if (shares > program::kMostShares) {
    cx.sink->report(env.file().span(choice), kinds::weights_too_fine, name, base::toExactString(shares), std::to_string(program::kMostShares))
        .hint("give weights with fewer digits");
    return std::nullopt;
  }
  std::vector<uint32_t> result;
  for (const Weight& weight : weights) result.push_back(static_cast<uint32_t>(Rational(weight.number / unit).get_num().get_ui()));
  return result;
}

}  // namespace smcost::check
