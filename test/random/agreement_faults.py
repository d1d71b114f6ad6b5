"""One-line faults in what agreements do to prices and behind the total. See seeded_faults.py for the form."""

APPLIED = "lang/program/agreements.cpp"
CHECKED = "lang/check/library/agreements.cpp"
PAYABLE = "runtime/rating/payable.cpp"
BEHIND = "runtime/rating/rules/invoice.h"
BILL = "runtime/bill/bill.cpp"
OTHERS = "runtime/difference/other_prices.cpp"
PARTS = "runtime/difference/parts.cpp"
DIFFERENCE = "compiler/session/difference.cpp"

# name, file, text to find (exactly once), text in its place, tests.
FAULTS = [
    ("agreements: the part is what is left", APPLIED, "const base::Rational rest = 1 - reduction.part;",
     "const base::Rational rest = reduction.part;", ["run/agreements.smcost", "random_bills"]),
    ("agreements: something is taken off a price of one's own", APPLIED, "if (std::none_of(terms.begin(), terms.end(), same)) terms.push_back(term);",
     "if (!same(term) || true) terms.push_back(term);", ["run/agreements.smcost", "random_bills"]),
    ("agreements: a row without a source is a list's", APPLIED, "if (!row.source) return terms;", "", ["run/agreements.smcost"]),
    ("agreements: a plan's prices are those on demand", APPLIED, "reduction.offer == row.offer &&", "",
     ["run/agreements_and_what_is_pooled.smcost", "random_bills"]),
    ("agreements: every region", APPLIED, "(!reduction.region || reduction.region == row.region)", "true", ["run/agreements_of_one_region.smcost"]),
    ("agreements: every key", APPLIED, "cover->keys.empty() || std::find", "true || std::find", ["random_bills"]),
    ("agreements: the list holds between the days too", APPLIED, "program_.rates.own(id.value).is_replaced = true;", "",
     ["run/agreements.smcost", "random_bills"]),
    ("agreements: days behind the end are lost", APPLIED, "if (next < held.end) addPiece", "if (next > held.end) addPiece",
     ["run/agreements_and_what_is_pooled.smcost", "random_bills"]),
    ("agreements: days before the beginning are reduced", APPLIED, "if (next < begin) addPiece(id, row, held, {next, begin}, nullptr);",
     "if (next < begin) addPiece(id, row, held, {next, begin}, &term);", ["run/agreements_and_what_is_pooled.smcost", "random_bills"]),
    ("agreements: a price of one's own holds all month", APPLIED, "if (days.begin > period.begin) row.from_day = days.begin;", "",
     ["random_bills"]),
    ("agreements: two of one key pass", CHECKED, "if (other != others.end()) reportTwice", "if (other == others.end() && others.size() > 99) reportTwice",
     ["check/fail_agreements.test"]),
    ("agreements: the days do not count", CHECKED, "return begins(a) < ends(b) && begins(b) < ends(a);", "return begins(a) <= begins(a) || ends(b) <= ends(b);",
     ["check/fail_agreements.test", "random_bills"]),
    ("agreements: 110 % passes", CHECKED, "if (part <= 1) return part;", "if (part <= 2) return part;", ["check/fail_agreements.test"]),
    ("agreements: a credit of any currency", CHECKED, "if (other.empty() || value.number().dimension != monthly(other)) continue;", "continue;",
     ["check/fail_agreements.test"]),
    ("payable: a credit gives more than the total", BEHIND,
     "algebra.min(algebra.constant(*offered), total)",
     "algebra.constant(*offered)", ["run/agreements.smcost", "random_bills"]),
    ("payable: tax on the total", BEHIND,
     "behind.tax = algebra.mul(behind.taxed,",
     "behind.tax = algebra.mul(total,",
     ["run/agreements.smcost", "random_bills"]),
    ("payable: tax of the invoice on its total", BEHIND,
     "toCents(algebra, algebra.mul(behind.taxed,",
     "toCents(algebra, algebra.mul(total,", ["random_bills"]),
    ("payable: each credit gives all", PAYABLE,
     "base::Rational(weights[i] * exact.credited / *terms.offered)",
     "base::Rational(exact.credited)",
     ["run/agreements_of_months.test", "random_bills"]),
    ("bill: the list is the net", BILL, "return charge.quantity * program().cells.value(list.price);", "return charge.cost + 0 * program().cells.value(list.price);",
     ["report/agreements.test", "random_bills"]),
    ("diff: the other's agreements are its own", DIFFERENCE, "if (!own_agreements) runtime::takeAgreements", "if (own_agreements) runtime::takeAgreements",
     ["report/difference_of_agreements.test", "random_diffs"]),
    ("diff: agreements never differ", OTHERS, "return termsOf(one) == termsOf(other);", "return true || termsOf(one) == termsOf(other);", ["report/difference_of_agreements.test", "random_diffs"]),
    ("diff: agreements are quantity's", PARTS, "parts.agreements = partOf(line, kAgreements);", "parts.quantity += partOf(line, kAgreements);",
     ["report/difference_of_agreements.test", "random_diffs"]),
]
