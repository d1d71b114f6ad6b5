// `currency EUR at rates "ecb.smcost"`: in what a bill is shown beside its own currency. A rate holds from its day until the next
// one of its pair and no longer than its month, or as it says: no rate holds of a day that nobody stated. Nothing is inverted,
// and nothing goes through a third currency.

#include <fmt/format.h>

#include <algorithm>

#include "lang/calendar/dates.h"
#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

std::optional<program::ExchangeRate> readRate(Library& cx, const Scope& scope, NodeId node) {
  const ast::File& file = scope.module->tree;
  const Children parts(file, node);
  program::ExchangeRate rate;
  rate.span = file.span(node);
  rate.from = cx.text(file, parts[0]);
  rate.to = cx.text(file, parts[1]);
  for (const NodeId part : {parts[0], parts[1]}) {
    if (units::findCurrency(cx.dimensions(), cx.text(file, part))) continue;
    cx.sink->report(file.span(part), kinds::unknown_unit, cx.text(file, part));
    return std::nullopt;
  }
  rate.rate = valueOf(readDigits(cx.text(file, parts[2])));
  if (sgn(rate.rate) <= 0) {
    cx.sink->report(file.span(parts[2]), kinds::not_above_zero, "a rate of exchange", fmt::format("`{}`", cx.text(file, parts[2])));
    return std::nullopt;
  }
  std::optional<uint32_t> from_day;
  for (size_t i = 3; i < parts.size(); ++i) {
    const NodeId inner = Children(file, parts[i])[0];
    const Span at = file.span(inner);
    if (file.kind(parts[i]) == NodeKind::from_clause) from_day = dateDay(cx, at, cx.text(file, inner));
    if (file.kind(parts[i]) == NodeKind::until_clause) rate.until_day = dateDay(cx, at, cx.text(file, inner));
    if (file.kind(parts[i]) != NodeKind::source_clause) continue;
    rate.source = cx.text(file, inner);
    if (findAt(cx, scope, Space::source, inner)) continue;
    suggest(cx.sink->report(at, kinds::unknown_name, rate.source), at, rate.source, namesIn(cx, scope, Space::source));
  }
  if (!from_day) return std::nullopt;
  rate.from_day = *from_day;
  checkValidity(cx, from_day, rate.until_day, rate.span, "a rate of exchange");
  return rate;
}

// Those of all files that the bill knows, of the pair, in order of their days.
std::vector<program::ExchangeRate> ratesOf(Library& cx, std::string_view from, std::string_view to) {
  std::vector<program::ExchangeRate> rates;
  const size_t scopes = cx.scopes.size();
  for (size_t i = 0; i < scopes; ++i) {
    const Scope& scope = cx.scopes[i];
    for (const NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) != NodeKind::exchange_decl) continue;
      std::optional<program::ExchangeRate> rate = readRate(cx, scope, item);
      if (rate && rate->from == from && rate->to == to) rates.push_back(std::move(*rate));
    }
  }
  std::stable_sort(rates.begin(), rates.end(), [](const auto& a, const auto& b) { return a.from_day < b.from_day; });
  for (size_t i = 1; i < rates.size(); ++i) {
    if (rates[i].from_day != rates[i - 1].from_day) continue;
    cx.sink->report(rates[i].span, kinds::exchange_twice, from, to, calendar::dateText(rates[i].from_day)).label(rates[i - 1].span, "the other");
  }
  return rates;
}

void reportNoRate(Library& cx, Span at, const std::vector<program::ExchangeRate>& rates, std::string_view from, std::string_view to, uint32_t day) {
  auto& diagnostic = cx.sink->report(at, kinds::no_exchange_rate, from, to, calendar::dateText(day));
  const auto behind = std::find_if(rates.begin(), rates.end(), [&](const auto& rate) { return rate.from_day > day; });
  if (behind != rates.begin()) {
    const auto before = static_cast<size_t>(behind - rates.begin()) - 1;
    diagnostic.label(rates[before].span, fmt::format("no longer than {}", calendar::dateText(program::endOf(rates, before) - 1)));
  }
  if (behind != rates.end()) diagnostic.label(behind->span, "the next");
  diagnostic.hint(fmt::format("a month is converted at the rate of its last day, and a rate holds until the next one, no longer than its month: "
                              "`exchange {}/{} RATE from {} source NAME`", from, to, calendar::dateText(day)));
}

}  // namespace

void settleExchange(Library& cx) {
  const ast::File& file = cx.main->module->tree;
  const auto setting = std::find_if(file.items.begin(), file.items.end(), [&](NodeId item) {
    return file.kind(item) == NodeKind::currency_decl && Children(file, item).size() > 1;
  });
  if (setting == file.items.end() || cx.options.block || cx.options.condition || cx.period_wrong) return;
  const Span at = file.span(*setting);
  const program::Period& period = cx.program.period;
  if (!period.first_day) {
    cx.sink->report(at, kinds::needs_month, "what a bill is in another currency");
    return;
  }
  const std::string_view from = cx.program.names.text(cx.program.currency), to = cx.text(file, Children(file, *setting)[0]);
  const uint32_t last_day = *period.first_day + static_cast<uint32_t>(period.days.get_num().get_ui()) - 1;
  const std::vector<program::ExchangeRate> rates = ratesOf(cx, from, to);
  for (size_t i = 0; i < rates.size(); ++i) {
    if (rates[i].from_day > last_day || program::endOf(rates, i) <= last_day) continue;
    cx.program.exchange = program::Exchange{rates[i], last_day};
    return;
  }
  reportNoRate(cx, at, rates, from, to, last_day);
}

}  // namespace smcost::check
