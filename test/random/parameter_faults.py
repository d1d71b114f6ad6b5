"""One-line faults in what a `param` may be, and in what is drawn of it. See seeded_faults.py for the form."""

DOMAINS = "lang/check/library/domains.cpp"
WEIGHTS = "lang/check/library/weights.cpp"
PARAMS = "lang/check/library/params.cpp"
SETS = "lang/check/asks/sku_sets.cpp"
PRICED = "compiler/session/queries.cpp"
READING = "lang/syntax/reading.h"
QUANTILES = "runtime/draws/quantiles.cpp"
TABLE = "runtime/draws/table.cpp"
DRAWS = "runtime/draws/draws.cpp"
PHILOX = "runtime/draws/philox.h"
WRONG = ["check/fail_param_domains.smcost"]
GIVEN = ["check/fail_param_given.test"]
DATA = ["check/param_domains.smcost"]
TABLES = ["unit.draws_test", "unit.draw_tables"]

FAULTS = [
    ("param: what stands behind `in` is compared", READING, "value.kind != NodeKind::compare || value.first != mark", "value.first != mark || true", DATA),
    ("param: a value given is not looked at", DOMAINS, "if (cx_.sink->errorCount() == errors && values_.in_force.span != values_.declared.span) {",
     "if (cx_.sink->errorCount() != errors) {", GIVEN),
    ("param: a step may miss the end", DOMAINS, "if (base::isWhole(count)) return true;", "if (count >= 0) return true;", WRONG),
    ("param: a value may lie between two steps", DOMAINS, "base::isWhole((number - range.low) / *range.step)", "number >= range.low", WRONG),
    ("param: values stand between multiples of the step", DOMAINS, "base::isWhole((number - range.low) / *range.step)", "base::isWhole(number / *range.step)",
     DATA + GIVEN),
    ("param: 60 minutes are another value than an hour", DOMAINS, "known.places.try_emplace(identityOf(value), at(node))", "known.places.try_emplace(std::string(text(node)), at(node))", WRONG),
    ("param: weights are not divided", WEIGHTS, "for (const Weight& weight : weights) unit = base::gcd(unit, weight.number);", "unit = weights.front().number;", DATA),
    ("param: percentages come to what they may", WEIGHTS, "if (sum == 1) return true;", "if (sum <= 1) return true;", WRONG),
    ("param: a percentage is a number", DOMAINS, "if (value.number().percent != other.percent) return false;", "", WRONG),
    ("param: its name is that in its own file", PARAMS, "return fmt::format(\"{}.{}\", cx.program.included[decl.scope->file].name, decl.name);", "return decl.name;", GIVEN),
    ("param: what is declared is in force", PARAMS, "parameter.value = parameterValue(cx, value);", "parameter.value = parameterValue(cx, values.declared);", GIVEN),
    ("param: any SKU of a query's rows matches", SETS, "(asks_prices || matches(cx, query, row))", "(asks_prices || row < query.rows.size())",
     ["check/fail_param_sku_set.smcost"]),
    ("param: prices are not asked", PRICED, "std::none_of(query.prices.begin()", "query.rows.empty() || std::any_of(query.prices.begin()", ["run/sku_sets.test"]),
    ("draws: a normal's percentiles are those of 10 %", QUANTILES, "Rational fifth() { return {1, 20}; }", "Rational fifth() { return {1, 10}; }", TABLES),
    ("draws: quantiles are not those in the middle", QUANTILES, "return {2 * i + 1, 2 * kQuantiles};", "return {2 * i + 1, 2 * kQuantiles + 2};", TABLES),
    ("draws: the logarithm is linear", QUANTILES, "if (scale == Scale::logarithmic) {\n    mpfr_exp", "if (scale != Scale::logarithmic) {\n    mpfr_exp", TABLES),
    ("draws: tails are not turned round", QUANTILES, "if (is_below) mpfr_neg(part.get()", "if (!is_below) mpfr_neg(part.get()", TABLES),
    ("draws: a root is cut", QUANTILES, "if (square > middle || (square == middle && !is_even)) ++root;", "if (square > middle * 4) ++root;", TABLES),
    ("draws: the two sides of a triangle are one", QUANTILES, "roundedRoot(rest * width * above, high)", "roundedRoot(rest * width * below, high)", TABLES),
    ("draws: the last step is never drawn", TABLE, "const Integer count = high - low + 1;", "const Integer count = high - low;", TABLES),
    ("draws: weights are not heeded", TABLE, "distribution.weights[i], distribution.values[i]", "1, distribution.values[i]", TABLES),
    ("draws: nine rounds", PHILOX, "kRounds = 10", "kRounds = 9", TABLES),
    ("draws: the seed says nothing", DRAWS, "{lowOf(seed), highOf(seed)}", "{lowOf(0 * seed), highOf(0 * seed)}", TABLES),
    ("draws: all parameters are drawn alike", DRAWS, "lowOf(stream), highOf(stream)}", "lowOf(0 * stream), 0}", TABLES),
    ("draws: words have a surplus", DRAWS, "if (lowOf(product) >= surplus)", "if (lowOf(product) >= 0 * surplus)", TABLES),
]
