// `allowance` and `plan` declarations: what is free for a while, and what is cheaper for
// whoever commits to it.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

base::Rational percentOf(Library& cx, const ast::File& file, NodeId percent) {
  return valueOf(readDigits(cx.text(file, Children(file, percent)[0]))) / 100;
}

namespace {

// `2 months` as a whole number of months, at least 1.
std::optional<uint32_t> wholeMonths(Library& cx, const Scope& scope, NodeId quantity, std::string_view what) {
  Span at = scope.module->tree.span(quantity);
  if (!cx.has_calendar) {
    cx.sink->report(at, kinds::unknown_type, "Month").hint("it needs `dimension Time`, `Day` and `Month`");
    return std::nullopt;
  }
  auto months = constantOf(cx, scope, quantity, cx.month, what);
  if (!months) return std::nullopt;
  constexpr int kMostMonths = 1200;
  if (base::isWhole(*months) && *months >= 1 && *months <= kMostMonths) return static_cast<uint32_t>(months->get_num().get_ui());
  cx.sink->report(at, kinds::wrong_type, "a whole number of months, at least 1", fmt::format("`{}`", cx.sources.text(at)));
  return std::nullopt;
}

// `METER(KEY, KEY)`: what an allowance is good for. All its meters measure the same.
bool readCover(Library& cx, const Scope& scope, NodeId node, program::Allowance& allowance) {
  const ast::File& file = scope.module->tree;
  Children parts(file, node);
  const Decl* decl = findNamed(cx, scope, Space::meter, parts[0], kinds::unknown_meter);
  if (!decl) return false;
  const MeterInfo& meter = cx.meters[decl->index];
  program::Cover cover;
  cover.meter = meter.id;
  for (size_t i = 1; i < parts.size(); ++i) {
    if (meter.key.kind == Kind::error) {
      cx.sink->report(file.span(node), kinds::wrong_argument_count, meter.name, size_t{0}, parts.size() - 1);
      return false;
    }
    program::KeyId key = readMeterKey(cx, scope, parts[i], meter);
    if (!key) return false;
    cover.keys.push_back(key);
  }
  if (!allowance.covers.empty()) {
    const program::Meter& first = cx.program.meters[allowance.covers.front().meter.value];
    if (first.dimension != meter.dimension) {
      Value wanted = zeroOf(cx, first.dimension), found = zeroOf(cx, meter.dimension);
      reportMismatch(cx, file.span(node), "the meters of an allowance measure the same", wanted, found);
      return false;
    }
  }
  allowance.covers.push_back(std::move(cover));
  return true;
}

}  // namespace

void declareAllowance(Library& cx, const Decl& decl) {
  const Scope& scope = *decl.scope;
  const ast::File& file = scope.module->tree;
  program::Allowance allowance;
  allowance.name = decl.name;
  allowance.span = decl.span;
  Children parts(file, decl.node);
  bool sound = true;
  for (NodeId part : parts) {
    switch (file.kind(part)) {
      case NodeKind::trial:
        allowance.trial_months = wholeMonths(cx, scope, Children(file, part)[0], "a trial").value_or(1);
        break;
      case NodeKind::cover: sound = readCover(cx, scope, part, allowance) && sound; break;
      default: break;
    }
  }
  allowance.text = fmt::format("{} {}", cx.text(file, parts[1]), cx.text(file, parts[2]));
  if (sound) {
    const MeterInfo& meter = cx.meters[allowance.covers.front().meter.value];
    const MeteredAmount amount = constantQuantity(cx, scope, parts[1], meter, "an allowance").value_or(MeteredAmount{1, false});
    allowance.quantity = amount.number;
    if (amount.is_of_month) cx.monthly_allowances.push_back(decl.index);
    if (sgn(allowance.quantity) <= 0) {
      cx.sink->report(file.span(parts[1]), kinds::not_above_zero, "an allowance", fmt::format("`{}`", cx.text(file, parts[1])));
    }
  } else {
    allowance.covers.clear();
  }
  cx.program.allowances.own(decl.index) = std::move(allowance);
}

// Of allowances that exclude each other one holds; each knows the others.
void declareAllowanceClauses(Library& cx, const Decl& decl) {
  const ast::File& file = decl.scope->module->tree;
  auto add = [&](uint32_t a, uint32_t b) {
    if (a < cx.program.allowances.firstOwn()) cx.program.allowances.edit();
    auto& others = cx.program.allowances.own(a).excludes;
    if (std::find(others.begin(), others.end(), b) == others.end()) others.push_back(b);
  };
  for (NodeId part : Children(file, decl.node)) {
    const bool is_order = file.kind(part) == NodeKind::after;
    if (!is_order && file.kind(part) != NodeKind::excludes) continue;
    for (NodeId name : Children(file, part)) {
      const Decl* other = findNamed(cx, *decl.scope, Space::allowance, name, kinds::unknown_allowance);
      if (other && is_order) cx.said_after.emplace_back(decl.index, other->index);
      if (!other || is_order || other->index == decl.index) continue;
      add(decl.index, other->index);
      add(other->index, decl.index);
    }
  }
}

