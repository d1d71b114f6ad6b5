"""One-line faults in catalog, rating, difference and the checker's order of allowances. See seeded_faults.py for
the form."""

CATALOG = "runtime/catalog/catalog.cpp"
PERIODS = "lang/calendar/periods.cpp"
DECLARED = "lang/program/price_declarations.h"
METERING = "lang/check/statements/metering.cpp"
METERS = "lang/check/library/declare_meters.cpp"
CHANGES = "runtime/catalog/price_changes.cpp"
ALLOWED = "runtime/catalog/allowances.cpp"
SLICES = "runtime/rating/slices.cpp"
POOLS = "runtime/rating/pools.cpp"
COMMIT = "runtime/rating/commitments.cpp"
PARTS = "runtime/difference/parts.cpp"
TURNS = "lang/check/library/allowance_turns.cpp"
SPLIT = "runtime/rating/split.cpp"
INVOICE = "runtime/rating/invoice.cpp"

# name, file, text to find (exactly once), text in its place, tests.
FAULTS = [
    ("validity: what has ended holds without a date", PERIODS,
     "if (!period.first_day) return !until_day;", "if (!period.first_day) return true;", ["run/dated_rows.test"]),
    ("validity: a row ends a day late", PERIODS, "period.days <= *until_day", "period.days <= *until_day + 1", ["run/dated_rows.test"]),
    ("validity: a row begins a day early", PERIODS, "first >= *from_day)", "first + 1 >= *from_day)", ["run/dated_rows.test"]),
    ("tiers: at its bound a cliff is over", DECLARED, "all > *row.upper;", "all >= *row.upper;", ["run/cliff_tiers.smcost"]),
    ("tiers: a cliff is none", DECLARED, "if (row.is_cliff) return", "if (false) return", ["run/cliff_tiers.smcost"]),
    ("granules: the first of several is in force", DECLARED, "one.until_day, period)) return &one;",
     "one.until_day, period) || &one == &all.front()) return &one;", ["run/granularity_by_date.test"]),
    ("granules: one that is not known passes", METERING, "if (granules->empty() || program::inForce(*granules, cx.billedPeriod())) continue;",
     "continue;", ["run/granularity_by_date.test"]),
    ("granules: two on the same days", METERS, "overlaps); other != all.end()) {", "overlaps); false) {", ["check/fail_two_granularities.test"]),
    ("catalog: the last tier may end", CATALOG, "== 0 && !program_.rates[rate.rows.back().value].upper;", "== 0;", ["run/tiers.smcost"]),
    ("catalog: overlapping tiers pass", CATALOG, "*row.upper > next)", "(*row.upper > next && next < 0))", ["run/tiers.smcost"]),
    ("catalog: a first tier above 0 passes", CATALOG, "lowerOf(rate.rows.front()) == 0 &&", "", ["unit.rating_test"]),
    ("catalog: a quote is not replaced", CATALOG, "std::erase_if(rate.rows, isKind(program::RateRow::Kind::quote));", "rate.rows.clear();",
     ["run/free_and_quote.smcost"]),
    ("catalog: rows of other editions", CATALOG, "!row.edition || row.edition == program.edition;", "true;",
     ["stdlib/quoted_prices.smcost", "unit.rating_test"]),
    ("catalog: an allowance of one key is not pooled", CATALOG, "|| free_.contains({rate.meter, rate.key, {}})", "", ["run/allowance.smcost"]),
    ("catalog: an allowance of all keys is not pooled", CATALOG, "free_.contains({rate.meter, {}, {}}) ||", "",
     ["run/allowances_overlap.test"]),
    ("catalog: overlapping days pass", CATALOG, "!both.empty())", "both.size() > 2)", ["run/dated_rows.test"]),
    ("changes: the first second of a row is the period's", CHANGES, "(days.begin - first) * calendar::kSecondsPerDay", "0u * (days.begin - first)",
     ["run/price_change.smcost"]),
    ("changes: a gap passes", CHANGES, "held(id).begin != next ||", "", ["run/price_change.smcost"]),
    ("changes: the last days may be missing", CHANGES, "return next == period.end ? rows", "return next != 0 ? rows", ["run/dated_rows.test"]),
    ("allowances: a trial has a month more", ALLOWED, "billed >= begins + allowance.trial_months", "billed > begins + allowance.trial_months",
     ["run/trials.smcost"]),
    ("allowances: a trial before the account", ALLOWED, "if (billed < begins) return Holding::not_begun;", "", ["run/trials.smcost"]),
    ("allowances: a trial without free_tier", ALLOWED, "!tier.on || ", "", ["run/trials.smcost"]),
    ("allowances: the chosen one does not hold", ALLOWED, "other && !chosen(index)", "other || chosen(index)", ["run/allowances_exclude.smcost"]),
    ("allowances: keys are ignored", ALLOWED, "if (cover.keys.empty()) take(", "take(", ["run/allowance.smcost", "random_bills"]),
    ("slices: a pool without usage pays the minimum", SLICES, "if (pool.metered == 0) return 0;", "", ["run/minimum_without_usage.smcost"]),
    ("slices: no minimum per bill", SLICES, "std::max(quantity, least->quantum)", "quantity", ["run/minimum_without_usage.smcost"]),
    ("slices: an allowance gives more than it has", SLICES, "std::min(total, free) / total", "std::max(total, free) / total", ["random_bills"]),
    ("slices: allowances of a turn each give all", SLICES, "taken * program_.allowances[i].quantity / free", "taken",
     ["run/allowances_overlap.test"]),
    ("slices: turns are forgotten", SLICES, "turns[program_.allowances[use.allowance].turn]", "turns[use.allowance]",
     ["run/allowances_overlap.test"]),
    ("tiers: one has all above it", DECLARED, "base::Rational(*row.upper - row.lower)", "base::Rational(all - row.lower)",
     ["run/tiers.smcost", "random_bills"]),
    ("tiers: one forgets what lies below", DECLARED, ": base::Rational(all - row.lower)", ": base::Rational(all)", ["run/tiers.smcost", "random_bills"]),
    ("pools: what is unused is lost", POOLS, "Reason::unused, i, {}, use.unused, use.unused", "Reason::unused, i, {}, use.unused, 0",
     ["run/commitments.smcost"]),
    ("commitments: the lowest discount first", COMMIT, "return a.discount > b.discount;", "return a.discount < b.discount;",
     ["run/commitments.smcost", "random_bills"]),
    ("commitments: the highest rate first", COMMIT, "return a.rate < b.rate;", "return a.rate > b.rate;", ["random_bills"]),
    ("commitments: the first offer takes all", COMMIT, "money[{one.part, one.slice}] += left[one.offer];",
     "money.try_emplace({one.part, one.slice}, left[one.offer]);", ["run/commitments_tie.test"]),
    ("commitments: who is short gives nothing", COMMIT, "base::Rational(wanted[i] * has / all) : wanted[i]", "base::Rational(0) : wanted[i]",
     ["run/commitments.smcost", "random_bills"]),
    ("commitments: no second asking", COMMIT, "while (coverAlike(alike, hour.span, count, open, left)) {}", "coverAlike(alike, hour.span, count, open, left);",
     ["run/commitments_tie.test", "random_bills"]),
    ("commitments: one hour of a kind", COMMIT, "one.covered[span] += covered * count;", "one.covered[span] += covered;", ["run/commitments.smcost"]),
    ("commitments: one offer bought twice is used twice", COMMIT, "base::Rational(an_hour_[commitment] / all)", "base::Rational(1)",
     ["run/commitments_tie.test"]),
    ("parts: structure has the wrong sign", PARTS, "parts.structure = after - before;", "parts.structure = before - after;",
     ["report/difference_of_lines_of_one_bill.test"]),
    ("parts: a line of one bill is a price", PARTS, "parts.structure = after - before;", "parts.price = after - before;",
     ["report/difference_of_lines_of_one_bill.test"]),
    ("parts: a line of one bill is split like a kept one", PARTS,
     "      parts.structure = after - before;\n", "      parts.quantity = -before;\n      parts.price = after;\n",
     ["report/difference_of_lines_of_one_bill.test"]),
    ("parts: the whole of a kept line is structure", PARTS, "if (!isKept(line)) {", "if (true) {",
     ["report/difference_of_lines_of_one_bill.test"]),
    ("parts: quantity and price are one another", PARTS, "parts.quantity = partOf(line, kStatements);",
     "parts.quantity = partOf(line, kPrices);", ["report/difference_parts.test"]),
    ("parts: one order of changes only", PARTS, "(factorial(before) * factorial(players - before - 1), factorial(players))",
     "(before == 0 ? factorial(players) : 0, factorial(players))", ["report/difference_of_lines_of_one_bill.test", "report/difference_parts.test"]),
    ("turns: the inner one is taken later", TURNS, "if (a_inside) before_[j].insert(i);", "if (a_inside) before_[i].insert(j);",
     ["run/allowances_overlap.test", "random_bills"]),
    ("turns: overlaps pass", TURNS, "if (!comesBefore(i, j) && !comesBefore(j, i))", "if (comesBefore(i, j) && comesBefore(j, i))",
     ["run/allowances_overlap.test"]),
    ("turns: `after` is before", TURNS, "before_[later].insert(earlier);", "before_[earlier].insert(later);", ["run/allowances_overlap.test"]),
    ("split: the last remainder wins", SPLIT, "remainders[a] > remainders[b]", "remainders[a] < remainders[b]", ["unit.rating_test"]),
    ("invoice: cents are cut", INVOICE, "base::RoundingMode::half_up", "base::RoundingMode::down", ["run/invoice_lines.smcost", "random_bills"]),
]
