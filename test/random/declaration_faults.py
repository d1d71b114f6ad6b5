"""One-line faults where checks go on from what was declared before. See seeded_faults.py for the form."""

MONTHS = "lang/check/library/months.cpp"
OVER_ONE = ["run/months_over_one_reading.smcost"]

FAULTS = [
    ("months: a price per month is none per second", MONTHS, "cells.scaleValue(rate.row.price.scale) / seconds", "cells.scaleValue(rate.row.price.scale)", OVER_ONE),
    ("months: a tier begins at seconds", MONTHS, "rate.row.lower += rate.lower_months * seconds;", "rate.row.lower += rate.lower_months;", OVER_ONE),
    ("months: a tier ends at seconds", MONTHS, "*rate.row.upper += rate.upper_months * seconds;", "*rate.row.upper += rate.upper_months;", OVER_ONE),
    ("months: an allowance of a month is of a second", MONTHS, "allowances[allowance].quantity *= *cx.month_seconds;", "allowances[allowance].quantity *= 1;", OVER_ONE),
    ("months: a quantity is of the average month", "lang/check/statements/metering.cpp",
     "basis.value_or(*cx.month_seconds)", "basis.value_or(2628000)", ["run/month_basis.smcost"]),
    ("declared: what the period decided holds in all", "lang/check/check.cpp",
     "if (!declarations->library.reads_period) return declarations;", "if (declarations) return declarations;", OVER_ONE),
    ("declared: a name that is used stands in place of a statement's", "lang/check/names/names.cpp",
     "if (const Decl* statement = statements ? findIn(*statements, key) : nullptr) return statement;\n  return findIn(scope.names, key);",
     "if (const Decl* name = findIn(scope.names, key)) return name;\n  return statements ? findIn(*statements, key) : nullptr;", ["run/a_statement_over_a_used_name.test"]),
    ("declared: a given value is read once and for all", "lang/check/library/params.cpp",
     "cx.overrides.insert(std::move(given));", "", ["run/params.smcost"]),
    ("agreements: what an earlier call made stays", "lang/program/agreements.cpp",
     "std::erase_if(program_.rates.edit(), isMade);", "program_.rates.edit();", ["random_diffs"]),
]
