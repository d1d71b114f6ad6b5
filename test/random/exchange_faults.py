"""Faults in what a bill comes to in another currency."""

EXCHANGE = "lang/check/library/exchange.cpp"
CURRENCY = ["run/in_another_currency.test"]

FAULTS = [
    ("exchange: a rate holds longer than its month", "lang/program/exchange.cpp", "rate.until_day.value_or(calendar::monthsLater(calendar::dayOf(first), 1))",
     "rate.until_day.value_or(UINT32_MAX)", CURRENCY),
    ("exchange: the next rate ends none", "lang/program/exchange.cpp", "which + 1 < rates.size() ? std::min(end, rates[which + 1].from_day) : end", "end",
     CURRENCY),
    ("exchange: the rate of the first day", EXCHANGE, "period.days.get_num().get_ui()) - 1;", "0U * period.days.get_num().get_ui());", CURRENCY),
    ("exchange: any pair will do", EXCHANGE, "rate->from == from && rate->to == to", "rate->to == to", CURRENCY),
    ("exchange: the sum at the last rate", "runtime/report/converted.cpp", "converted.total += converted.months.back().total;",
     "converted.total = converted.months.back().total;", CURRENCY),
]
