// The bill for documents.
#include <ostream>

#include "runtime/report/bill/printers.h"
#include "runtime/report/converted.h"
#include "runtime/report/escapes.h"
#include "runtime/report/groups.h"
#include "runtime/report/notes.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

void writeMarkdownTable(std::ostream& out, const ReportContext& context) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const bool with_list = bill.listTotal() != bill.total();
  const auto listed = [&](const base::Rational& list, const base::Rational& cost) {
    return with_list ? " | " + money(list, context.digits) + " | " + money(list - cost, context.digits) : "";
  };
  out << "| workload | line | quantity | price | " << (with_list ? "list | less | " : "") << markdownField(bill.currency())
      << " |\n|---|---|---:|---|" << (with_list ? "---:|---:|" : "") << "---:|\n";
  const auto lines = [&](const Group& group) {
    for (const program::StatementId statement : group.statements) {
      for (const Line& line : bill.linesOf(statement)) {
        out << "| " << markdownField(program::statementName(program, line.statement)) << " | "
            << markdownField(lineTitle(program, line)) << " | "
            << markdownField(measure(context, line, line.quantity).text()) << " | "
            << markdownField(priceText(context, line)) << listed(bill.listCost(line), line.cost) << " | " << money(line.cost, context.digits) << " |\n";
      }
    }
  };
  const auto subtotal = [&](const Group& group) {
    if (group.title.empty()) return;
    const std::optional<GroupSum> sum = sumOf(bill, group);
    out << "| **" << markdownField(group.title) << "** | | |" << (sum ? listed(sum->list, sum->total) : with_list ? " | - | -" : "") << " | **"
        << (sum ? money(sum->total, context.digits) : "-") << "** |\n";
  };
  const std::vector<Group> groups = groupsOf(program, allStatements(program));
  walkGroups(groups, [](const Group&) {}, lines, subtotal);
  out << "| **total** | | |" << listed(bill.listTotal(), bill.total()) << " | **" << money(bill.total(), context.digits) << "** |\n\n";
  if (const auto missing = bill.notBilled(); !missing.empty()) out << "Not this month: " << markdownField(joined(missing)) << ".\n\n";
  for (const Note& note : notesOf(context)) out << "- " << note.title << ": " << markdownField(note.text) << "\n";
  if (!notesOf(context).empty()) out << '\n';
}

}  // namespace

void writeMarkdown(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  const std::string currency = context.bill->currency();
  out << "# " << markdownField(program.spec) << "\n\n";
  out << "Period " << markdownField(periodName(context)) << " (" << base::toShown(periodHours(context), kShownDigits)
      << " h" << (program.period.assumed ? ", " + markdownField(assumedText(program.period.assumed_from)) + ")" : ")");
  if (program.region) {
    out << ", region " << markdownField(nameText(program, program.region))
        << (program.region_assumed ? " (" + markdownField(assumedText(program.region_assumed_from)) + ")" : "");
  }
  if (!program.library.empty()) {
    out << ", " << markdownField(libraryInHead(program));
  }
  if (program.edition) out << ", edition " << markdownField(editionText(context));
  if (!context.scenario.empty()) out << ", scenario " << markdownField(context.scenario);
  out << ".\n\n";
  if (context.months.empty()) writeMarkdownTable(out, context);
  for (const MonthReport& month : context.months) {
    out << "## " << markdownField(month.bill->program().period.name) << "\n\n";
    writeMarkdownTable(out, reportOf(context, month));
  }
  const std::vector<base::Rational> included = includedTotals(context);
  for (size_t i = 0; i < included.size(); ++i) {
    const program::IncludedFile& file = program.included[i];
    out << "Of " << markdownField(file.name) << ": " << money(included[i], context.digits) << ' ' << currency << ", exactly "
        << base::toExactString(included[i]);
    if (const uint32_t expects = expectsLeftOut(context, i)) out << " (" << expects << " `expect` left out)";
    out << ".\n";
  }
  const base::Rational sum = total(context);
  out << "Total: " << money(sum, context.digits) << ' ' << currency << ", exactly " << base::toExactString(sum)
      << ". Invoice total: " << money(invoiceTotal(context), context.digits) << ' ' << currency << ".\n";
  if (context.ends) {
    out << '\n';
    for (const std::string& line : endsText(*context.ends, sum, currency, context.digits)) out << "- " << markdownField(line) << '\n';
  }
  const Terms terms = termsOf(context);
  if (terms.reduces()) {
    out << "\n- list: " << amountText(terms.list, currency, context.digits) << "\n- less: " << amountText(terms.total - terms.list, currency, context.digits) << '\n';
  }
  if (terms.goesOn() && !terms.reduces()) out << '\n';
  for (const Below& line : belowTotal(terms, currency, context.digits, !program.group_by.empty())) out << "- " << line.title << ": " << markdownField(line.text) << '\n';
  if (const auto converted = convertedOf(context)) {
    out << "\nIn " << markdownField(converted->currency) << ": " << amountText(converted->total, converted->currency, context.digits);
    if (terms.goesOn()) out << ", payable " << amountText(converted->payable, converted->currency, context.digits);
    for (const Converted::Month& month : converted->months) out << "\n- " << markdownField(rateText(*month.exchange));
    out << '\n';
  }
  if (const auto missing = notIncluded(context); !missing.empty()) {
    out << "\nNot included: " << markdownField(joined(missing)) << ".\n";
  }
  for (const CheckOutcome& check : context.checks) {
    out << "\n- " << markdownField(check.file.empty() ? "" : check.file + ": ") << checkKind(check.kind) << ": " << (check.passed ? check.warned ? "passed with a warning" : "passed" : "FAILED");
    const std::string why = check.statistic.empty() ? failureText(check.parts, *context.sources) : check.statistic;
    if (!why.empty()) out << ": " << markdownField(why);
  }
  if (!context.checks.empty()) out << '\n';
  if (context.checks_left_out > 0) out << "\nChecks of the file as written that were left out: " << context.checks_left_out << ".\n";
}

}  // namespace smcost::runtime
