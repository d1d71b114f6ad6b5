// The bill for a person at a terminal: columns aligned, every line shown, exact total.
#include <algorithm>
#include <ostream>
#include <sstream>
#include <utility>

#include "lang/base/interrupt.h"
#include "lang/diagnostics/text.h"
#include "runtime/report/columns.h"
#include "runtime/report/notes.h"
#include "runtime/report/printers.h"

namespace smcost::runtime {

namespace {

using Table = Columns<5>;  // workload, line, quantity, price, cost
using Row = Table::Row;
constexpr size_t kTitleWidth = 15;  // of what stands below the lines

// Rows of one workload: its lines, further charges below a line, its subtotal.
void statementRows(const ReportContext& context, program::StatementId statement, std::vector<Row>& rows) {
  base::checkInterrupt();
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const std::vector<Line> lines = bill.linesOf(statement);
  std::string name = program::statementName(program, statement);
  for (const Line& line : lines) {
    rows.push_back({std::exchange(name, ""), lineTitle(program, line), measure(context, line, line.quantity).text(),
                    priceText(context, line), money(line.cost)});
    if (line.charges.size() < 2) continue;
    for (const Charge& charge : line.charges) {
      std::string price = chargePrice(program, charge);
      if (charge.row && !charge.text.empty()) price += " (" + charge.text + ")";
      rows.push_back({"", "", measure(context, line, charge.quantity).text(), price, money(charge.cost)});
    }
  }
  if (lines.empty()) rows.push_back({name, "no line", "", "", money(0)});
  if (lines.size() > 1) rows.push_back({"", "subtotal", "", "", money(bill.total(statement))});
}

void writeHead(std::ostream& stream, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  std::ostringstream out;
  out << "period " << periodName(context) << " (" << base::toShown(periodHours(context), kShownDigits)
      << " h" << (program.period.assumed ? ", " + assumedText(program.period.assumed_from) + ")" : ")");
  if (program.region) {
    out << ", region " << nameText(program, program.region)
        << (program.region_assumed ? " (" + assumedText(program.region_assumed_from) + ")" : "");
  }
  if (!program.library.empty()) out << ", " << libraryInHead(program);
  if (!program.edition.empty()) out << ", edition " << editionText(program);
  if (!context.scenario.empty()) out << ", scenario " << context.scenario;
  stream << diagnostics::safeFileName(program.spec) << '\n';
  writeProse(stream, out.str(), context.width);
  stream << '\n';
}

void writeList(std::ostream& out, const char* title, const std::vector<std::string>& texts, size_t width) {
  if (!texts.empty()) writeProse(out, title + joined(texts), width);
}

// The lines of statements, under their titles.
void writeStatements(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements) {
  const program::Program& program = context.bill->program();
  const Row titles = {"workload", "line", "quantity", "price", context.bill->currency()};
  Table table({false, false, true, false, true}, context.width);
  table.measure(titles);
  // Rows are made twice, first for the widths, so that a large bill is never held as text.
  const auto eachStatement = [&](const auto& use) {
    std::vector<Row> rows;
    for (const program::StatementId statement : statements) {
      if (!program.statements[statement.value].isBilled()) continue;
      rows.clear();
      statementRows(context, statement, rows);
      use(rows);
    }
  };
  eachStatement([&](const std::vector<Row>& rows) {
    for (const Row& row : rows) table.measure(row);
  });
  table.writeTitles(out, titles);
  eachStatement([&](const std::vector<Row>& rows) {
    for (const Row& row : rows) table.write(out, row);
  });
}

// All that one bill has to say.
void writeTable(std::ostream& out, const ReportContext& context) {
  std::vector<program::StatementId> all;
  for (uint32_t i = 0; i < context.bill->program().statements.size(); ++i) all.push_back({i});
  writeStatements(out, context, all);
  out << '\n';
  writeList(out, "not this month: ", context.bill->notBilled(), context.width);
  for (const Note& note : notesOf(context)) {
    const std::string title = note.title + ":";
    writeProse(out, title + std::string(std::max(kTitleWidth, title.size() + 2) - title.size(), ' ') + note.text, context.width);
  }
}

// What each included file comes to, over the total that holds them.
void writeIncluded(std::ostream& out, const ReportContext& context) {
  const std::vector<base::Rational> sums = includedTotals(context);
  const std::vector<program::IncludedFile>& files = context.bill->program().included;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string padding(kTitleWidth - std::min(kTitleWidth - 1, files[i].name.size()), ' ');
    out << files[i].name << padding << money(sums[i]) << ' ' << context.bill->currency() << '\n';
  }
}

void writeMonths(std::ostream& out, const ReportContext& context) {
  for (const MonthReport& month : context.months) {
    const program::Period& period = month.bill->program().period;
    out << "month " << period.name << " (" << base::toShown(period.seconds / 3600, kShownDigits) << " h)\n\n";
    writeTable(out, reportOf(context, month));
    out << "month total    " << money(month.bill->total()) << ' ' << month.bill->currency() << ", invoice "
        << money(month.bill->invoiceTotal()) << ' ' << month.bill->currency() << "\n\n";
  }
}

void writeChecks(std::ostream& out, const ReportContext& context) {
  size_t expects = 0;
  for (const program::IncludedFile& file : context.bill->program().included) expects += file.expects_left_out;
  if (context.checks.empty() && context.checks_left_out == 0 && expects == 0) return;
  size_t passed = 0, warned = 0;
  for (const ReportCheck& check : context.checks) {
    passed += check.passed;
    warned += check.warned;
  }
  out << "checks         " << passed << " of " << context.checks.size() << " passed";
  if (warned > 0) out << ", " << warned << " with a warning";
  if (context.checks_left_out > 0) out << "; " << context.checks_left_out << " of the file as written left out";
  if (expects > 0) out << "; " << expects << " `expect` of included files left out";
  out << '\n';
}

}  // namespace

void writeLines(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements) {
  for (const MonthReport& month : monthsOf(context)) {
    if (!context.months.empty()) out << "month " << month.bill->program().period.name << '\n';
    writeStatements(out, reportOf(context, month), statements);
  }
}

void writeText(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  const std::string currency = context.bill->currency();
  writeHead(out, context);
  if (context.months.empty()) writeTable(out, context);
  else writeMonths(out, context);
  writeList(out, "not included:  ", notIncluded(context), context.width);
  writeIncluded(out, context);
  const base::Rational sum = total(context);
  const std::string exact = base::toExactString(sum);
  std::ostringstream below;
  below << "total          " << money(sum) << ' ' << currency;
  if (base::toShown(sum, kShownDigits) != exact) below << " exactly " << exact;
  below << "\ninvoice total  " << money(invoiceTotal(context)) << ' ' << currency;
  below << (program.invoice == program::InvoicePolicy::lines ? " (each invoice line rounded to the cent)"
                                                             : " (the total rounded to the cent)")
        << '\n';
  writeChecks(below, context);
  writeProse(out, below.str(), context.width);
}

}  // namespace smcost::runtime
