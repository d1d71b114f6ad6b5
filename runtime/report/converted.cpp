#include "runtime/report/converted.h"

#include "lang/calendar/dates.h"

namespace smcost::runtime {

std::optional<Converted> convertedOf(const ReportContext& context) {
  Converted converted;
  const auto add = [&](const Bill& bill) {
    const std::optional<program::Exchange>& exchange = bill.program().exchange;
    if (!exchange || exchange->rate.from != bill.currency()) return;
    const base::Rational& rate = exchange->rate.rate;
    converted.currency = exchange->rate.to;
    converted.months.push_back({bill.program().period.name, &*exchange, bill.total() * rate, bill.payable() * rate});
    converted.total += converted.months.back().total;
    converted.payable += converted.months.back().payable;
  };
  if (context.months.empty()) add(*context.bill);
  for (const MonthReport& month : context.months) add(*month.bill);
  const size_t wanted = context.months.empty() ? 1 : context.months.size();
  return converted.months.size() == wanted ? std::optional(std::move(converted)) : std::nullopt;
}

std::string rateText(const program::Exchange& exchange) {
  const program::ExchangeRate& rate = exchange.rate;
  return rate.from + "/" + rate.to + " " + base::toExactString(rate.rate) + " on " + calendar::dateText(exchange.day) + " (from " +
         calendar::dateText(rate.from_day) + ", " + rate.source + ")";
}

}  // namespace smcost::runtime
