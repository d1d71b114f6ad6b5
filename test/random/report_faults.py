"""One-line faults in the reports: a true bill that is told wrongly. See seeded_faults.py for the form."""

FIGURES = "runtime/report/figures.cpp"
TABLES = "runtime/report/bill/tables.cpp"
TEXT = "runtime/report/bill/text.cpp"
JSON = "runtime/report/bill/json.cpp"
AMOUNTS = "runtime/report/amounts.cpp"
DIFFERENCE = "runtime/report/changes/difference.cpp"
BILL = "runtime/bill/bill.cpp"
INVOICE = "runtime/rating/invoice.cpp"

FAULTS = [
    ("report: a cell has the quantity of the row above", BILL,
     "outputs[usage.quantity].value(statement.row);",
     "outputs[usage.quantity].value(statement.row > 0 ? statement.row - 1 : 0);", ["report/each_row_its_own_figures.test"]),
    ("report: a line has the region of the file", BILL,
     "line.region = program().regionOf(usage_table, statement.row);", "line.region = program().region;",
     ["report/each_row_its_own_figures.test"]),
    ("report: a charge shows the quantity of its line", TEXT,
     'add("", "", measure(context, line, charge.quantity).text(), price, bill.listCost(charge), charge.cost);',
     'add("", "", measure(context, line, line.quantity).text(), price, bill.listCost(charge), charge.cost);',
     ["report/each_row_its_own_figures.test"]),
    ("report: a charge shows the cost of its line", TEXT,
     "price, bill.listCost(charge), charge.cost);", "price, bill.listCost(charge), line.cost);", ["report/each_row_its_own_figures.test"]),
    ("report: the subtotal is the bill's", TEXT,
     "list_sum, bill.total(statement));", "list_sum, bill.total());", ["report/each_row_its_own_figures.test"]),
    ("report: the invoice total is the exact one", TEXT,
     "money(invoiceTotal(context)) << ' ' << currency;", "money(sum) << ' ' << currency;",
     ["report/each_row_its_own_figures.test"]),
    ("report: one digit behind the point", FIGURES,
     'if (text.size() - point == 2) text += "0";', "", ["report/each_row_its_own_figures.test"]),
    ("report: a measure forgets its unit's size", FIGURES,
     "return {quantity / reads.quantity_unit_scale, reads.quantity_unit, {}};", "return {quantity, reads.quantity_unit, {}};",
     ["report/each_row_its_own_figures.test"]),
    ("csv: a record has the quantity of its line", TABLES,
     "const Measured quantity = measure(context, line, charge.quantity);",
     "const Measured quantity = measure(context, line, line.quantity);", ["report/each_row_its_own_figures.test"]),
    ("csv: the cost column is the line's", TABLES,
     "base::toFixed(charge.cost, kShownDigits) << ','", "base::toFixed(line.cost, kShownDigits) << ','",
     ["report/each_row_its_own_figures.test"]),
    ("csv: the exact cost is the shown one", TABLES,
     "base::toExactString(charge.cost) << ','", "base::toFixed(charge.cost, kShownDigits) << ','", ["report/csv.test"]),
    ("markdown: the total is the invoice's", TABLES,
     ' | **" << money(bill.total()) << "** |', ' | **" << money(bill.invoiceTotal()) << "** |',
     ["report/markdown.test"]),
    ("json: exact is the decimal", AMOUNTS,
     '{{"exact", base::toExactString(value)},', '{{"exact", base::toFixed(value, kShownDigits)},', ["report/json.test"]),
    ("json: a charge has the cost of its line", JSON,
     'json["cost"] = amountJson(charge.cost);', 'json["cost"] = amountJson(line.cost);', ["report/json.test"]),
    ("json: a workload's invoice is its total", JSON,
     '{"invoice", amountJson(invoiced[i])}', '{"invoice", amountJson(sum)}', ["report/each_row_its_own_figures.test"]),
    ("json: an invoice line's amount is not rounded", JSON,
     'json["amount"] = amountJson(line.rounded);', 'json["amount"] = amountJson(line.exact);',
     ["report/each_row_its_own_figures.test"]),
    ("json: used and unused are one another", JSON,
     '{"used", amountJson(use.used)}', '{"used", amountJson(use.unused)}', ["report/each_row_its_own_figures.test"]),
    ("invoice: the exact sum is the rounded one", INVOICE,
     "commitment, exact, by_line ? toCents(exact) : exact});",
     "commitment, toCents(exact), by_line ? toCents(exact) : exact});", ["report/each_row_its_own_figures.test"]),
    ("invoice: what an unused commitment costs is no line", INVOICE,
     "if (charge.reason == Reason::plan || charge.reason == Reason::unused) {", "if (charge.reason == Reason::plan) {",
     ["report/each_row_its_own_figures.test"]),
    ("difference: the rest of the lines has one column twice", DIFFERENCE,
     "before += lines[i].before.value_or(0);", "before += lines[i].after.value_or(0);",
     ["report/difference_markdown_is_short.test"]),
]
