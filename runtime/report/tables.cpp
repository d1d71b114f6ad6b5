// The bill for spreadsheets (RFC 4180, exact figures) and for documents (markdown).
#include <ostream>

#include "runtime/report/escapes.h"
#include "runtime/report/notes.h"
#include "runtime/report/printers.h"

namespace smcost::runtime {

namespace {

std::string csvLibrary(const program::Program& program) {
  return program.library.empty() ? "" : ',' + csvField(libraryText(program).substr(sizeof "library"));
}

// One record a charge, so that the cost column adds up to the total.
void writeRecords(std::ostream& out, const ReportContext& context, std::string_view month) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  bill.forEachLine([&](const Line& line) {
    const program::Statement& statement = program.statements[line.statement.value];
    const std::string front = csvField(program::statementName(program, line.statement)) + ',' +
                              csvField(nameText(program, statement.head)) + ',' + csvField(lineName(program, line)) + ',' +
                              csvField(program.meters[line.meter.value].name) + ',' + csvField(keyText(program, line)) +
                              ',' + csvField(nameText(program, line.region)) + ',';
    std::vector<Charge> charges = line.charges;
    if (charges.empty()) charges.push_back({Reason::price_row, line.quantity, line.cost, {}, kNoIndex, {}});
    for (const Charge& charge : charges) {
      const Measured quantity = measure(context, line, charge.quantity);
      out << front << base::toExactString(quantity.number) << ',' << csvField(quantity.unit) << ','
          << csvField(chargePrice(program, charge)) << ',' << base::toFixed(charge.cost, kShownDigits) << ','
          << csvField(bill.currency()) << ',' << base::toExactString(charge.cost) << ',' << csvField(charge.text)
          << (month.empty() ? "" : ",") << month << csvLibrary(program) << "\r\n";
    }
  });
}

void writeMarkdownTable(std::ostream& out, const ReportContext& context) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  out << "| workload | line | quantity | price | " << markdownField(bill.currency()) << " |\n|---|---|---:|---|---:|\n";
  bill.forEachLine([&](const Line& line) {
    out << "| " << markdownField(program::statementName(program, line.statement)) << " | "
        << markdownField(lineTitle(program, line)) << " | "
        << markdownField(measure(context, line, line.quantity).text()) << " | "
        << markdownField(priceText(context, line)) << " | " << money(line.cost) << " |\n";
  });
  out << "| **total** | | | | **" << money(bill.total()) << "** |\n\n";
  if (const auto missing = bill.notBilled(); !missing.empty()) out << "Not this month: " << markdownField(joined(missing)) << ".\n\n";
  for (const Note& note : notesOf(context)) out << "- " << note.title << ": " << markdownField(note.text) << "\n";
  if (!notesOf(context).empty()) out << '\n';
}

}  // namespace

// With several months each record ends with its own, and with the library that is not the shipped one.
void writeCsv(std::ostream& out, const ReportContext& context) {
  out << "workload,head,line,meter,key,region,quantity,unit,price,cost,currency,exact_cost,reason"
      << (context.months.empty() ? "" : ",month") << (context.bill->program().library.empty() ? "\r\n" : ",library\r\n");
  if (context.months.empty()) writeRecords(out, context, "");
  for (const MonthReport& month : context.months) {
    writeRecords(out, reportOf(context, month), month.bill->program().period.name);
  }
}

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
  if (!program.edition.empty()) out << ", edition " << markdownField(editionText(program));
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
    out << "Of " << markdownField(file.name) << ": " << money(included[i]) << ' ' << currency << ", exactly "
        << base::toExactString(included[i]);
    if (file.expects_left_out > 0) out << " (" << file.expects_left_out << " `expect` left out)";
    out << ".\n";
  }
  const base::Rational sum = total(context);
  out << "Total: " << money(sum) << ' ' << currency << ", exactly " << base::toExactString(sum)
      << ". Invoice total: " << money(invoiceTotal(context)) << ' ' << currency << ".\n";
  if (const auto missing = notIncluded(context); !missing.empty()) {
    out << "\nNot included: " << markdownField(joined(missing)) << ".\n";
  }
  for (const ReportCheck& check : context.checks) {
    out << "\n- " << markdownField(check.file.empty() ? "" : check.file + ": ") << checkKind(check.kind) << ": " << (check.passed ? check.warned ? "passed with a warning" : "passed" : "FAILED");
    if (!check.detail.empty()) out << ": " << markdownField(check.detail);
  }
  if (!context.checks.empty()) out << '\n';
  if (context.checks_left_out > 0) out << "\nChecks of the file as written that were left out: " << context.checks_left_out << ".\n";
}

}  // namespace smcost::runtime
