// The bill for a person at a terminal: columns aligned, every line shown, exact total.
#include <algorithm>
#include <ostream>
#include <sstream>
#include <utility>
#include <vector>

#include "lang/base/interrupt.h"
#include "lang/diagnostics/text.h"
#include "runtime/report/bill/months.h"
#include "runtime/report/bill/printers.h"
#include "runtime/report/bill/write.h"
#include "runtime/report/columns.h"
#include "runtime/report/converted.h"
#include "runtime/report/groups.h"
#include "runtime/report/notes.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

// workload, line, quantity, price, cost; before the cost what it would be at the list, where something is taken off.
using Row = std::vector<std::string>;
constexpr size_t kTitleWidth = 15;  // of what stands below the lines

// Rows of one workload: its lines, further charges below a line, its subtotal.
void statementRows(const ReportContext& context, program::StatementId statement, bool with_list, std::vector<Row>& rows) {
  base::checkInterrupt();
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const std::vector<Line> lines = bill.linesOf(statement);
  std::string name = program::statementName(program, statement);
  const auto add = [&](std::string title, std::string line, std::string quantity, std::string price, const base::Rational& list,
                       const base::Rational& cost) {
    Row row = {std::move(title), std::move(line), std::move(quantity), std::move(price)};
    if (with_list) row.insert(row.end(), {money(list, context.digits), money(list - cost, context.digits)});
    row.push_back(money(cost, context.digits));
    rows.push_back(std::move(row));
  };
  base::Rational list_sum = 0;
  for (const Line& line : lines) {
    const base::Rational list = bill.listCost(line);
    list_sum += list;
    add(std::exchange(name, ""), lineTitle(program, line), measure(context, line, line.quantity).text(), priceText(context, line), list,
        line.cost);
    if (line.charges.size() < 2) continue;
    for (const Charge& charge : line.charges) {
      std::string price = chargePrice(program, charge);
      if (charge.row && !charge.text.empty()) price += " (" + charge.text + ")";
      add("", "", measure(context, line, charge.quantity).text(), price, bill.listCost(charge), charge.cost);
    }
  }
  if (lines.size() > 1) add("", "subtotal", "", "", list_sum, bill.total(statement));
  // Where statements stand in groups, parts may stand in others.
  if (program.hasParts(statement) && !program.group_by.empty()) return;
  if (program.hasParts(statement)) {
    base::Rational list = 0;
    for (uint32_t i = statement.value; with_list && i < program.endOfParts(statement); ++i) {
      for (const Line& line : bill.linesOf(program::StatementId{i})) list += bill.listCost(line);
    }
    add(name, "with its parts", "", "", list, bill.totalWithParts(statement));
  } else if (lines.empty()) {
    add(name, "no line", "", "", 0, 0);
  }
}

// What a group comes to, below its statements.
Row groupSum(const Bill& bill, const Group& group, bool with_list, int digits) {
  const std::optional<GroupSum> sum = sumOf(bill, group);
  Row row = {group.title, "subtotal", "", ""};
  if (with_list && sum) row.insert(row.end(), {money(sum->list, digits), money(sum->list - sum->total, digits)});
  else if (with_list) row.insert(row.end(), 2, "-");
  row.push_back(sum ? money(sum->total, digits) : "-");
  return row;
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
  if (program.edition) out << ", edition " << editionText(context);
  if (!context.scenario.empty()) out << ", scenario " << context.scenario;
  stream << diagnostics::safeFileName(program.spec) << '\n';
  writeProse(stream, out.str(), context.width);
  stream << '\n';
}

void writeList(std::ostream& out, const char* title, const std::vector<std::string>& texts, size_t width) {
  if (!texts.empty()) writeProse(out, title + joined(texts), width);
}

void writeNote(std::ostream& out, const std::string& title, const std::string& text, size_t width) {
  writeProse(out, title + ':' + std::string(std::max(kTitleWidth, title.size() + 3) - title.size() - 1, ' ') + text, width);
}

