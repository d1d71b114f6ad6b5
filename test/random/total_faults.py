"""One-line faults in rules and in the algebra of expressions that show in the bill as a function. See seeded_faults.py for the form."""

NODES = "runtime/rating/nodes.cpp"
GIVEN = "runtime/rating/rules/allowances.h"
COMMIT = "runtime/rating/rules/commitments.h"
SLICES = "runtime/rating/rules/slices.h"
ROWS = "compiler/total/rows.cpp"
TOTAL = "compiler/total/total.cpp"

# name, file, text to find (exactly once), text in its place, tests.
FAULTS = [
    ("nodes: a quotient of nothing fails", NODES, "return select(less(constant(0), y), make(Op::div, x, y), constant(0));",
     "return make(Op::div, x, y);", ["unit.total_test", "random_functions"]),
    ("nodes: a known divisor multiplies", NODES, "constant(1 / pool_->constantValue(y))", "y", ["random_functions"]),
    ("nodes: nothing less something is nothing", NODES, "return x == y ? constant(0)", "return x == y || knownZero(x) ? constant(0)", ["random_functions"]),
    ("nodes: a product with nothing is the other", NODES, "knownZero(x) || knownZero(y) ? constant(0) : make(Op::mul, x, y)",
     "knownZero(y) ? x : make(Op::mul, x, y)", ["unit.total_test", "random_functions"]),
    ("rules: offers that tie are asked twice at most", COMMIT, "if (!any) return;", "if (!any || round == 1) return;",
     ["random_functions", "random_bills"]),
    ("rules: an offer alone gives what it has not", COMMIT, "algebra_.less(has, wanted)", "algebra_.less(has, algebra_.sub(wanted, has))",
     ["random_functions", "random_bills"]),
    ("rules: a pool that is one part of several", SLICES, "if (parts_of[i].size() == 1) {", "if (parts_of[i].size() <= 2) {", ["random_functions", "random_bills"]),
    ("rules: what an allowance took is left", GIVEN, "algebra_.takeFrom(pool.rest, taken);", "", ["unit.total_test", "random_bills"]),
    ("total: rows that fail are not asked", ROWS, "if (one.can_fail) to_.require", "if (one.can_fail && outputs.empty()) to_.require",
     ["random_functions"]),
    ("total: a requirement is forgotten", ROWS, "to_.require(written(requirement.condition).id", "if (false) to_.require(written(requirement.condition).id",
     ["random_functions"]),
    ("total: usage below zero is billed", TOTAL, "nodes_.lessEqual(constant(0), outputs_.at({table, row})[line.quantity])", "constant(1)",
     ["unit.total_test", "random_functions"]),
    ("total: what is free counts as it stands too", TOTAL, "      group[row] = kNoIndex;\n    }\n    const runtime::ResultColumn& column",
     "    }\n    const runtime::ResultColumn& column", ["unit.total_test", "random_functions"]),
    ("total: fixed rows beside free ones cost nothing", TOTAL, "return constant(costs.sumByGroup(group, 1).front());", "return constant(0);",
     ["random_functions"]),
    ("total: a line has all of its part", TOTAL, "if (quantity == parts_[part].metered) return", "if (quantity != parts_[part].metered) return",
     ["unit.total_test", "random_functions"]),
    ("total: a commitment's line is what was used", TOTAL, "slices_.commitments[i].unused", "slices_.commitments[i].used", ["random_functions"]),
    ("total: commitments are on no invoice", TOTAL, "invoice.emplace(runtime::invoicePlace(i), committed_[i]);", "invoice.emplace(runtime::invoicePlace(i), constant(0));",
     ["random_functions"]),
    ("total: a price that changes has one part", TOTAL, "base::Rational(part.share * priceOf(part.row))", "base::Rational(priceOf(part.row))", ["random_functions"]),
]
