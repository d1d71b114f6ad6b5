// What a `param` may be: a range, steps, a set, a distribution. What it is, it is among that.

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "lang/check/library/library.h"
#include "lang/check/library/weights.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using base::Rational;
using program::Distribution;
using program::ParameterValue;

namespace {

std::string quoted(std::string_view text) { return fmt::format("`{}`", text); }

// Of values of one kind: another text for another value.
std::string identityOf(const ParameterValue& value) {
  if (const auto* number = std::get_if<Rational>(&value)) return number->get_str();
  if (const auto* key = std::get_if<program::KeyId>(&value)) return std::to_string(key->value);
  if (const auto* word = std::get_if<program::WordName>(&value)) return std::to_string(word->word.value);
  return std::to_string(std::get<program::RegionName>(value).region.value);
}

class DomainReader {
 public:
  DomainReader(Library& cx, const Env& env, const ParamValues& values)
      : cx_(cx), env_(env), values_(values), file_(env.file()), name_(values.name), like_(values.type) {
    // Without a type its value says what a lone word or SKU is.
    if (like_.kind != Kind::error) return;
    if (const Word* word = values.declared.find<Word>()) {
      like_.kind = Kind::word;
      like_.index = word->words;
    } else if (values.declared.is<Key>()) {
      like_.kind = Kind::key;
    }
  }

  ReadDomain read() {
    NodeId domain, step;
    for (NodeId part : Children(file_, values_.decl->node)) {
      switch (file_.kind(part)) {
        case NodeKind::step: step = part; break;
        case NodeKind::range:
        case NodeKind::query:
        case NodeKind::members:
        case NodeKind::distribution:
          if (domain) cx_.sink->report(at(part), kinds::clause_unwanted, wordOf(part), "a set, whose values stand there");
          domain = part;
          break;
        default: break;
      }
    }
    const size_t errors = cx_.sink->errorCount();
    ReadDomain result = readPart(domain, step);
    if (cx_.sink->errorCount() > errors) return {};
    checkValue(values_.declared, domain, result.domain);
    if (cx_.sink->errorCount() == errors && values_.in_force.span != values_.declared.span) {
      checkValue(values_.in_force, domain, result.domain);
    }
    return result;
  }

  void readAxis(NodeId domain, NodeId step) {
    switch (file_.kind(domain)) {
      case NodeKind::range: readRange(domain, step); return;
      case NodeKind::axis_set: readMembers(domain, {}); return;
      default: readValue(domain, domain, "value"); return;
    }
  }

 private:
  std::string_view wordOf(NodeId domain) const {
    if (file_.kind(domain) == NodeKind::distribution) return "~";
    return file_.kind(domain) == NodeKind::range ? "range" : "condition";
  }
  Span at(NodeId node) const { return file_.span(node); }
  std::string_view text(NodeId node) const { return cx_.text(file_, node); }

  ReadDomain readPart(NodeId domain, NodeId step) {
    if (!domain) {
      auto size = step ? readStep(step) : std::nullopt;
      return size ? ReadDomain{program::Steps{std::move(*size)}, {}} : ReadDomain{};
    }
    switch (file_.kind(domain)) {
      case NodeKind::range: return {readRange(domain, step), {}};
      case NodeKind::members: return {readMembers(domain, step), {}};
      case NodeKind::query: return readQuery(domain, step);
      default: return {readDistribution(domain, step), {}};
    }
  }

  // --- values of the parameter's kind ---

  bool isLike(Value& value) {
    const Value& declared = values_.declared;
    if (value.kind() != declared.kind()) return false;
    if (const Word* word = value.find<Word>()) return word->words == declared.as<Word>().words;
    if (!value.is<Number>()) return true;
    Number other = declared.number();
    if (value.number().percent != other.percent) return false;
    return other.is_multiple || unify(cx_, value.number(), other);
  }

  // What a slot of the stated type makes of it: `2 days` of a Time.
  std::optional<Value> asDeclared(const Value& value) {
    if (values_.type.kind != Kind::number || !value.is<Number>()) return std::nullopt;
    Sink unheard;
    Sink* const said = std::exchange(cx_.sink, &unheard);
    Value own = coerce(cx_, env_, value, values_.type, name_, value.span);
    cx_.sink = said;
    if (own.isError() || !isLike(own)) return std::nullopt;
    return own;
  }