// The lines of statements, under their titles.
void writeStatements(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements) {
  const program::Program& program = context.bill->program();
  const bool with_list = context.bill->listTotal() != context.bill->total();
  Row titles = {"workload", "line", "quantity", "price"};
  std::vector<bool> right = {false, false, true, false};
  if (with_list) {
    titles.insert(titles.end(), {"list", "less"});
    right.insert(right.end(), 2, true);
  }
  titles.push_back(context.bill->currency());
  right.push_back(true);
  AlignedColumns table(std::move(right), context.width);
  table.measure(titles);
  // Rows are made twice, first for the widths, so that a large bill is never held as text.
  const std::vector<Group> groups = groupsOf(program, statements);
  const auto eachStatement = [&](const auto& use) {
    std::vector<Row> rows;
    const auto title = [&](const Group& group) {
      Row row(titles.size());
      row.front() = group.title;
      if (!group.title.empty()) use({row});
    };
    const auto lines = [&](const Group& group) {
      for (const program::StatementId statement : group.statements) {
        if (!program.statements[statement.value].isBilled()) continue;
        rows.clear();
        statementRows(context, statement, with_list, rows);
        use(rows);
      }
    };
    const auto subtotal = [&](const Group& group) {
      if (!group.title.empty()) use({groupSum(*context.bill, group, with_list, context.digits)});
    };
    walkGroups(groups, title, lines, subtotal);
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
  writeStatements(out, context, allStatements(context.bill->program()));
  out << '\n';
  writeList(out, "not this month: ", context.bill->notBilled(), context.width);
  for (const Note& note : notesOf(context)) writeNote(out, note.title, note.text, context.width);
}

// What each included file comes to, over the total that holds them.
void writeIncluded(std::ostream& out, const ReportContext& context) {
  const std::vector<base::Rational> sums = includedTotals(context);
  const std::vector<program::IncludedFile>& files = context.bill->program().included;
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string padding(kTitleWidth - std::min(kTitleWidth - 1, files[i].name.size()), ' ');
    out << files[i].name << padding << money(sums[i], context.digits) << ' ' << context.bill->currency() << '\n';
  }
}

void writeMonths(std::ostream& out, const ReportContext& context) {
  out << "in " << context.bill->currency() << "\n\n";
  writeMonthColumns(out, context, allStatements(context.bill->program()), MonthSums::shown);
  out << '\n';
  for (const MonthsNote& note : notesOfMonths(context)) writeNote(out, note.title, note.text, context.width);
}

void writeChecks(std::ostream& out, const ReportContext& context) {
  size_t expects = 0;
  for (size_t i = 0; i < context.bill->program().included.size(); ++i) expects += expectsLeftOut(context, i);
  if (context.checks.empty() && context.checks_left_out == 0 && expects == 0) return;
  size_t passed = 0, warned = 0;
  for (const CheckOutcome& check : context.checks) {
    passed += check.passed;
    warned += check.warned;
  }
  out << "checks         " << passed << " of " << context.checks.size() << " passed";
  if (warned > 0) out << ", " << warned << " with a warning";
  if (context.checks_left_out > 0) out << "; " << context.checks_left_out << " of the file as written left out";
  if (expects > 0) out << "; " << expects << " `expect` of included files left out";
  out << '\n';
  for (const CheckOutcome& check : context.checks) {
    if (!check.statistic.empty()) writeNote(out, std::string(checkKind(check.kind)), check.statistic, context.width);
  }
}

// The same in another currency, and at which rates.
void writeConverted(std::ostream& out, const Converted& converted, const Terms& terms, int digits) {
  const auto line = [&](const std::string& title, const std::string& text) {
    out << title << std::string(kTitleWidth - std::min(kTitleWidth - 1, title.size()), ' ') << text << '\n';
  };
  line("total in " + converted.currency, amountText(converted.total, converted.currency, digits));
  if (terms.goesOn()) line("payable in " + converted.currency, amountText(converted.payable, converted.currency, digits));
  for (const Converted::Month& month : converted.months) line("rate", rateText(*month.exchange));
}

}  // namespace

void writeLines(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements) {
  if (context.months.empty()) writeStatements(out, context, statements);
  else writeMonthColumns(out, context, statements, MonthSums::left_out);
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
  const Terms terms = termsOf(context);
  if (terms.reduces()) {
    below << "list           " << amountText(terms.list, currency, context.digits) << "\nless           "
          << amountText(terms.total - terms.list, currency, context.digits) << '\n';
  }
  below << "total          " << money(sum, context.digits) << ' ' << currency;
  if (base::toShown(sum, context.digits) != exact) below << " exactly " << exact;
  below << "\ninvoice total  " << money(invoiceTotal(context), context.digits) << ' ' << currency;
  below << (program.invoice == program::InvoicePolicy::lines ? " (each invoice line rounded to the cent)"
                                                             : " (the total rounded to the cent)")
        << '\n';
  if (context.ends) {
    for (const std::string& line : endsText(*context.ends, sum, currency, context.digits)) below << "  " << line << '\n';
  }
  for (const Below& line : belowTotal(terms, currency, context.digits, !program.group_by.empty())) {
    below << line.title << std::string(kTitleWidth - line.title.size(), ' ') << line.text << '\n';
  }
  if (const auto converted = convertedOf(context)) writeConverted(below, *converted, terms, context.digits);
  writeChecks(below, context);
  writeProse(out, below.str(), context.width);
}

}  // namespace smcost::runtime