std::optional<uint32_t> allowanceNamed(Library& cx, const Scope& scope, NodeId name) {
  const Decl* decl = findNamed(cx, scope, Space::allowance, name, kinds::unknown_allowance);
  return decl ? std::optional(decl->index) : std::nullopt;
}

void declarePlan(Library& cx, const Decl& decl) {
  const Scope& scope = *decl.scope;
  const ast::File& file = scope.module->tree;
  program::Plan& plan = cx.program.plans.own(decl.index);
  plan.name = decl.name;
  plan.span = decl.span;
  Children parts(file, decl.node);
  for (size_t i = 1; i < parts.size(); ++i) {
    Children inside(file, parts[i]);
    switch (file.kind(parts[i])) {
      case NodeKind::path:
        if (const Decl* meter = findNamed(cx, scope, Space::meter, parts[i], kinds::unknown_meter)) {
          plan.covers.push_back(cx.meters[meter->index].id);
        }
        break;
      case NodeKind::plan_term:
        if (auto months = wholeMonths(cx, scope, inside[0], "the term of a plan")) plan.terms.push_back(*months);
        break;
      case NodeKind::payment: {
        program::Payment payment;
        payment.name = std::string(cx.text(file, inside[0]));
        if (inside.size() > 1) {
          payment.upfront = percentOf(cx, file, inside[1]);
          if (payment.upfront > 1) {
            cx.sink->report(file.span(inside[1]), kinds::wrong_type, "at most 100 %", fmt::format("`{}`", cx.text(file, inside[1])));
          }
        }
        plan.payments.push_back(std::move(payment));
        break;
      }
      default: break;
    }
  }
  // What is committed is metered too, in money.
  MeterInfo& info = cx.meters.own(plan.meter.value);
  program::Meter& meter = cx.program.meters.own(plan.meter.value);
  info.id = plan.meter;
  info.name = meter.name = decl.name;
  info.decl = &decl;
  meter.span = decl.span;
  meter.title = ast::docComment(file, cx.sources.file(file.source).text(), file.node(decl.node).begin);
  meter.title = meter.title.substr(0, meter.title.find('\n'));
  meter.plan = program::PlanId{decl.index};
}

namespace {

void notePayment(Library& cx, const Decl& plan, Span at) {
  const ast::File& file = plan.scope->module->tree;
  for (const NodeId part : Children(file, plan.node)) {
    if (file.kind(part) != NodeKind::payment) continue;
    const NodeId name = Children(file, part)[0];
    if (cx.text(file, name) == cx.sources.text(at)) cx.options.mentions->note(at, SymbolKind::payment, file, name);
  }
}

}  // namespace

program::OfferId offerOf(Library& cx, const Scope& scope, NodeId plan_ref) {
  const ast::File& file = scope.module->tree;
  Children parts(file, plan_ref);
  const Decl* decl = findNamed(cx, scope, Space::plan, parts[0], kinds::unknown_plan);
  if (!decl) return {};
  const program::Plan& plan = cx.program.plans[decl->index];
  auto months = wholeMonths(cx, scope, Children(file, parts[1])[0], "the term of a plan");
  if (!months) return {};
  program::Offer offer;
  offer.plan = program::PlanId{decl->index};
  offer.months = *months;
  std::string_view name = cx.text(file, parts[2]);
  while (offer.payment < plan.payments.size() && plan.payments[offer.payment].name != name) ++offer.payment;
  bool has_term = std::find(plan.terms.begin(), plan.terms.end(), *months) != plan.terms.end();
  if (!has_term || offer.payment == plan.payments.size()) {
    NodeId wrong = has_term ? parts[2] : parts[1];
    auto& diagnostic = cx.sink->report(file.span(wrong), kinds::unknown_offer, plan.name, fmt::format("`{}`", cx.text(file, wrong)));
    diagnostic.label(decl->span, "what is sold stands here");
    std::vector<std::string> known;
    for (const program::Payment& payment : plan.payments) known.push_back(payment.name);
    if (has_term) suggest(diagnostic, file.span(wrong), name, known);
    return {};
  }
  if (cx.options.mentions) notePayment(cx, *decl, file.span(parts[2]));
  offer.text = fmt::format("{} {}, {}", plan.name, cx.text(file, parts[1]), name);
  for (uint32_t i = 0; i < cx.program.offers.size(); ++i) {
    const program::Offer& known = cx.program.offers[i];
    if (known.plan == offer.plan && known.months == offer.months && known.payment == offer.payment) return {i};
  }
  cx.program.offers.push_back(std::move(offer));
  return {static_cast<uint32_t>(cx.program.offers.size() - 1)};
}

}  // namespace smcost::check