  // None with its error reported, at the whole that it is a part of.
  ParameterValue readValue(NodeId node, NodeId whole, std::string_view what) {
    Value value = inferAs(cx_, env_, like_, node);
    if (value.isError()) return {};
    if (!isLike(value)) {
      auto own = asDeclared(value);
      if (!own) {
        reportMismatch(cx_, at(whole), fmt::format("the {} of `{}`", what, name_), values_.declared, value);
        return {};
      }
      value = std::move(*own);
    }
    ParameterValue read = parameterValue(cx_, value);
    if (std::holds_alternative<std::monostate>(read)) {
      cx_.sink->report(at(node), kinds::constant_wanted, fmt::format("a {}", what));
    }
    return read;
  }

  std::optional<Rational> readNumber(NodeId node, NodeId whole, std::string_view what) {
    const ParameterValue value = readValue(node, whole, what);
    const Rational* number = std::get_if<Rational>(&value);
    return number ? std::optional(*number) : std::nullopt;
  }

  // False, and said, where values have no order.
  bool hasOrder(NodeId domain, std::string_view what) {
    if (values_.declared.is<Number>()) return true;
    cx_.sink->report(at(domain), kinds::wrong_type, fmt::format("a value that has an order for the {} of `{}`", what, name_),
                     showType(cx_, values_.declared));
    return false;
  }

  // --- steps and ranges ---

  std::optional<Rational> readStep(NodeId step) {
    const NodeId node = Children(file_, step)[0];
    if (!hasOrder(step, "step")) return std::nullopt;
    auto size = readNumber(node, node, "step");
    if (!size) return std::nullopt;
    if (sgn(*size) > 0) return size;
    cx_.sink->report(at(node), kinds::not_above_zero, "a step", quoted(text(node)));
    return std::nullopt;
  }

  void reportNeedless(NodeId clause, std::string_view word, std::string_view of) {
    cx_.sink->report(at(clause), kinds::clause_unwanted, word, of).hint(fmt::format("leave the `{}` out", word));
  }

  struct Ends {
    Rational low, high;
    NodeId low_node, high_node;
  };
  std::optional<Ends> readEnds(NodeId range) {
    if (!hasOrder(range, "range")) return std::nullopt;
    const Children ends(file_, range);
    auto low = readNumber(ends[0], range, "range");
    auto high = low ? readNumber(ends[1], range, "range") : std::nullopt;
    if (!low || !high) return std::nullopt;
    if (*low > *high) {
      cx_.sink->report(at(range), kinds::range_swapped, text(range));
      return std::nullopt;
    }
    return Ends{std::move(*low), std::move(*high), ends[0], ends[1]};
  }

  // Values that are reached by steps from `from` on end with `to`; false with its error reported.
  bool divides(NodeId step, const Rational& size, const Rational& from, std::string_view from_text, const Rational& to, NodeId to_node) {
    const Rational count = (to - from) / size;
    if (base::isWhole(count)) return true;
    const std::string below = base::toExactString(base::roundTo(count, 1, base::RoundingMode::floor));
    const std::string_view step_text = text(Children(file_, step)[0]);
    cx_.sink->report(at(step), kinds::step_does_not_divide, quoted(step_text), quoted(from_text), quoted(text(to_node)))
        .label(at(to_node), fmt::format("{} steps end before it, one more behind it", below))
        .hint("the last value lies on a step too: let the step divide what is between them, or end on one");
    return false;
  }

  program::Domain readRange(NodeId range, NodeId step) {
    auto ends = readEnds(range);
    if (!ends) return {};
    std::optional<Rational> size;
    if (step) {
      size = readStep(step);
      if (!size || !divides(step, *size, ends->low, text(ends->low_node), ends->high, ends->high_node)) return {};
    }
    return program::Interval{std::move(ends->low), std::move(ends->high), std::move(size)};
  }

  // --- sets ---

  struct MemberList {
    std::vector<ParameterValue> values;
    std::unordered_map<std::string, Span> places;  // by what they are, however written
  };

  // Appends a value; one that stands there already is reported.
  void addMember(MemberList& known, NodeId node, std::string_view what) {
    ParameterValue value = readValue(node, node, what);
    if (std::holds_alternative<std::monostate>(value)) return;
    const auto [first, is_new] = known.places.try_emplace(identityOf(value), at(node));
    if (is_new) return known.values.push_back(std::move(value));
    cx_.sink->report(at(node), kinds::duplicate_member, text(node), name_)
        .primary("the second")
        .label(first->second, "the first")
        .hint("a set has each of its values once, however it is written");
  }

  // Numbers, truths, SKUs, words and regions; false, and said, for others.
  bool isCountable(NodeId domain) {
    switch (values_.declared.kind()) {
      case Kind::number:
      case Kind::multiple:
      case Kind::boolean:
      case Kind::key:
      case Kind::word:
      case Kind::region: return true;
      default: break;
    }
    cx_.sink->report(at(domain), kinds::wrong_type, fmt::format("a number, SKU, word or region for the set of `{}`", name_),
                     showType(cx_, values_.declared));
    return false;
  }

  program::Domain readMembers(NodeId members, NodeId step) {
    if (step) reportNeedless(step, "step", "a set, whose values stand there");
    if (!isCountable(members)) return {};
    MemberList known;
    for (NodeId part : Children(file_, members)) {
      if (file_.kind(part) != NodeKind::cmp_op) addMember(known, part, "set");
    }
    return program::Members{std::move(known.values)};
  }

  ReadDomain readQuery(NodeId query, NodeId step) {
    if (step) reportNeedless(step, "step", "SKUs");
    if (!values_.declared.is<Key>()) {
      cx_.sink->report(at(query), kinds::wrong_type, fmt::format("a SKU for `{}`, whose set is one of SKUs", name_),
                       showType(cx_, values_.declared));
      return {};
    }
    return {program::SkuSet{}, query};
  }

  // --- distributions ---

  program::Domain readDistribution(NodeId node, NodeId step) {
    const Children parts(file_, node);
    const auto kind = program::distributionNamed(text(parts[0]));
    if (!kind) {
      std::vector<std::string> known;
      for (int i = 0; i <= static_cast<int>(Distribution::Kind::choice); ++i) {
        known.emplace_back(program::distributionName(static_cast<Distribution::Kind>(i)));
      }
      auto& diagnostic = cx_.sink->report(at(parts[0]), kinds::unknown_distribution, text(parts[0]));
      diagnostic.hint("there are `uniform`, `normal`, `lognormal`, `triangular` and `choice`");
      suggest(diagnostic, at(parts[0]), text(parts[0]), known);
      return {};
    }
    const NodeId last = parts[parts.size() - 1];
    const NodeId peak = file_.kind(last) == NodeKind::peak ? last : NodeId{};
    const bool is_range = file_.kind(parts[1]) == NodeKind::range;
    if ((*kind == Distribution::Kind::choice) == is_range) {
      cx_.sink->report(at(node), kinds::wrong_spread, text(parts[0]), is_range ? "values with their weights" : "a range")
          .hint(is_range ? "such as `choice { 5min 3, 10min 1 }`" : fmt::format("such as `{} 5min..20min`", text(parts[0])));
      return {};
    }
    if (peak && *kind != Distribution::Kind::triangular) reportNeedless(peak, "peak", fmt::format("`{}`", text(parts[0])));
    return is_range ? readSpread(*kind, node, peak, step) : readChoice(node, step);
  }

  void reportWanted(NodeId node, std::string_view clause, std::string_view example) {
    const std::string_view name = text(Children(file_, node)[0]);
    cx_.sink->report(at(node), kinds::clause_wanted, name, clause).hint(std::string(example));
  }

  program::Domain readSpread(Distribution::Kind kind, NodeId node, NodeId peak, NodeId step) {
    const Children parts(file_, node);
    Distribution result;
    result.kind = kind;
    auto ends = readEnds(parts[1]);
    if (!ends) return {};
    if (ends->low == ends->high) {
      cx_.sink->report(at(parts[1]), kinds::nothing_uncertain, text(parts[1]))
          .hint(fmt::format("what is known is a value: leave `~ {}` out", text(parts[0])));
      return {};
    }
    if (kind == Distribution::Kind::lognormal && sgn(ends->low) <= 0) {
      cx_.sink->report(at(ends->low_node), kinds::not_above_zero, "the low end of a `lognormal`", quoted(text(ends->low_node)));
      return {};
    }
    if (!step) reportWanted(node, "step", "its draws are exact: say on which step they lie, `step 1k`");
    auto size = step ? readStep(step) : std::nullopt;
    if (!size) return {};
    // Draws lie on multiples of the step, and no further than the ends.
    const bool has_ends = kind == Distribution::Kind::uniform || kind == Distribution::Kind::triangular;
    for (const auto& [end, end_node] : {std::pair(ends->low, ends->low_node), std::pair(ends->high, ends->high_node)}) {
      if (has_ends && !divides(step, *size, 0, "0", end, end_node)) return {};
    }
    if (kind == Distribution::Kind::triangular && !readPeak(node, peak, *ends, result)) return {};
    result.low = std::move(ends->low);
    result.high = std::move(ends->high);
    result.step = std::move(*size);
    return result;
  }

  bool readPeak(NodeId node, NodeId peak, const Ends& ends, Distribution& result) {
    if (!peak) {
      reportWanted(node, "peak", "say which value is likeliest: `triangular 5..20 peak 10`");
      return false;
    }
    const NodeId top = Children(file_, peak)[0];
    auto number = readNumber(top, top, "peak");
    if (!number) return false;
    if (*number < ends.low || *number > ends.high) {
      cx_.sink->report(at(peak), kinds::out_of_range, text(peak), text(Children(file_, node)[1]));
      return false;
    }
    result.peak = std::move(number);
    return true;
  }

  program::Domain readChoice(NodeId node, NodeId step) {
    if (step) reportNeedless(step, "step", "`choice`, whose values stand there");
    if (!isCountable(node)) return {};
    MemberList known;
    std::vector<Weight> weights;
    for (NodeId part : Children(file_, node)) {
      if (file_.kind(part) != NodeKind::weight) continue;
      const Children pair(file_, part);
      addMember(known, pair[0], "choice");
      if (auto weight = readWeight(cx_, env_, pair[1])) weights.push_back(std::move(*weight));
    }
    if (weights.size() != known.values.size() || weights.empty()) return {};
    Distribution result;
    result.kind = Distribution::Kind::choice;
    result.values = std::move(known.values);
    auto shares = sharesOf(cx_, env_, node, name_, weights);
    if (!shares) return {};
    result.weights = std::move(*shares);
    return result;
  }

  // --- what it is, among what it may be ---

  void checkValue(Value value, NodeId domain, const program::Domain& read) {
    if (value.isError() || std::holds_alternative<std::monostate>(read) || std::holds_alternative<program::SkuSet>(read)) return;
    if (!isLike(value)) {
      reportMismatch(cx_, value.span, fmt::format("the value of `{}`", name_), values_.declared, value);
      return;
    }
    const ParameterValue given = parameterValue(cx_, value);
    if (std::holds_alternative<std::monostate>(given)) return;
    if (const auto* range = std::get_if<program::Interval>(&read)) return checkInRange(value, std::get<Rational>(given), *range, domain);
    if (const auto* members = std::get_if<program::Members>(&read)) return checkMember(value, given, members->values, domain);
    if (const auto* spread = std::get_if<Distribution>(&read)) checkSpread(value, given, *spread, domain);
  }

  void reportOutside(const Value& value, NodeId range) {
    cx_.sink->report(value.span, kinds::out_of_range, name_, text(range)).label(values_.decl->span, "declared here");
  }

  void checkInRange(const Value& value, const Rational& number, const program::Interval& range, NodeId node) {
    if (number < range.low || number > range.high) return reportOutside(value, node);
    if (!range.step || base::isWhole((number - range.low) / *range.step)) return;
    const Span declared = values_.decl->scope->module->tree.span(values_.decl->node);
    Span steps = at(node);
    steps.end = declared.end;
    cx_.sink->report(value.span, kinds::off_step, name_, cx_.sources.text(steps))
        .label(values_.decl->span, "declared here")
        .hint(fmt::format("it goes from `{}` up by one step after the other", text(Children(file_, node)[0])));
  }

  void checkMember(const Value& value, const ParameterValue& given, const std::vector<ParameterValue>& values, NodeId node) {
    if (std::find(values.begin(), values.end(), given) != values.end()) return;
    const std::string_view set = text(node);
    cx_.sink->report(value.span, kinds::not_a_member, name_, set.substr(set.find('{'))).label(values_.decl->span, "declared here");
  }

  void checkSpread(const Value& value, const ParameterValue& given, const Distribution& spread, NodeId node) {
    if (spread.kind == Distribution::Kind::choice) return checkMember(value, given, spread.values, node);
    const Rational& number = std::get<Rational>(given);
    const bool is_outside = number < spread.low || number > spread.high;
    if (spread.kind == Distribution::Kind::lognormal && sgn(number) <= 0) {
      cx_.sink->report(value.span, kinds::not_above_zero, "what is `lognormal`", quoted(cx_.sources.text(value.span)));
    } else if (is_outside && spread.kind != Distribution::Kind::lognormal && spread.kind != Distribution::Kind::normal) {
      reportOutside(value, Children(file_, node)[1]);
    }
  }

  Library& cx_;
  const Env& env_;
  const ParamValues& values_;
  const ast::File& file_;
  const std::string& name_;
  Type like_;
};

}  // namespace

ReadDomain readDomain(Library& cx, const Env& env, const ParamValues& values) { return DomainReader(cx, env, values).read(); }

void checkAxisValues(Library& cx, const Env& env, const ParamValues& values, NodeId domain, NodeId step) {
  DomainReader(cx, env, values).readAxis(domain, step);
}

}  // namespace smcost::check
